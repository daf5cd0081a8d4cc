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
  /** The entities among them and the ends of the facts, in the order in which they are locked. */
  readonly anchors: readonly Id[];
}

/** The ids of which a commit wrote or ended versions. */
export async function findChangedIds(run: Run, { tenant, systemTime }: CommitWork): Promise<Changed> {
  const commit = { tenant, systemTime };
  const entities = (await run<{ id: Id }>(FIND_ENTITIES, commit)).map(({ id }) => id);
  const facts = await run<{ id: Id; subject: Id; object: Id }>(FIND_FACTS, commit);
  const episodes = (await run<{ id: Id }>(FIND_EPISODES, commit)).map(({ id }) => id);
  const anchors = new Set([...entities, ...facts.flatMap(({ subject, object }) => [subject, object])]);
  return {
    ids: { entity: entities, fact: [...new Set(facts.map(({ id }) => id))], episode: episodes },
    anchors: [...anchors].sort(),
  };
}
