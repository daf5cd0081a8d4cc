// What Graphiti finds of what Asof writes: its own labels, relationships and property names, in the latest state.
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntityRef, FieldValue } from '../../../core/commit.ts';
import { newId, parseTenant, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../../core/instant.ts';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import { newTenant, openDriver, openTestGraph, workAt } from './graph.ts';

const T0 = parseInstant('2025-06-01T00:00:00.000001Z');
const SPRING = parseInstant('2025-03-01T06:00:00.123456Z');
const AUTUMN = parseInstant('2025-09-01');

let graph: Neo4jStore;
let driver: Driver;

beforeAll(async () => {
  graph = await openTestGraph();
  driver = openDriver();
});
afterAll(() => Promise.all([graph.close(), driver.close()]));

const entity = (type: string): EntityRef => ({ type, id: newId() });

const state = (
  ref: EntityRef,
  fields: Record<string, FieldValue>,
  attributes: Record<string, FieldValue> | null = null,
) => ({ kind: 'entity', entity: ref, validFrom: SPRING, validTo: OPEN_END, values: { fields, attributes } }) as const;

const fact = (subject: EntityRef, object: EntityRef, id = newId()) =>
  ({
    kind: 'fact',
    id,
    subject,
    object,
    validFrom: SPRING,
    validTo: OPEN_END as Instant,
    values: { name: 'HAULS_FOR', fact: 'One hauls for the other.', episodes: [] as readonly (typeof id)[] },
  }) as const;

/** A node or relationship with its date-times as text. */
async function read(text: string, parameters: Record<string, unknown>): Promise<Record<string, unknown>[]> {
  const { records } = await driver.executeQuery(text, parameters);
  return records.map((record) => {
    const values = record.get('values') as Record<string, unknown>;
    const plain = Object.entries(values).map(([name, value]) => [name, neo4j.isDateTime(value) ? `${value}` : value]);
    const labels = record.has('labels') ? (record.get('labels') as string[]).toSorted() : undefined;
    return { ...Object.fromEntries(plain), nodeLabels: labels };
  });
}

const nodeOf = async (tenant: Tenant, { id }: EntityRef) =>
  (
    await read('MATCH (n:Entity {uuid: $id, group_id: $tenant}) RETURN labels(n) AS labels, n {.*} AS values', {
      id,
      tenant,
    })
  )[0];

const edgeOf = async (tenant: Tenant, id: string) =>
  (
    await read(
      `MATCH (s:Entity)-[e:RELATES_TO {uuid: $id, group_id: $tenant}]->(o:Entity)
       RETURN e {.*, subject: s.uuid, object: o.uuid} AS values`,
      { id, tenant },
    )
  )[0];

describe('an entity', () => {
  it('is an Entity of its type, with scalar fields and attributes as properties', async () => {
    const tenant = newTenant();
    const load = entity('Load');
    const fields = {
      reference: 'L-1',
      weightKg: 12_500,
      rate: '1200.50',
      pickupAt: SPRING,
      origin: null,
      customer: newId(),
    };
    await graph.participant.apply(
      workAt(tenant, T0, [state(load, fields, { fragile: true, notes: { a: 1 }, uuid: 'no' })]),
    );
    expect(await nodeOf(tenant, load)).toEqual({
      nodeLabels: ['Entity', 'Load'],
      uuid: load.id,
      name: 'L-1',
      group_id: tenant,
      summary: '',
      labels: ['Entity', 'Load'],
      created_at: '2025-06-01T00:00:00.000001000Z',
      reference: 'L-1',
      weightKg: 12_500,
      rate: '1200.50',
      pickupAt: '2025-03-01T06:00:00.123456Z',
      customer: fields.customer,
      fragile: true,
    });
  });

  it('of an unregistered type has the labels that it came with, but none that mean something else', async () => {
    const tenant = newTenant();
    const place = entity('OtherEntity');
    const fields = { name: 'Dock 4', labels: ['Place', 'AsofEntity', 'Episodic', 'not a label'], summary: 'A dock.' };
    await graph.participant.apply(workAt(tenant, T0, [state(place, fields)]));
    const node = await nodeOf(tenant, place);
    expect(node).toMatchObject({ nodeLabels: ['Entity', 'Place'], name: 'Dock 4', summary: 'A dock.' });
    await graph.participant.apply(workAt(tenant, T0 + 1, [state(place, { ...fields, labels: ['Dock'] })]));
    expect(await nodeOf(tenant, place)).toMatchObject({ nodeLabels: ['Dock', 'Entity'], created_at: node?.created_at });
  });

  it('keeps Graphiti’s embedding as long as it has the name', async () => {
    const tenant = newTenant();
    const customer = entity('Customer');
    await graph.participant.apply(workAt(tenant, T0, [state(customer, { name: 'Acme', tier: 'GOLD' })]));
    await driver.executeQuery('MATCH (n:Entity {uuid: $id}) SET n.name_embedding = [0.1, 0.2]', { id: customer.id });
    await graph.participant.apply(workAt(tenant, T0 + 1, [state(customer, { name: 'Acme', tier: 'SILVER' })]));
    expect(await nodeOf(tenant, customer)).toMatchObject({ tier: 'SILVER', name_embedding: [0.1, 0.2] });
    await graph.participant.apply(workAt(tenant, T0 + 2, [state(customer, { name: 'Acme Ltd.', tier: null })]));
    const renamed = await nodeOf(tenant, customer);
    expect(renamed).not.toHaveProperty('name_embedding');
    expect(renamed).not.toHaveProperty('tier');
  });
});

describe('a fact', () => {
  it('is a RELATES_TO between its ends, which may have no name yet', async () => {
    const tenant = newTenant();
    const [one, other] = [entity('Driver'), entity('Customer')];
    const stated = fact(one, other);
    await graph.participant.apply(workAt(tenant, T0, [state(one, { name: 'Ada' }), stated]));
    expect(await edgeOf(tenant, stated.id)).toEqual({
      uuid: stated.id,
      name: 'HAULS_FOR',
      fact: 'One hauls for the other.',
      group_id: tenant,
      episodes: [],
      created_at: '2025-06-01T00:00:00.000001000Z',
      valid_at: '2025-03-01T06:00:00.123456000Z',
      reference_time: '2025-03-01T06:00:00.123456000Z',
      source_node_uuid: one.id,
      target_node_uuid: other.id,
      subject: one.id,
      object: other.id,
      nodeLabels: undefined,
    });
    expect(await nodeOf(tenant, other)).toMatchObject({ name: '', nodeLabels: ['Customer', 'Entity'] });
    await graph.participant.apply(workAt(tenant, T0 + 1, [state(other, { name: 'Acme' })]));
    expect(await nodeOf(tenant, other)).toMatchObject({ name: 'Acme' });
  });

  it('that ended says when, and when that was learned; one that was retracted only the latter', async () => {
    const tenant = newTenant();
    const stated = fact(entity('Driver'), entity('Customer'));
    await graph.participant.apply(workAt(tenant, T0, [stated]));
    await graph.participant.apply(workAt(tenant, T0 + 1, [{ ...stated, validFrom: AUTUMN, values: null }]));
    expect(await edgeOf(tenant, stated.id)).toMatchObject({
      created_at: '2025-06-01T00:00:00.000001000Z',
      invalid_at: '2025-09-01T00:00:00Z',
      expired_at: '2025-06-01T00:00:00.000002000Z',
    });
    await graph.participant.apply(workAt(tenant, T0 + 2, [{ ...stated, values: null }]));
    const retracted = await edgeOf(tenant, stated.id);
    expect(retracted).toMatchObject({ expired_at: '2025-06-01T00:00:00.000003000Z' });
    expect(retracted).not.toHaveProperty('invalid_at');
    await graph.participant.compensate(workAt(tenant, T0 + 2, []));
    expect(await edgeOf(tenant, stated.id)).toMatchObject({ invalid_at: '2025-09-01T00:00:00Z' });
  });

  it('whose ends are corrected is moved, and is moved back when the correction is undone', async () => {
    const tenant = newTenant();
    const [one, other, third] = [entity('Driver'), entity('Customer'), entity('Customer')];
    const stated = fact(one, other);
    await graph.participant.apply(workAt(tenant, T0, [stated]));
    await graph.participant.apply(workAt(tenant, T0 + 1, [{ ...stated, object: third }]));
    expect(await edgeOf(tenant, stated.id)).toMatchObject({ subject: one.id, object: third.id });
    await graph.participant.compensate(workAt(tenant, T0 + 1, []));
    expect(await edgeOf(tenant, stated.id)).toMatchObject({ subject: one.id, object: other.id });
    await graph.participant.compensate(workAt(tenant, T0, []));
    expect(await edgeOf(tenant, stated.id)).toBeUndefined();
  });
});

describe('an episode', () => {
  it('is an Episodic that mentions its entities, and only those', async () => {
    const tenant = newTenant();
    const [one, other] = [entity('Driver'), entity('Customer')];
    const id = newId();
    const values = {
      name: 'Call',
      source: 'message',
      sourceDescription: 'dispatch',
      content: 'Hello.',
      mentions: [one, other],
    };
    const episode = { kind: 'episode', id, validFrom: SPRING, validTo: OPEN_END } as const;
    await graph.participant.apply(workAt(tenant, T0, [{ ...episode, values }]));
    const mentioned = async () =>
      (
        await read(
          'MATCH (p:Episodic {uuid: $id, group_id: $tenant}) RETURN labels(p) AS labels, p {.*, mentions: COLLECT { MATCH (p)-[:MENTIONS]->(e) RETURN e.uuid AS id ORDER BY id }} AS values',
          { id, tenant },
        )
      )[0];
    expect(await mentioned()).toEqual({
      nodeLabels: ['Episodic'],
      uuid: id,
      name: 'Call',
      group_id: tenant,
      source: 'message',
      source_description: 'dispatch',
      content: 'Hello.',
      entity_edges: [],
      created_at: '2025-06-01T00:00:00.000001000Z',
      valid_at: '2025-03-01T06:00:00.123456000Z',
      mentions: [one.id, other.id].sort(),
    });
    await graph.participant.apply(workAt(tenant, T0 + 1, [{ ...episode, values: { ...values, mentions: [other] } }]));
    expect(await mentioned()).toMatchObject({ mentions: [other.id] });
    await graph.participant.compensate(workAt(tenant, T0 + 1, []));
    expect(await mentioned()).toMatchObject({ mentions: [one.id, other.id].sort() });
    await graph.participant.compensate(workAt(tenant, T0, []));
    expect(await mentioned()).toBeUndefined();
  });
});

describe('the tenant “default”', () => {
  it('has Graphiti’s empty group', async () => {
    const tenant = parseTenant('default');
    const customer = entity('Customer');
    const systemTime = T0 + Math.floor(Math.random() * 1e9);
    await graph.participant.apply(workAt(tenant, systemTime, [state(customer, { name: 'Acme' })]));
    expect(await nodeOf('' as Tenant, customer)).toMatchObject({ group_id: '', name: 'Acme' });
    await graph.participant.compensate(workAt(tenant, systemTime, []));
    expect(await nodeOf('' as Tenant, customer)).toBeUndefined();
    await driver.executeQuery('MATCH (a:AsofEntity {tenant: $tenant, id: $id}) DELETE a', { tenant, id: customer.id });
  });
});
