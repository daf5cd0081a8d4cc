// Fills Neo4j with the company's facts, by the statements and properties with which a commit writes them.
import type { EpisodeChange, FactChange, Participant } from '../../core/commit.ts';
import { registry } from '../../core/entity-types.ts';
import { OPEN_END } from '../../core/instant.ts';
import { Neo4jClient, type Neo4jOptions } from '../../stores/neo4j/client.ts';
import { KIND_QUERIES, toProperties } from '../../stores/neo4j/kinds.ts';
import type { Parameter } from '../../stores/neo4j/parameters.ts';
import { graphParticipant } from '../../stores/neo4j/participant.ts';
import { loadQuery } from '../../stores/neo4j/queries.ts';
import {
  at,
  courseOf,
  entityCount,
  entityId,
  episodeCount,
  episodeOf,
  factOf,
  nameOf,
  type Size,
  typeOf,
} from './company.ts';
import type { FillOptions } from './fill-records.ts';

const ROWS_MAX = 20_000;
const EPISODES_MAX = 500;

/** Makes an anchor and one version for each entity, all versions of all facts, and the episodes. */
export async function fillGraph(options: Neo4jOptions, fill: FillOptions): Promise<void> {
  const client = new Neo4jClient({ ...options, writeTimeoutMs: 300_000 });
  try {
    await writeEntities(client, fill);
    await writeFacts(client, fill);
    await writeEpisodes(graphParticipant(client, registry), fill);
  } finally {
    await client.close();
  }
}

async function writeEntities(client: Neo4jClient, { size, tenant }: FillOptions): Promise<void> {
  const entities = entityCount(size);
  for (let from = 0; from < entities; from += ROWS_MAX) {
    const numbers = Array.from({ length: Math.min(ROWS_MAX, entities - from) }, (_, n) => from + n);
    const anchors = numbers.map((n) => ({ id: entityId(n), type: typeOf(n).name, stated: true }));
    const versions = numbers.map((n): Parameter => {
      const { start, lag } = courseOf(size, n);
      const values = toProperties(registry, {
        kind: 'node',
        entity: { type: typeOf(n).name, id: entityId(n) },
        validFrom: at(start),
        validTo: OPEN_END,
        systemTime: at(start + lag),
        values: { name: nameOf(n), labels: [], summary: null, attributes: null },
      });
      return {
        id: entityId(n),
        values,
        validFrom: at(start),
        validTo: OPEN_END,
        systemFrom: at(start + lag),
        systemTo: OPEN_END,
      };
    });
    await client.write(async (run) => {
      await run(loadQuery('graph/merge-anchors'), { tenant, rows: anchors });
      await run(KIND_QUERIES.entity.create, { tenant, rows: versions });
    });
  }
}

async function writeFacts(client: Neo4jClient, { size, tenant, onRows }: FillOptions): Promise<void> {
  let rows: Parameter[] = [];
  let written = 0;
  for (let n = 0; n < size.facts; n += 1) {
    rows.push(...rowsOf(size, n));
    if (rows.length < ROWS_MAX && n < size.facts - 1) continue;
    const batch = rows;
    await client.write((run) => run(KIND_QUERIES.fact.create, { tenant, rows: batch }));
    written += batch.length;
    rows = [];
    await onRows(written);
  }
}

function rowsOf(size: Size, n: number): Parameter[] {
  const { id, subject, object, values, versions } = factOf(size, n);
  const change: FactChange = {
    kind: 'fact',
    id,
    subject: { type: typeOf(subject).name, id: entityId(subject) },
    object: { type: typeOf(object).name, id: entityId(object) },
    validFrom: at(0),
    validTo: OPEN_END,
    systemTime: at(0),
    values,
  };
  const properties = toProperties(registry, change);
  return versions.map((version) => ({ id, values: properties, ...version }));
}

/** These are few, so that they are written as a commit writes them, but for the copies that Graphiti would read. */
async function writeEpisodes(participant: Participant, { size, tenant }: FillOptions): Promise<void> {
  const changes = Array.from({ length: episodeCount(size) }, (_, n): EpisodeChange => {
    const { id, values, mentions, version } = episodeOf(size, n);
    const refs = mentions.map((entity) => ({ type: typeOf(entity).name, id: entityId(entity) }));
    const { validFrom, validTo, systemFrom: systemTime } = version;
    const stated = { validFrom, validTo, systemTime, values: { ...values, mentions: refs } };
    return { kind: 'episode', id, observed: true, ...stated };
  });
  changes.sort((a, b) => a.systemTime - b.systemTime);
  for (let from = 0; from < changes.length; from += EPISODES_MAX) {
    const batch = changes.slice(from, from + EPISODES_MAX);
    const systemTime = batch.at(-1)?.systemTime ?? at(0);
    await participant.apply({ tenant, systemTime, changes: batch, dead: new Set() });
  }
}
