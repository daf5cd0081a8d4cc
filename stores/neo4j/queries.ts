// Cypher statements live as files, one a file; this loads them by name. What several of them have in common is a part,
// in a file of its own.
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../cypher/', import.meta.url);
const PART = /^[ \t]*\/\/ part: ([a-z-]+)$/gm;
const FILTER = /^[ \t]*\/\/ filter$/gm;

/**
 * The text of `cypher/queries/<name>.cypher`, without comments, and with `cypher/parts/<part>.cypher` for each line
 * `// part: <part>`. Called once for each statement, when its module loads: a missing file is found at start, not by a
 * request.
 */
export function loadQuery(name: string): string {
  return withoutComments(readWhole(`queries/${name}`));
}

/** The same for a statement that has a line `// filter`: makes its text with conditions, “AND …” or nothing, there. */
export function loadFiltered(name: string): (conditions: string) => string {
  const text = readWhole(`queries/${name}`);
  return (conditions) => withoutComments(text.replace(FILTER, () => conditions));
}

/** The statement that goes through the same index the other way. */
export const reversed = (text: string): string => text.replaceAll(' DESC', ' ASC');

function readWhole(path: string): string {
  const text = readFileSync(new URL(`${path}.cypher`, FOLDER), 'utf8');
  return text.replace(PART, (_line, part: string) => readWhole(`parts/${part}`).trimEnd());
}

const withoutComments = (text: string): string => inOneParameter(text.replace(/^\s*\/\/.*\n/gm, '').trim());

/**
 * The statement with all parameters in one, `$in`, as the client sends them. Neo4j plans a statement anew for other types
 * of parameters and other sizes of lists, which takes it half a second; of a map it knows only that it is one.
 */
export const inOneParameter = (text: string): string => text.replace(/\$(?!in\.)(\w+)/g, '$in.$1');
