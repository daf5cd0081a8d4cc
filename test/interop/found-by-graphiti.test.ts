// What Asof wrote, Graphiti finds: by its own getters and its own search, as if it had written it itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId, parseTenant } from '../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import type { StatedChange } from '../../subgraphs/ledger/commit.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { type GraphitiEntity, GraphitiProcess, graphitiMissing } from './graphiti-process.ts';

const missing = graphitiMissing();
if (missing) console.warn(`Skipped: what Graphiti finds of Asof's. ${missing}`);

const tenant = parseTenant(`test-${newId()}`);
const customer = { type: 'Customer', id: newId() };
const driver = { type: 'Driver', id: newId() };
const depot = { type: 'OtherEntity', id: newId() };
const facts = { served: newId(), based: newId(), retracted: newId() };
const episode = newId();
const march = parseInstant('2026-03-01T08:00:00.000001Z');
const june = parseInstant('2026-06-01');

const from = { validFrom: march, validTo: OPEN_END } as const;
const fact = (id: Id, name: string, text: string, validTo: Instant = OPEN_END): StatedChange => ({
  kind: 'fact',
  id,
  subject: driver,
  object: name === 'BASED_AT' ? depot : customer,
  validFrom: march,
  validTo,
  values: { name, fact: text, episodes: [episode] },
});

let asof: RunningAsof;
let graphiti: GraphitiProcess;

describe.skipIf(missing)('Graphiti', () => {
  beforeAll(async () => {
    asof = await startAsof();
    graphiti = new GraphitiProcess();
    await asof.committer.commit(tenant, 'test', [
      {
        kind: 'entity',
        entity: customer,
        ...from,
        values: { fields: { name: 'Marigold Furniture', tier: 'GOLD' }, attributes: { account_manager: 'Ida' } },
      },
      { kind: 'entity', entity: driver, ...from, values: { fields: { name: 'Wilhelmina Frost' }, attributes: null } },
      {
        kind: 'entity',
        entity: depot,
        ...from,
        values: {
          fields: { name: 'Quarry Depot', labels: ['Depot'], summary: 'Where trailers wait.' },
          attributes: null,
        },
      },
      {
        kind: 'episode',
        id: episode,
        ...from,
        values: {
          name: 'Dispatch log',
          source: 'text',
          sourceDescription: 'e-mail',
          content: 'Wilhelmina hauls the marigold consignment.',
          mentions: [driver, customer],
        },
      },
      fact(facts.served, 'SERVES', 'Wilhelmina Frost hauls freight for Marigold Furniture'),
      fact(facts.based, 'BASED_AT', 'Wilhelmina Frost parks at Quarry Depot', june),
      fact(facts.retracted, 'SERVES', 'Wilhelmina Frost hauls zebras'),
    ]);
    await asof.committer.commit(tenant, 'test', [{ ...fact(facts.retracted, 'SERVES', ''), values: null }]);
    await graphiti.buildIndices();
  });
  afterAll(() => Promise.all([asof?.stop(), graphiti?.stop()]));

  it('gets entities by uuid, with labels, summary and attributes', async () => {
    const found = await graphiti.get('entity', { uuids: [customer.id, driver.id, depot.id] });
    const summary = 'Where trailers wait.';
    expect(byName(found)).toMatchObject([
      { uuid: customer.id, attributes: { tier: 'GOLD', account_manager: 'Ida' }, group_id: tenant },
      { uuid: depot.id, name: 'Quarry Depot', summary },
      { uuid: driver.id, name: 'Wilhelmina Frost', summary: '' },
    ]);
    expect(byName(found).map(({ labels }) => [...labels].sort())).toEqual([
      ['Customer', 'Entity'],
      ['Depot', 'Entity'],
      ['Driver', 'Entity'],
    ]);
  });

  it('gets facts by uuid, with their times: open, ended, retracted', async () => {
    const [served] = await graphiti.get('edge', { uuids: [facts.served] });
    expect(served).toMatchObject({
      name: 'SERVES',
      source_node_uuid: driver.id,
      target_node_uuid: customer.id,
      episodes: [episode],
      expired_at: null,
      invalid_at: null,
    });
    expect(parseInstant(served?.valid_at ?? '')).toBe(march);
    const [based] = await graphiti.get('edge', { uuids: [facts.based] });
    expect(parseInstant(based?.invalid_at ?? '')).toBe(june);
    // The end was known from the beginning.
    expect(based?.expired_at).toBe(based?.created_at);
    const [retracted] = await graphiti.get('edge', { uuids: [facts.retracted] });
    expect(retracted).toMatchObject({ invalid_at: null });
    expect(parseInstant(retracted?.expired_at ?? '')).toBeGreaterThan(parseInstant(retracted?.created_at ?? ''));
  });

  it('gets all of them by group, and facts by either end', async () => {
    const uuids = (found: readonly { uuid: string }[]): string[] => found.map(({ uuid }) => uuid).sort();
    const [all, edges, episodes, mentions] = await Promise.all([
      graphiti.get('entity', { group: tenant }),
      graphiti.get('edge', { group: tenant }),
      graphiti.get('episode', { group: tenant }),
      graphiti.get('mention', { group: tenant }),
    ]);
    expect(uuids(all)).toEqual([customer.id, driver.id, depot.id].sort());
    expect(uuids(edges)).toEqual(Object.values(facts).sort());
    expect(episodes).toMatchObject([{ uuid: episode, source: 'text', content: expect.stringContaining('marigold') }]);
    expect(mentions.map((mention) => mention.target_node_uuid).sort()).toEqual([driver.id, customer.id].sort());
    expect(uuids(await graphiti.get('edge', { node: depot.id }))).toEqual([facts.based]);
  });

  it('searches their texts', async () => {
    const uuid = (id: Id): object => expect.objectContaining({ uuid: id });
    expect(await graphiti.search('edge', tenant, 'parks depot')).toContainEqual(uuid(facts.based));
    expect(await graphiti.search('entity', tenant, 'marigold')).toEqual([uuid(customer.id)]);
    expect(await graphiti.search('entity', tenant, 'trailers')).toEqual([uuid(depot.id)]);
    expect(await graphiti.search('episode', tenant, 'consignment')).toEqual([uuid(episode)]);
  });

  it('saves what it got without breaking what Asof keeps', async () => {
    const before = await factsOf(customer.id);
    await graphiti.update('entity', customer.id, { summary: 'Summed up by Graphiti.' });
    await graphiti.update('edge', facts.served, {});
    expect(await factsOf(customer.id)).toEqual(before);
    expect(before).toMatchObject({
      customer: { name: 'Marigold Furniture', facts: { nodes: [{ id: facts.served }] } },
    });
  });
});

const byName = (found: readonly GraphitiEntity[]): GraphitiEntity[] =>
  found.toSorted((a, b) => a.name.localeCompare(b.name));

async function factsOf(id: Id): Promise<unknown> {
  const query = 'query ($id: ID!) { customer(id: $id) { name facts { nodes { id name fact validFrom } } } }';
  const answer = await asof.query(query, { tenant, variables: { id } });
  expect(answer.errors).toBeUndefined();
  return answer.data;
}
