// Guards generated Cypher: every node and relationship in it is matched only where its rule lets it be seen. What the
// guard does not recognise is refused, so that no form of query can slip past it.
import type { Elements, Rule } from './rules.ts';

/** What the guard looks at: texts in quotes, patterns, worked-out properties, and names that it has for itself. */
const PIECES =
  /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\(\w*:[^()]*\)|\[\w*:[^[\]]*\]|\w+\.asof_\w+|\$?\basof\w*\b(?!\s*:)|[`\\]|\/[*/]/g;
const TEXTS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

const NODE = /^\((\w*):(\w+)\)$/;
const RELATIONSHIP = /^\[(\w*):(\w+)\]$/;
const PROPERTY = /^(\w+)\.(asof_\w+)$/;

/** Nodes without a label of their own: they must have been guarded where they were bound. */
const BARE_NODE = /\bMATCH\s+\((\w*)\)|\((\w*)\)\s*<?-\[|\]->?\s*\((\w*)\)/g;
/** Relationships of any type, several patterns at once, procedures, and clauses that write: nothing needs them. */
const FOREIGN =
  /-->|<--|--|-\[(?!\w*:)|\)\s*,\s*\(|\bCALL\s+\w|\bapoc\.|\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD|FOREACH|SHOW|USE)\b(?!\s*:)/;

/** What the library asks a server before its first query. It names no data. */
const SERVER_VERSION =
  'CALL dbms.components() YIELD versions, edition UNWIND versions AS version RETURN version, edition';

/**
 * The statement in which every pattern has the condition of its rule, and every worked-out property is what its rule
 * says. It is to be run with the parameters that the conditions read.
 * @throws Error when the statement has a form that the guard does not know; nothing of it must run
 */
export function guard(statement: string, elements: Elements): string {
  if (statement.replace(/^CYPHER 5\s+/, '') === SERVER_VERSION) return statement;
  const bound = new Map<string, Rule>();
  const bind = (name: string | undefined, rule: Rule | undefined, piece: string) => {
    if (!rule) throw refusal(piece);
    const variable = name || `asof${bound.size}`;
    bound.set(variable, rule);
    return { variable, rule };
  };
  const guarded = statement.replace(PIECES, (piece: string, at: number) => {
    if (/^['"]/.test(piece)) return piece;
    const [, nodeName, label] = NODE.exec(piece) ?? [];
    if (label !== undefined) {
      const { variable, rule } = bind(nodeName, elements.nodes[label], piece);
      return nodePattern(variable, rule, statement.slice(0, at), statement.slice(at + piece.length));
    }
    const [, name, type] = RELATIONSHIP.exec(piece) ?? [];
    if (type !== undefined) {
      const { variable, rule } = bind(name, elements.relationships[type], piece);
      return `[${variable}:${rule.name} WHERE ${rule.condition(variable)}]`;
    }
    return property(piece, bound);
  });
  check(statement.replace(TEXTS, "''"), bound);
  return guarded;
}

/** Where all nodes of a label are asked for, the index that has them in order is named: no statistics can mislead then. */
function nodePattern(variable: string, rule: Rule, before: string, after: string): string {
  const isReached = /\]->?$/.test(before);
  const isAll = !isReached && /^\s+WITH\b/.test(after);
  const condition = isReached ? rule.reached(variable) : rule.condition(variable);
  const hint = isAll && rule.index ? `\nUSING INDEX ${variable}:${rule.index}` : '';
  return `(${variable}:${rule.name} WHERE ${condition})${hint}`;
}

function property(piece: string, bound: ReadonlyMap<string, Rule>): string {
  const [, variable = '', name = ''] = PROPERTY.exec(piece) ?? [];
  const expression = bound.get(variable)?.virtual[name];
  if (!expression) throw refusal(piece);
  return `(${expression(variable)})`;
}

function check(skeleton: string, bound: ReadonlyMap<string, Rule>): void {
  const foreign = FOREIGN.exec(skeleton);
  if (foreign) throw refusal(foreign[0]);
  for (const [piece, ...names] of skeleton.matchAll(BARE_NODE)) {
    const name = names.find((one) => one !== undefined);
    if (name === undefined || !bound.has(name)) throw refusal(piece);
  }
}

const refusal = (piece: string): Error =>
  new Error(`A generated statement has a form that the guard does not know: ${piece.slice(0, 80)}`);
