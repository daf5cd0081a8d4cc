// Elements in the shape in which Graphiti writes them, for tests: by plain statements, with times of every pattern.

import fc from 'fast-check';
import neo4j, { type Driver } from 'neo4j-driver';
import { adoptInto, type GraphitiAdoption } from '../../../cli/adopt-graphiti.ts';
import { openStores, type Stores } from '../../../cli/open-stores.ts';
import { newId, parseTenant, type Tenant } from '../../../core/ids.ts';
import { type Instant, parseInstant } from '../../../core/instant.ts';
import type { GraphitiEdgeTimes } from '../../../core/visibility.ts';
import { loadConfig } from '../../../gateway/config.ts';
import type { AdoptionReport } from '../../../subgraphs/ledger/graphiti/adoption-run.ts';
import { LIMITS } from '../../support/asof.ts';
import { STORE_VARIABLES, storeVariable } from '../../support/stack.ts';

export const newTenant = (): Tenant => parseTenant(`test-${newId()}`);

export interface TestNode {
  readonly uuid: string;
  readonly labels?: readonly string[];
  readonly name?: string;
  readonly createdAt?: Instant | null;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface TestEdge extends Partial<GraphitiEdgeTimesOrNull> {
  readonly uuid: string;
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

type GraphitiEdgeTimesOrNull = Omit<GraphitiEdgeTimes, 'createdAt'> & { readonly createdAt: Instant | null };

export interface TestEpisode {
  readonly uuid: string;
  readonly createdAt: Instant;
  readonly validAt: Instant | null;
  readonly mentions?: readonly string[];
}

/** A graph of one group, written and looked at with a driver of the test's own. */
export class TestGraph {
  readonly driver: Driver;
  readonly group: string;

  constructor(group: string) {
    this.group = group;
    const auth = neo4j.auth.basic(storeVariable('NEO4J_USER'), storeVariable('NEO4J_PASSWORD'));
    this.driver = neo4j.driver(storeVariable('NEO4J_URI'), auth, { disableLosslessIntegers: true });
  }

  async run(text: string, parameters: Record<string, unknown> = {}): Promise<Record<string, unknown>[]> {
    const { records } = await this.driver.executeQuery(text, { group: this.group, ...parameters });
    return records.map((record) => record.toObject());
  }

  async nodes(nodes: readonly TestNode[]): Promise<void> {
    const rows = nodes.map(({ uuid, labels = [], name = `Node ${uuid.slice(0, 4)}`, createdAt, properties }) => ({
      labels,
      properties: {
        summary: '',
        ...properties,
        uuid,
        name,
        created_at: dateTime(createdAt ?? null),
        group_id: this.group,
      },
    }));
    await this.run('UNWIND $rows AS row CREATE (n:Entity:$(row.labels)) SET n = row.properties', { rows });
  }

  async edges(edges: readonly TestEdge[]): Promise<void> {
    const rows = edges.map(({ uuid, from, to, name = 'KNOWS', properties, ...times }) => ({
      from,
      to,
      properties: {
        uuid,
        name,
        fact: `Fact ${uuid}.`,
        group_id: this.group,
        created_at: dateTime(times.createdAt ?? null),
        expired_at: dateTime(times.expiredAt ?? null),
        valid_at: dateTime(times.validAt ?? null),
        invalid_at: dateTime(times.invalidAt ?? null),
        reference_time: dateTime(times.referenceTime ?? null),
        ...properties,
      },
    }));
    await this.run(
      `UNWIND $rows AS row MATCH (s:Entity {uuid: row.from}), (o:Entity {uuid: row.to})
       CREATE (s)-[e:RELATES_TO]->(o) SET e = row.properties`,
      { rows },
    );
  }

  async episodes(episodes: readonly TestEpisode[]): Promise<void> {
    const rows = episodes.map(({ uuid, createdAt, validAt, mentions = [] }) => ({
      mentions,
      properties: {
        uuid,
        name: `Episode ${uuid.slice(0, 4)}`,
        source: 'message',
        source_description: 'chat',
        content: `Content of ${uuid}.`,
        group_id: this.group,
        created_at: dateTime(createdAt),
        valid_at: dateTime(validAt),
      },
    }));
    await this.run(
      `UNWIND $rows AS row CREATE (p:Episodic) SET p = row.properties
       WITH p, row UNWIND row.mentions AS uuid MATCH (n:Entity {uuid: uuid})
       CREATE (p)-[:MENTIONS {uuid: randomUUID(), group_id: $group, created_at: p.created_at}]->(n)`,
      { rows },
    );
  }

  /** Everything that Graphiti can see of the group, to compare before with after. */
  async dump(): Promise<string> {
    const nodes = await this.run(
      `MATCH (n) WHERE n.group_id = $group
       RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.uuid, properties(n).name`,
    );
    const edges = await this.run(
      `MATCH (s)-[e]->(o) WHERE e.group_id = $group
       RETURN type(e) AS type, properties(e) AS properties, s.uuid AS s, o.uuid AS o ORDER BY e.uuid, s.uuid, o.uuid`,
    );
    return JSON.stringify([nodes, edges]);
  }

  async close(): Promise<void> {
    await this.run('MATCH (n) WHERE n.group_id = $group DETACH DELETE n');
    await this.driver.close();
  }
}

/** An instant as Graphiti's driver writes it. */
export function dateTime(at: Instant | null): unknown {
  if (at === null) return null;
  const seconds = Math.floor(at / 1_000_000);
  const [year, month, day, hour, minute, second] = new Date(seconds * 1_000)
    .toISOString()
    .split(/[-:T.Z]/)
    .map(Number);
  const fraction = (at - seconds * 1_000_000) * 1_000;
  return new neo4j.types.DateTime(year ?? 0, month ?? 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0, fraction, 0);
}

export const START = parseInstant('2025-01-01T00:00:00.000001Z');
const DAY = 86_400_000_000;

/** Times of an edge with any pattern of nulls, in any order: an end before the start, known before it was learned. */
export const anyTimes: fc.Arbitrary<GraphitiEdgeTimes> = (() => {
  const time = fc.integer({ min: 0, max: 40 * DAY }).map((micros) => (START + micros) as Instant);
  const optional = fc.option(time, { nil: null, freq: 2 });
  return fc.record({
    createdAt: time,
    expiredAt: optional,
    validAt: optional,
    invalidAt: optional,
    referenceTime: optional,
  });
})();

export function openTestStores(): Promise<Stores> {
  const env = Object.fromEntries(STORE_VARIABLES.map((name) => [name, storeVariable(name)]));
  return openStores(loadConfig({ LOG_LEVEL: 'silent', ...LIMITS, ...env }));
}

/** Adopts and returns the report. */
export async function adopted(options: GraphitiAdoption): Promise<AdoptionReport> {
  const outcome = await adoptInto(options);
  if (outcome.outcome !== 'adopted') throw new Error(`The adoption ended with “${outcome.outcome}”.`);
  return outcome.report;
}
