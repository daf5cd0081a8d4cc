// Reads of the temporal graph at moments: statements by index, each for all keys at once.
import type { GraphReads } from '../../core/reads.ts';
import type { Neo4jClient } from './client.ts';
import { communityReads } from './communities.ts';
import { episodeReads } from './episodes.ts';
import { factDifferenceReads } from './fact-differences.ts';
import { factVersionReads } from './fact-versions.ts';
import { factReads } from './facts.ts';
import { neighborReads } from './neighbors.ts';
import { nodeReads } from './nodes.ts';
import { pathReads } from './paths.ts';

/** The graph's reads over a client. */
export function graphReads(client: Neo4jClient): GraphReads {
  const factVersions = factVersionReads(client);
  return {
    ...nodeReads(client),
    ...factReads(client),
    ...factVersions,
    ...factDifferenceReads(client),
    ...neighborReads(client, factVersions.factsById),
    ...pathReads(client, factVersions.factsById),
    ...episodeReads(client),
    ...communityReads(client),
  };
}
