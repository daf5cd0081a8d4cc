// What a change means for the vectors: a statement about the text of an entity, a fact or an episode.
import { type Change, changedId, type EntityChange, type FieldValue, type NodeChange } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Registry } from '../../core/registry.ts';
import type { Statement, Version } from '../../core/timeline.ts';

export type PointKind = 'entity' | 'fact' | 'episode';

/** What a point holds besides its rectangle; its embedding follows from the text. */
export interface PointValues {
  readonly kind: PointKind;
  /** An entity's type, or `Fact` or `Episode`. */
  readonly type: string;
  readonly text: string;
}

export type PointStatement = Statement<PointValues>;

export interface Point extends Version<PointValues> {
  readonly id: Id;
}

/** An episode may be a whole document; what is embedded and kept of any text is bounded. */
const TEXT_LENGTH_MAX = 8_000;

/** The statements of a commit by the id that they are about, in their order. */
export function pointStatements(registry: Registry, changes: readonly Change[]): Map<Id, PointStatement[]> {
  const byId = new Map<Id, PointStatement[]>();
  for (const change of changes) {
    const statements = byId.get(changedId(change));
    const { validFrom, validTo, systemTime } = change;
    const statement = { validFrom, validTo, systemTime, values: pointValues(registry, change) };
    if (statements) statements.push(statement);
    else byId.set(changedId(change), [statement]);
  }
  return byId;
}

/** Null when the change says that it is not so, and also when its text says nothing: there is nothing to be near to. */
function pointValues(registry: Registry, change: Change): PointValues | null {
  const text = cleanText(textOf(registry, change));
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  if ('entity' in change) return { kind: 'entity', type: change.entity.type, text };
  return { kind: change.kind, type: change.kind === 'fact' ? 'Fact' : 'Episode', text };
}

function textOf(registry: Registry, change: Change): string {
  if (change.values === null) return '';
  switch (change.kind) {
    case 'entity':
      return entityText(registry, change);
    case 'node':
      return nodeText(change);
    case 'fact':
      return change.values.fact;
    case 'episode':
      return `${change.values.name} ${change.values.content}`;
  }
}

function entityText(registry: Registry, change: EntityChange): string {
  const fields = change.values?.fields ?? {};
  const texts = registry.get(change.entity.type).textFields.map((name) => fieldText(fields[name]));
  return texts.filter((text) => text !== '').join(' ');
}

function nodeText({ values }: NodeChange): string {
  return [values?.name, values?.summary].filter((text) => text).join(' ');
}

function fieldText(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return Object.values(value).map(fieldText).join(' ');
  return String(value);
}

/** The text as PostgreSQL gives it back: without NUL and halves of surrogate pairs. */
function cleanText(text: string): string {
  return text.slice(0, TEXT_LENGTH_MAX).replaceAll('\0', ' ').toWellFormed();
}
