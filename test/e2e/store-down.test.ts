// A store that is down takes only its own fields with it, with a coded error, and heals without a restart.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newId, parseTenant } from '../../core/ids.ts';
import { OPEN_END, parseInstant } from '../../core/instant.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { type TcpProxy, tcpProxy, throughProxy } from '../support/tcp-proxy.ts';

const tenant = parseTenant(`down-${newId()}`);
const [customer, driver] = [newId(), newId()];
const QUERY = `{ customer(id: "${customer}") { name tier facts { nodes { fact } } similar { id } } }`;

let asof: RunningAsof;
const proxies: Record<string, TcpProxy> = {};
const urls = inject('stores');

beforeAll(async () => {
  for (const name of ['DATABASE_URL', 'NEO4J_URI', 'VECTORS_URL'] as const)
    proxies[name] = await tcpProxy(targetOf(name));
  asof = await startAsof(
    Object.fromEntries(Object.entries(proxies).map(([name, proxy]) => [name, throughProxy(urls[name] ?? '', proxy)])),
  );
  const validFrom = parseInstant('2025-01-01');
  const period = { validFrom, validTo: OPEN_END };
  const entity = (type: string, id: typeof customer, name: string) =>
    ({
      kind: 'entity',
      entity: { type, id },
      ...period,
      values: { fields: { name, tier: 'GOLD' }, attributes: null },
    }) as const;
  await asof.committer.commit(tenant, 'test', [
    entity('Customer', customer, 'Customer One'),
    { ...entity('Driver', driver, 'Driver One'), values: { fields: { name: 'Driver One' }, attributes: null } },
    {
      kind: 'fact',
      id: newId(),
      subject: { type: 'Customer', id: customer },
      object: { type: 'Driver', id: driver },
      ...period,
      values: { name: 'TRUSTS', fact: 'One trusts one.', episodes: [] },
    },
  ]);
}, 60_000);

afterAll(async () => {
  await asof?.stop();
  for (const proxy of Object.values(proxies)) await proxy.close();
});

/** The private vector store listens at a socket in a directory that its URL names. */
function targetOf(name: string): Parameters<typeof tcpProxy>[0] {
  const url = new URL(urls[name] ?? '');
  const directory = url.searchParams.get('host');
  return directory === null
    ? { host: url.hostname, port: Number(url.port) }
    : { path: join(directory, '.s.PGSQL.5432') };
}

const whole = {
  customer: {
    name: 'Customer One',
    tier: 'GOLD',
    facts: { nodes: [{ fact: 'One trusts one.' }] },
    similar: [{ id: driver }],
  },
};

async function heals(): Promise<void> {
  await expect
    .poll(async () => (await asof.query(QUERY, { tenant })).data, { timeout: 15_000, interval: 250 })
    .toEqual(whole);
}

describe('a store that is down', () => {
  it('Neo4j: records and vectors still answer', async () => {
    await heals();
    await proxies.NEO4J_URI?.cut();
    const { data, errors } = await asof.query(QUERY, { tenant });
    expect(data).toEqual({ customer: { ...whole.customer, facts: null } });
    expect(errors?.map((error) => error.extensions?.code)).toEqual(['STORE_UNAVAILABLE']);
    expect(errors?.[0]?.path).toEqual(['customer', 'facts']);
    await proxies.NEO4J_URI?.join();
    await heals();
  });

  it('the vector store: records and graph still answer', async () => {
    await heals();
    await proxies.VECTORS_URL?.cut();
    const { data, errors } = await asof.query(QUERY, { tenant });
    expect(data).toEqual({ customer: { ...whole.customer, similar: null } });
    expect(errors?.map((error) => error.extensions?.code)).toEqual(['STORE_UNAVAILABLE']);
    await proxies.VECTORS_URL?.join();
    await heals();
  });

  it('PostgreSQL: graph and vectors still answer at the point followed, with a warning', async () => {
    await heals();
    await proxies.DATABASE_URL?.cut();
    const query = `{ customer(id: "${customer}") { name } search(text: "Customer One", first: 1) { nodes { id facts { nodes { fact } } } } }`;
    await expect
      .poll(async () => (await asof.query(query, { tenant })).extensions?.warnings, { timeout: 10_000 })
      .toEqual([expect.stringContaining('PostgreSQL')]);
    const { data, errors } = await asof.query(query, { tenant });
    expect(data).toEqual({
      customer: null,
      search: { nodes: [{ id: customer, facts: { nodes: [{ fact: 'One trusts one.' }] } }] },
    });
    expect(errors?.map((error) => error.extensions?.code)).toEqual(['STORE_UNAVAILABLE']);
    await proxies.DATABASE_URL?.join();
    await heals();
    await expect
      .poll(async () => (await asof.query(QUERY, { tenant })).extensions?.warnings, { timeout: 10_000 })
      .toBeUndefined();
  });
});
