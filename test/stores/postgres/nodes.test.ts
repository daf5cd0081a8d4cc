// Nodes beside records: read where there is no record, of their own type alone, and gone when their commit is undone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change, CommitWork } from '../../../core/commit.ts';
import { stepsBetween } from '../../../core/difference.ts';
import { registry } from '../../../core/entity-types.ts';
import { type Id, newId, type Tenant } from '../../../core/ids.ts';
import { type Instant, OPEN_END } from '../../../core/instant.ts';
import { openPostgres, type PostgresStore } from '../../../stores/postgres/store.ts';
import { change } from './commits.ts';
import { newTenant, openDatabase, type TestDatabase } from './database.ts';

const [CUSTOMER, EQUIPMENT, OTHER] = ['Customer', 'Equipment', 'OtherEntity'].map((name) => registry.get(name)) as [
  ReturnType<typeof registry.get>,
  ReturnType<typeof registry.get>,
  ReturnType<typeof registry.get>,
];

let database: TestDatabase;
let store: PostgresStore;
beforeAll(async () => {
  database = await openDatabase();
  store = await openPostgres({ url: database.url });
});
afterAll(async () => {
  await store?.close();
  await database?.close();
});

function node(id: Id, type: string, name: string | null, systemTime: number): Change {
  return {
    kind: 'node',
    observed: true,
    entity: { type, id },
    validFrom: 1_000 as Instant,
    validTo: OPEN_END,
    systemTime: systemTime as Instant,
    values: name === null ? null : { name, labels: [type, 'Old'], summary: 'S', attributes: { a: 1 } },
  };
}

const work = (tenant: Tenant, systemTime: number, changes: readonly Change[]): CommitWork => ({
  tenant,
  systemTime: systemTime as Instant,
  changes,
  dead: new Set(),
});

const read = async (
  tenant: Tenant,
  type: typeof CUSTOMER,
  id: Id,
  systemTime: number,
  dead: readonly number[] = [],
) => {
  const moment = { validTime: 5_000 as Instant, systemTime: systemTime as Instant };
  const scope = { tenant, dead: new Set(dead as readonly Instant[]) };
  return (await store.reads.versions(scope, type, [{ id, moment }]))[0]?.values ?? null;
};

const typeOf = async (tenant: Tenant, id: Id) => (await store.reads.types({ tenant, dead: new Set() }, [id]))[0];

describe('a node of a registered type', () => {
  it('has its name, under whatever field the type keeps it, and nothing else', async () => {
    const [tenant, id, truck] = [newTenant(), newId(), newId()];
    const commit = work(tenant, 2_000, [node(id, 'Customer', 'Acme', 2_000), node(truck, 'Equipment', 'T-1', 2_000)]);
    await store.participant.apply(commit);
    expect(await store.participant.verify(commit)).toBe(true);
    expect(await read(tenant, CUSTOMER, id, 2_000)).toMatchObject({
      fields: { name: 'Acme', tier: null },
      attributes: null,
    });
    expect((await read(tenant, EQUIPMENT, truck, 2_000))?.fields).toMatchObject({ unitNumber: 'T-1', kind: null });
    // Neither before it was known, nor as an entity of another type, nor when its commit is dead.
    expect(await read(tenant, CUSTOMER, id, 1_999)).toBeNull();
    expect(await read(tenant, EQUIPMENT, id, 2_000)).toBeNull();
    expect(await read(tenant, OTHER, id, 2_000)).toBeNull();
    expect(await read(tenant, CUSTOMER, id, 2_000, [2_000])).toBeNull();
  });

  it('yields to a record, and is there again when the record ends', async () => {
    const [tenant, id] = [newTenant(), newId()];
    await store.participant.apply(work(tenant, 2_000, [node(id, 'Customer', 'Node', 2_000)]));
    await store.participant.apply(work(tenant, 3_000, [change({ id, name: 'Record' }, 3_000 as Instant)]));
    await store.participant.apply(work(tenant, 4_000, [change({ id, name: null }, 4_000 as Instant)]));
    const names = [];
    for (const at of [2_000, 3_000, 4_000]) names.push((await read(tenant, CUSTOMER, id, at))?.fields.name);
    expect(names).toEqual(['Node', 'Record', 'Node']);
  });

  it('is gone without a trace when its commit is undone, and left when only the record’s is', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const seen = work(tenant, 2_000, [node(id, 'Customer', 'Node', 2_000)]);
    const stated = work(tenant, 3_000, [change({ id, name: 'Record' }, 3_000 as Instant)]);
    await store.participant.apply(seen);
    await store.participant.apply(stated);
    await store.participant.compensate(stated);
    expect(await read(tenant, CUSTOMER, id, 3_000)).toMatchObject({ fields: { name: 'Node' } });
    expect(await typeOf(tenant, id)).toBe('Customer');
    await store.participant.compensate(seen);
    expect(await read(tenant, CUSTOMER, id, 3_000)).toBeNull();
    expect(await typeOf(tenant, id)).toBeNull();
  });

  it('is undone by somebody who knows its time alone, and purged with its tenant', async () => {
    const [tenant, id] = [newTenant(), newId()];
    await store.participant.apply(work(tenant, 2_000, [node(id, 'Customer', 'First', 2_000)]));
    await store.participant.apply(work(tenant, 3_000, [node(id, 'Customer', 'Second', 3_000)]));
    await store.participant.compensate(work(tenant, 3_000, []));
    expect(await read(tenant, CUSTOMER, id, 3_000)).toMatchObject({ fields: { name: 'First' } });
    await store.participant.purge(tenant);
    expect(await read(tenant, CUSTOMER, id, 3_000)).toBeNull();
  });

  it('has a history while it has no record, and is what is seen on a way where no record is', async () => {
    const [tenant, id] = [newTenant(), newId()];
    await store.participant.apply(work(tenant, 2_000, [node(id, 'Customer', 'Node', 2_000)]));
    await store.participant.apply(work(tenant, 3_000, [node(id, 'Customer', 'Renamed', 3_000)]));
    const scope = { tenant, dead: new Set<Instant>() };
    const at = (systemTime: number) => ({ validTime: 5_000 as Instant, systemTime: systemTime as Instant });
    const history = async (type = CUSTOMER, systemTime = 9_000, dead: readonly number[] = []) => {
      const scope = { tenant, dead: new Set(dead as Instant[]) };
      const query = { axis: 'SYSTEM' as const, direction: 'DESC' as const, first: 10 };
      const [page] = await store.reads.history(scope, type, query, [{ id, moment: at(systemTime), after: null }]);
      const [count] = await store.reads.historyCounts(scope, type, 'SYSTEM', [{ id, moment: at(systemTime) }]);
      return [...(page?.items ?? []).map(({ values }) => values.fields[type.nameField]), count?.total];
    };
    expect(await history()).toEqual(['Renamed', 'Node', 2]);
    expect(await history(EQUIPMENT)).toEqual([0]);

    await store.participant.apply(work(tenant, 4_000, [change({ id, name: 'Record' }, 4_000 as Instant)]));
    expect(await history()).toEqual(['Record', 1]);
    // What was read before the record was stated does not change by it, and nothing does by one that never counted.
    expect(await history(CUSTOMER, 3_500)).toEqual(['Renamed', 'Node', 2]);
    expect(await history(CUSTOMER, 9_000, [4_000])).toEqual(['Renamed', 'Node', 2]);
    const [way] = await store.reads.ways(scope, CUSTOMER, [{ id, from: at(2_000), to: at(9_000) }]);
    expect([way?.before, way?.after].map((version) => version?.values.fields.name)).toEqual(['Node', 'Record']);
    const steps = stepsBetween(CUSTOMER, way?.versions ?? [], at(2_000), at(9_000));
    expect(steps.map(({ at: instant, version }) => [instant, version?.values.fields.name])).toEqual([
      [3_000, 'Renamed'],
      [4_000, 'Record'],
    ]);
  });

  it('cannot be of two types', async () => {
    const [tenant, id] = [newTenant(), newId()];
    await store.participant.apply(work(tenant, 2_000, [node(id, 'Customer', 'A', 2_000)]));
    const again = store.participant.apply(work(tenant, 3_000, [node(id, 'Driver', 'A', 3_000)]));
    await expect(again).rejects.toMatchObject({ code: 'IMPORT_ROW_INVALID' });
  });
});

describe('a node of no registered type', () => {
  it('is the same as a record of it', async () => {
    const [tenant, id] = [newTenant(), newId()];
    await store.participant.apply(work(tenant, 2_000, [node(id, 'OtherEntity', 'Depot', 2_000)]));
    expect(await read(tenant, OTHER, id, 2_000)).toEqual({
      fields: { name: 'Depot', labels: ['OtherEntity', 'Old'], summary: 'S' },
      attributes: { a: 1 },
    });
    await store.participant.apply(
      work(tenant, 3_000, [change({ id, type: 'OtherEntity', name: 'Yard' }, 3_000 as Instant)]),
    );
    expect((await read(tenant, OTHER, id, 3_000))?.fields).toEqual({ name: 'Yard', labels: null, summary: null });
  });
});

describe('ids of a source', () => {
  it('may be given, and are found without being made', async () => {
    const [tenant, id] = [newTenant(), newId()];
    const keys = [
      { type: null, externalId: 'a' },
      { type: null, externalId: 'b' },
    ];
    expect(await store.ids.findIds(tenant, 'neo4j', keys)).toEqual([null, null]);
    expect(await store.ids.resolveIds(tenant, 'neo4j', [{ type: null, externalId: 'b', id }])).toEqual([id]);
    expect(await store.ids.resolveIds(tenant, 'neo4j', [{ type: null, externalId: 'b', id: newId() }])).toEqual([id]);
    expect(await store.ids.findIds(tenant, 'neo4j', keys)).toEqual([null, id]);
  });
});
