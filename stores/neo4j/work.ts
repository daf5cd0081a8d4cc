// A commit's changes as the graph works them off: statements by kind and id, and the anchors that they touch.
import type { CommitWork, EntityRef } from '../../core/commit.ts';
import { changedId } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Registry } from '../../core/registry.ts';
import type { Statement } from '../../core/timeline.ts';
import { type KindName, kindOf, toProperties } from './kinds.ts';
import type { Parameters } from './parameters.ts';

type Statements = ReadonlyMap<Id, readonly Statement<Parameters>[]>;

/** A type alias, not an interface, so that it can be a parameter of a statement as it is. */
export type Anchor = {
  readonly id: Id;
  readonly type: string;
  /** Whether the commit states the entity itself, and does not only name it as an end of a fact. */
  readonly stated: boolean;
  /** Whether all that the commit says of it was seen in Graphiti's part of the graph, which then has its node. */
  readonly observed: boolean;
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
    const ofKind = statements[kindOf(change)];
    const before = ofKind.get(id);
    if (before) before.push(statement);
    else ofKind.set(id, [statement]);
  }
  return statements;
}

/** The anchors that the commit touches, in the order of their ids: locks are taken in that order. */
export function anchorsOf(work: CommitWork): Anchor[] {
  const anchors = new Map<Id, Anchor>();
  const add = ({ id, type }: EntityRef, stated: boolean, seen: boolean): void => {
    const known = anchors.get(id);
    const observed = seen && (known?.observed ?? true);
    if (stated || !known) anchors.set(id, { id, type, stated, observed });
    else anchors.set(id, { ...known, observed });
  };
  for (const change of work.changes) {
    const seen = change.observed ?? false;
    if (change.kind === 'entity' || change.kind === 'node') add(change.entity, true, seen);
    if (change.kind === 'fact') for (const end of [change.subject, change.object]) add(end, false, seen);
    if (change.kind === 'episode') for (const mention of change.values?.mentions ?? []) add(mention, false, seen);
  }
  return [...anchors.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The ids of which the commit says something that was seen in Graphiti's part of the graph. */
export function observedIds(work: CommitWork): Set<Id> {
  return new Set(work.changes.flatMap((change) => (change.observed ? [changedId(change)] : [])));
}

/** The earliest system time of the commit's changes: what ended before it stays as it is. */
export function firstTime(work: CommitWork): Instant {
  return work.changes.reduce((first, { systemTime }) => (systemTime < first ? systemTime : first), work.systemTime);
}
