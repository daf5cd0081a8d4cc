// What the tests of the graph share: a migrated store, tenants of their own, and the model that it is compared with.
import neo4j, { type Driver } from 'neo4j-driver';
import type { Change, CommitWork } from '../../../core/commit.ts';
import { registry } from '../../../core/entity-types.ts';
import { newId, parseTenant, type Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Neo4jOptions } from '../../../stores/neo4j/client.ts';
import { migrateNeo4j } from '../../../stores/neo4j/migrate.ts';
import { type Neo4jStore, openNeo4j } from '../../../stores/neo4j/store.ts';
import { MemoryGraph } from '../../support/memory-graph.ts';
import { MemoryParticipant } from '../../support/memory-ledger.ts';
import { storeVariable } from '../../support/stack.ts';

export const graphOptions = (): Neo4jOptions => ({
  uri: storeVariable('NEO4J_URI'),
  user: storeVariable('NEO4J_USER'),
  password: storeVariable('NEO4J_PASSWORD'),
});

/** The graph with its schema in place. */
export async function openTestGraph(options: Partial<Neo4jOptions> = {}): Promise<Neo4jStore> {
  await migrateNeo4j(graphOptions());
  return openNeo4j({ ...graphOptions(), ...options });
}

/** A driver of the test's own, to look at the graph as other tools do. */
export function openDriver(): Driver {
  const { uri, user, password } = graphOptions();
  return neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
}

export const newTenant = (): Tenant => parseTenant(`test-${newId()}`);

/** The simplest graph that can be right: lists in memory, scanned. */
export function modelGraph(): { participant: MemoryParticipant; reads: MemoryGraph } {
  const participant = new MemoryParticipant('model');
  return { participant, reads: new MemoryGraph(participant, registry) };
}

/** A commit's work: changes without system times are stamped with the commit's. */
export function workAt(
  tenant: Tenant,
  systemTime: number,
  drafts: readonly (Change extends infer C ? (C extends Change ? Omit<C, 'systemTime'> : never) : never)[],
  dead: ReadonlySet<Instant> = new Set(),
): CommitWork {
  const time = systemTime as Instant;
  return { tenant, systemTime: time, changes: drafts.map((draft) => ({ ...draft, systemTime: time }) as Change), dead };
}
