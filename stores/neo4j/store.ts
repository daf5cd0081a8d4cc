// Opens the graph: its reads, its part in commits, and a way to ask whether it answers.
import type { Participant } from '../../core/commit.ts';
import { registry as defaultRegistry } from '../../core/entity-types.ts';
import type { GraphReads } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import { Neo4jClient, type Neo4jOptions } from './client.ts';
import { type GraphExploration, graphExploration } from './explore/explore.ts';
import { type GraphitiRecent, graphitiRecent } from './graphiti-recent.ts';
import { type GraphitiSource, graphitiSource } from './graphiti-source.ts';
import { graphParticipant } from './participant.ts';
import { graphReads } from './reads.ts';
import { warmUp } from './warm-up.ts';

export interface Neo4jStoreOptions extends Neo4jOptions {
  /** Default: the types that Asof comes with. */
  readonly registry?: Registry;
}

export interface Neo4jStore {
  readonly reads: GraphReads;
  readonly participant: Participant;
  /** Reads by generated Cypher. */
  readonly exploration: GraphExploration;
  /** What Graphiti wrote beside it. */
  readonly graphiti: GraphitiSource;
  /** What of that is new. */
  readonly recent: GraphitiRecent;
  /** Has the server plan what is read most, so that no request waits for it; never fails because the server is away. */
  warmUp(): Promise<void>;
  /**
   * Asks the server for a sign of life.
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the graph. Nothing is connected before the first call, and a server that goes away and comes back is found
 * again by the next one.
 */
export function openNeo4j(options: Neo4jStoreOptions): Neo4jStore {
  const client = new Neo4jClient(options);
  const reads = graphReads(client);
  return {
    reads,
    warmUp: () => warmUp(reads),
    participant: graphParticipant(client, options.registry ?? defaultRegistry),
    exploration: graphExploration(client),
    graphiti: graphitiSource(client),
    recent: graphitiRecent(client),
    ping: async () => {
      await client.read('RETURN 1 AS alive', {});
    },
    close: () => client.close(),
  };
}
