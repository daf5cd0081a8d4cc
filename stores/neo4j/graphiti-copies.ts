// Writes the copies that Graphiti reads, from the versions that a commit leaves: the latest state of each.
import type { CommitWork } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import { formatInstant } from '../../core/instant.ts';
import type { Registry } from '../../core/registry.ts';
import { batched } from './batches.ts';
import type { Run } from './client.ts';
import { entityCopy, episodeCopy, factCopy, firstKnown, groupOf, latestVersion, namelessCopy } from './graphiti.ts';
import type { StoredVersion } from './history.ts';
import type { KindName } from './kinds.ts';
import type { Parameter } from './parameters.ts';
import { loadQuery } from './queries.ts';
import type { Histories } from './version-rows.ts';
import { type Anchor, firstTime } from './work.ts';

/** The statements for one of Graphiti's elements: which are there, then create, update or remove. */
const load = (what: 'entities' | 'facts' | 'episodes') => ({
  find: loadQuery(`graph/find-graphiti-${what}`),
  create: loadQuery(`graph/create-graphiti-${what}`),
  update: loadQuery(`graph/update-graphiti-${what}`),
  remove: loadQuery(`graph/remove-graphiti-${what}`),
});
const ENTITIES = load('entities');
const FACTS = load('facts');
const EPISODES = load('episodes');

interface Latest {
  readonly id: Id;
  readonly version: StoredVersion;
  /** When its first version became known, in ISO 8601. */
  readonly createdAt: string;
}

/** What `find` says of an element; only a relationship has ends. */
interface Found {
  readonly id: Id;
  readonly subject?: Id;
  readonly object?: Id;
}

/** Graphiti's part of one tenant's graph, within a transaction. */
interface Graphiti {
  find(text: string, ids: readonly Id[]): Promise<Map<Id, Found>>;
  runRows(text: string, rows: readonly Parameter[]): Promise<void>;
  runIds(text: string, ids: readonly Id[]): Promise<void>;
}

/**
 * Makes Graphiti's nodes, relationships and episodes say what these versions say last. One that has no version left
 * is removed, unless something of Graphiti's own hangs on it. What was seen in Graphiti's part of the graph is there
 * already, and is Graphiti's: ids that are `observed`, and those whose latest version is, are left alone.
 */
export async function writeCopies(
  run: Run,
  registry: Registry,
  work: CommitWork,
  anchors: readonly Anchor[],
  histories: Readonly<Record<KindName, Histories>>,
  observed: ReadonlySet<Id>,
): Promise<void> {
  const graphiti = graphitiOf(run, groupOf(work.tenant));
  const own = (of: Histories): Histories => new Map([...of].filter(([id, versions]) => !isObserved(id, versions)));
  const isObserved = (id: Id, versions: readonly StoredVersion[]): boolean =>
    observed.has(id) || latestVersion(versions)?.values.observed === true;
  const goneEntities = await writeEntities(graphiti, registry, work, anchors, own(histories.entity));
  await writeFacts(graphiti, own(histories.fact));
  await writeEpisodes(graphiti, own(histories.episode));
  await graphiti.runIds(ENTITIES.remove, goneEntities);
}

function graphitiOf(run: Run, group: string): Graphiti {
  return {
    async find(text, ids) {
      const found = new Map<Id, Found>();
      for (const batch of batched(ids)) {
        for (const row of await run<Found>(text, { group, ids: batch })) found.set(row.id, row);
      }
      return found;
    },
    async runRows(text, rows) {
      for (const batch of batched(rows)) await run(text, { group, rows: batch });
    },
    async runIds(text, ids) {
      for (const batch of batched(ids)) await run(text, { group, ids: batch });
    },
  };
}

/**
 * Writes nodes of entities that have versions, and of those that only a fact or an episode speaks of: they have no
 * name yet. Returns the ids of entities that have no version left.
 */
async function writeEntities(
  graphiti: Graphiti,
  registry: Registry,
  work: CommitWork,
  anchors: readonly Anchor[],
  histories: Histories,
): Promise<Id[]> {
  const { latest, gone } = latestOf(histories);
  const ids = new Set([...histories.keys(), ...anchors.map(({ id }) => id)]);
  const there = await graphiti.find(ENTITIES.find, [...ids]);
  const rows = latest.map(({ id, version, createdAt }) => entityCopy(registry, id, version, createdAt));
  const createdAt = formatInstant(firstTime(work));
  const nameless = anchors
    .filter(({ id, stated }) => !stated && !there.has(id))
    .map(({ id, type }) => namelessCopy(registry, id, type, createdAt));
  await graphiti.runRows(ENTITIES.create, [...rows.filter(({ id }) => !there.has(id)), ...nameless]);
  await graphiti.runRows(
    ENTITIES.update,
    rows.filter(({ id }) => there.has(id)),
  );
  return gone.filter((id) => there.has(id));
}

async function writeFacts(graphiti: Graphiti, histories: Histories): Promise<void> {
  const { latest, gone } = latestOf(histories);
  const there = await graphiti.find(FACTS.find, [...histories.keys()]);
  const stays = ({ id, version: { values } }: Latest): boolean => {
    const ends = there.get(id);
    return ends !== undefined && ends.subject === values.subject && ends.object === values.object;
  };
  // A relationship cannot change its ends, so one that was corrected so is made anew.
  const moved = latest.filter((fact) => there.has(fact.id) && !stays(fact)).map(({ id }) => id);
  const toRow = ({ id, version, createdAt }: Latest): Parameter => factCopy(id, version, createdAt);
  await graphiti.runRows(FACTS.update, latest.filter(stays).map(toRow));
  await graphiti.runIds(FACTS.remove, [...moved, ...gone.filter((id) => there.has(id))]);
  await graphiti.runRows(FACTS.create, latest.filter((fact) => !stays(fact)).map(toRow));
}

async function writeEpisodes(graphiti: Graphiti, histories: Histories): Promise<void> {
  const { latest, gone } = latestOf(histories);
  const there = await graphiti.find(EPISODES.find, [...histories.keys()]);
  const rows = latest.map(({ id, version, createdAt }) => episodeCopy(id, version, createdAt));
  await graphiti.runRows(
    EPISODES.create,
    rows.filter(({ id }) => !there.has(id)),
  );
  await graphiti.runRows(EPISODES.update, rows);
  await graphiti.runIds(
    EPISODES.remove,
    gone.filter((id) => there.has(id)),
  );
}

function latestOf(histories: Histories): { latest: Latest[]; gone: Id[] } {
  const latest: Latest[] = [];
  const gone: Id[] = [];
  for (const [id, versions] of histories) {
    const version = latestVersion(versions);
    if (version) latest.push({ id, version, createdAt: firstKnown(versions) });
    else gone.push(id);
  }
  return { latest, gone };
}
