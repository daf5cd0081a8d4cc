// A large graph in the shape in which Graphiti writes one, for benches: far more than its own classes could save in time.
import { randomUUID } from 'node:crypto';
import neo4j, { type Driver } from 'neo4j-driver';
import { type Instant, parseInstant } from '../core/instant.ts';
import type { GraphitiEdgeTimes } from '../core/visibility.ts';

export interface WrittenEdge extends GraphitiEdgeTimes {
  readonly uuid: string;
  readonly subject: string;
  readonly object: string;
}

export interface WrittenGraph {
  readonly nodes: readonly string[];
  readonly edges: readonly WrittenEdge[];
}

const START = parseInstant('2025-01-01');
const DAY = 86_400_000_000;
const ROWS_MAX = 5_000;
const EMBEDDING = Array.from({ length: 256 }, (_, n) => Math.sin(n));
const INDEXES = [
  'CREATE INDEX entity_uuid IF NOT EXISTS FOR (n:Entity) ON (n.uuid)',
  'CREATE INDEX relation_uuid IF NOT EXISTS FOR ()-[e:RELATES_TO]-() ON (e.uuid)',
];
const WRITE_NODES = `UNWIND $rows AS row CREATE (n:Entity:$(row.labels)) SET n = {
  uuid: row.uuid, name: row.name, group_id: $group, summary: row.name + ' ships furniture.', created_at: ${instantOf('createdAt')},
  name_embedding: $embedding }`;
const WRITE_EDGES = `UNWIND $rows AS row MATCH (s:Entity {uuid: row.subject}) MATCH (o:Entity {uuid: row.object})
  CREATE (s)-[e:RELATES_TO]->(o) SET e = {
  uuid: row.uuid, name: 'SHIPS_TO', fact: row.fact, group_id: $group, episodes: [], fact_embedding: $embedding,
  created_at: ${instantOf('createdAt')}, expired_at: ${instantOf('expiredAt')}, valid_at: ${instantOf('validAt')},
  invalid_at: ${instantOf('invalidAt')}, reference_time: ${instantOf('referenceTime')},
  source_node_uuid: row.subject, target_node_uuid: row.object }`;

function instantOf(name: string): string {
  return `CASE WHEN row.${name} IS NULL THEN null
    ELSE datetime({epochSeconds: row.${name} / 1000000, nanosecond: row.${name} % 1000000 * 1000}) END`;
}

/** Writes nodes and ten times as many edges, with every pattern of times that an edge may have. */
export async function writeGraph(
  driver: Driver,
  group: string,
  edgeCount: number,
  random: () => number,
): Promise<WrittenGraph> {
  const below = (n: number): number => Math.floor(random() * n);
  const whenever = (): Instant => (START + below(400) * DAY + below(DAY)) as Instant;
  const nodes = Array.from({ length: Math.ceil(edgeCount / 10) }, () => randomUUID());
  const node = (): string => nodes[below(nodes.length)] ?? '';
  const edges = Array.from({ length: edgeCount }, (): WrittenEdge => {
    const createdAt = whenever();
    const invalidAt = random() < 0.6 ? null : whenever();
    const expired = invalidAt !== null || random() < 0.05;
    return {
      uuid: randomUUID(),
      subject: node(),
      object: node(),
      createdAt,
      validAt: random() < 0.2 ? null : whenever(),
      invalidAt,
      expiredAt: expired ? ((createdAt + below(30 * DAY)) as Instant) : null,
      referenceTime: random() < 0.3 ? null : ((createdAt - 3_000_000) as Instant),
    };
  });
  for (const index of INDEXES) await driver.executeQuery(index);
  const labels = [['Customer'], ['Driver'], ['Depot'], []];
  await inBatches(driver, WRITE_NODES, group, nodes, (uuid, n) => ({
    uuid,
    labels: labels[n % labels.length],
    name: `Company ${n}`,
    createdAt: neo4j.int(START),
  }));
  await inBatches(driver, WRITE_EDGES, group, edges, (edge, n) => ({
    ...inIntegers(edge),
    fact: `Company ships lot ${n}.`,
  }));
  return { nodes, edges };
}

/** Takes away what {@link writeGraph} wrote. */
export async function deleteGraph(driver: Driver, group: string): Promise<void> {
  const session = driver.session();
  const each = 'CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS';
  await session.run(`MATCH (n:Entity) WHERE n.group_id = $group ${each}`, { group });
  await session.close();
}

async function inBatches<T>(
  driver: Driver,
  text: string,
  group: string,
  items: readonly T[],
  rowOf: (item: T, index: number) => object,
): Promise<void> {
  for (let from = 0; from < items.length; from += ROWS_MAX) {
    const rows = items.slice(from, from + ROWS_MAX).map((item, n) => rowOf(item, from + n));
    await driver.executeQuery(text, { group, rows, embedding: EMBEDDING });
  }
}

function inIntegers(edge: WrittenEdge): object {
  const value = (field: unknown): unknown => (typeof field === 'number' ? neo4j.int(field) : field);
  return Object.fromEntries(Object.entries(edge).map(([name, field]) => [name, value(field)]));
}
