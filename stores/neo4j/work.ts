// A commit's changes as the graph works them off: statements by kind and id, and the anchors that they touch.
import type { CommitWork, EntityRef } from '../../core/commit.ts';
import { changedId } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Registry } from '../../core/registry.ts';
import type { Statement } from '../../core/timeline.ts';
import { type KindName, toProperties } from './kinds.ts';
import type { Parameters } from './parameters.ts';

type Statements = ReadonlyMap<Id, readonly Statement<Parameters>[]>;

/** A type alias, not an interface, so that it can be a parameter of a statement as it is. */
export type Anchor = {
  readonly id: Id;
  readonly type: string;
  /** Whether the commit states the entity itself, and does not only name it as an end of a fact. */
  readonly stated: boolean;
};

/** What the commit states of each id, in order. */
export function statementsOf(registry: Registry, work: CommitWork): Readonly<Record<KindName, Statements>> {
  const statements = {
    entity: new Map<Id, Statement<Parameters>[]>(),
    fact: new Map<Id, Statement<Parameters>[]>(),
    episode: new Map<Id, Statement<Parameters>[]>(),
  };
  for (const change of work.changes) {
    const { validFrom, validTo, systemTime } = change;
    const statement = { validFrom, validTo, systemTime, values: toProperties(registry, change) };
    const id = changedId(change);
    const ofKind = statements[change.kind];
    const before = ofKind.get(id);
    if (before) before.push(statement);
    else ofKind.set(id, [statement]);
  }
  return statements;
}

/** The anchors that the commit touches, in the order of their ids: locks are taken in that order. */
export function anchorsOf(work: CommitWork): Anchor[] {
  const anchors = new Map<Id, Anchor>();
  const add = ({ id, type }: EntityRef, stated: boolean): void => {
    if (stated || !anchors.has(id)) anchors.set(id, { id, type, stated });
  };
  for (const change of work.changes) {
    if (change.kind === 'entity') add(change.entity, true);
    if (change.kind === 'fact') for (const end of [change.subject, change.object]) add(end, false);
    if (change.kind === 'episode') for (const mention of change.values?.mentions ?? []) add(mention, false);
  }
  return [...anchors.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The earliest system time of the commit's changes: what ended before it stays as it is. */
export function firstTime(work: CommitWork): Instant {
  return work.changes.reduce((first, { systemTime }) => (systemTime < first ? systemTime : first), work.systemTime);
}
