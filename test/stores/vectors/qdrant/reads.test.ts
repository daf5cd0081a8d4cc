// What Qdrant cannot rank is refused: pages behind the first 10,000 entities, and ties that are larger.
import { describe, expect, it } from 'vitest';
import { newId, parseTenant } from '../../../../core/ids.ts';
import { hashedEmbedder } from '../../../../stores/vectors/hashed-embedder.ts';
import type { QdrantStoreClient } from '../../../../stores/vectors/qdrant/client.ts';
import { qdrantReads } from '../../../../stores/vectors/qdrant/reads.ts';
import { at } from '../histories.ts';

const EQUALS = Array.from({ length: 10_000 }, newId);
const { generation, dimensions } = hashedEmbedder();

/** A server on which very many entities are equally near to everything. */
function crowded(): { client: QdrantStoreClient; limits: number[] } {
  const limits: number[] = [];
  const server = {
    getCollection: async () => ({
      config: {
        params: { vectors: { dense: { size: dimensions, distance: 'Dot' } } },
        metadata: { asof_generation: generation, asof_version: 1 },
      },
    }),
    queryBatch: async (_collection: string, { searches }: { searches: readonly { limit: number }[] }) =>
      searches.map(({ limit }) => {
        limits.push(limit);
        const ids = EQUALS.slice(0, limit);
        return { points: ids.map((id) => ({ id, score: 0.5, payload: { id, type: 'Load' } })) };
      }),
  };
  const read: QdrantStoreClient['read'] = (_name, request) => request(server as never, 'asof_points');
  return { client: { collection: 'asof_points', replicas: 1, read, write: read }, limits };
}

describe('reads of a Qdrant with very many equals', () => {
  const scope = { tenant: parseTenant('crowd'), dead: new Set<never>() };
  const moment = { validTime: at(1), systemTime: at(1) };
  const refused = { code: 'REQUEST_TOO_LARGE', message: expect.stringContaining('10000') };

  it('ask for more until they know, and are refused when they cannot', async () => {
    const { client, limits } = crowded();
    const reads = qdrantReads(client, hashedEmbedder());
    const vector = new Float32Array(dimensions).fill(0.0625);
    await expect(reads.nearest(scope, { vector, moment, first: 10, after: null })).rejects.toMatchObject(refused);
    expect(limits).toEqual([60, 1_010, 10_000]);
    const keys = [{ id: EQUALS[0] ?? newId(), moment }];
    await expect(reads.similar(scope, 10, keys)).rejects.toMatchObject(refused);
  });
});
