// Finds what a commit wrote, by its system time alone: whoever undoes a commit need not know its changes.
import type { CommitWork } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { Run } from './client.ts';
import type { KindName } from './kinds.ts';
import { loadQuery } from './queries.ts';

const FIND_ENTITIES = loadQuery('graph/find-changed-entities');
const FIND_FACTS = loadQuery('graph/find-changed-facts');
const FIND_EPISODES = loadQuery('graph/find-changed-episodes');

export type ChangedIds = Readonly<Record<KindName, readonly Id[]>>;

interface Changed {
  readonly ids: ChangedIds;
  /** The entities among them, the ends of the facts and what episodes mention, in the order in which they are locked. */
  readonly anchors: readonly Id[];
}

/** The ids of which a commit wrote or ended versions. */
export async function findChangedIds(run: Run, { tenant, systemTime }: CommitWork): Promise<Changed> {
  const commit = { tenant, systemTime };
  const entities = (await run<{ id: Id }>(FIND_ENTITIES, commit)).map(({ id }) => id);
  const facts = await run<{ id: Id; subject: Id; object: Id }>(FIND_FACTS, commit);
  const episodes = await run<{ id: Id; mentions: readonly Id[] | null }>(FIND_EPISODES, commit);
  const ends = facts.flatMap(({ subject, object }) => [subject, object]);
  const anchors = new Set([...entities, ...ends, ...episodes.flatMap(({ mentions }) => mentions ?? [])]);
  return {
    ids: { entity: entities, fact: distinctIds(facts), episode: distinctIds(episodes) },
    anchors: [...anchors].sort(),
  };
}

const distinctIds = (rows: readonly { readonly id: Id }[]): readonly Id[] => [...new Set(rows.map(({ id }) => id))];
