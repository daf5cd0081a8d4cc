// The whole of Asof with its vectors in Qdrant: what is committed is found, in few calls, and Qdrant's absence is bearable.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, parseTenant } from '../../core/ids.ts';
import { OPEN_END, parseInstant } from '../../core/instant.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { type QdrantStandIn, qdrantStandInMissing, startQdrantStandIn } from '../support/qdrant-stand-in.ts';

const missing = qdrantStandInMissing();
const CUSTOMERS = 30;

describe.skipIf(missing !== undefined)(`Asof with Qdrant${missing ? `: ${missing}` : ''}`, () => {
  const tenant = parseTenant(`qdrant-${newId()}`);
  const ids = Array.from({ length: CUSTOMERS }, newId);
  let standIn: QdrantStandIn;
  let asof: RunningAsof;

  const named = (name: string, index: number, validFrom: string) =>
    ({
      kind: 'entity',
      entity: { type: 'Customer', id: ids[index] ?? newId() },
      validFrom: parseInstant(validFrom),
      validTo: OPEN_END,
      values: { fields: { name }, attributes: null },
    }) as const;

  beforeAll(async () => {
    standIn = await startQdrantStandIn({ kept: true });
    asof = await startAsof({ VECTOR_STORE: 'qdrant', QDRANT_URL: standIn.url });
    const customers = ids.map((_, index) => named(`${index % 2 ? 'Freight' : 'Dairy'} ${index}`, index, '2025-01-01'));
    await asof.committer.commit(tenant, 'test', customers);
    await asof.committer.commit(tenant, 'test', [named('Quarry of the North', 0, '2025-06-01')]);
  });
  afterAll(async () => {
    await asof?.stop();
    await standIn?.remove();
  });

  const ask = async (query: string): Promise<Record<string, unknown>> => {
    const { data, errors } = await asof.query(query, { tenant });
    expect(errors).toBeUndefined();
    return data ?? {};
  };
  /** The name of what is nearest to a text at an instant of valid time. */
  async function nearest(text: string, at: string): Promise<string | undefined> {
    const answer = await ask(`{ search(text: "${text}", first: 1, at: { validTime: "${at}" }) { nodes { name } } }`);
    return (answer.search as { nodes: { name: string }[] }).nodes[0]?.name;
  }

  it('finds what was so at the moment', async () => {
    await expect.poll(() => nearest('quarry of the north', '2025-07-01')).toBe('Quarry of the North');
    expect(await nearest('quarry of the north', '2025-03-01')).not.toBe('Quarry of the North');
    expect(await nearest('dairy 0', '2025-03-01')).toBe('Dairy 0');
    expect(await nearest('dairy 0', '2025-07-01')).not.toBe('Dairy 0');
  });

  it('asks twice for what is similar to any number of entities', async () => {
    const similar = (first: number) => `{ customers(first: ${first}) { nodes { similar(first: 3) { id } } } }`;
    await ask(similar(2));
    for (const first of [2, CUSTOMERS]) {
      const before = asof.calls().vectors;
      await ask(similar(first));
      expect(asof.calls().vectors - before).toBe(2);
    }
  });

  it('answers from the other stores while Qdrant is away, and opens no commit', async () => {
    const query = `{ customer(id: "${ids[1]}") { name similar(first: 1) { id } } }`;
    const whole = await ask(query);
    await standIn.stop('SIGKILL');
    const { data, errors } = await asof.query(query, { tenant });
    expect(data).toEqual({ customer: { name: 'Freight 1', similar: null } });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['STORE_UNAVAILABLE']);
    const commit = asof.committer.commit(tenant, 'test', [named('Lost', 1, '2025-07-01')]);
    await expect(commit).rejects.toMatchObject({ code: 'COMMIT_ABORTED' });
    await standIn.start();
    await expect
      .poll(() => asof.query(query, { tenant }).then((answer) => answer.data), { timeout: 10_000 })
      .toEqual(whole);
    await asof.committer.commit(tenant, 'test', [named('Found', 1, '2025-07-01')]);
    await expect.poll(() => nearest('lost and found', '2025-08-01')).toBe('Found');
  });
});
