// The vectors' part of a commit, on every engine: applied once or twice it is the same, and undone it is as if it had never been.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../core/commit.ts';
import { newId, type Tenant } from '../../core/ids.ts';
import { OPEN_END } from '../../core/instant.ts';
import type { VectorsStore } from '../../stores/vectors/store.ts';
import { anyHistory, at, type Commit, entityChange, newTenant, workOf, write } from '../stores/vectors/histories.ts';
import { describeEngines, type OpenedEngine, type StoredRow } from './vector-engines.ts';

const named = (name: string): Commit => ({
  systemTime: at(10),
  changes: [entityChange(newId(), at(0), OPEN_END, at(10), name)],
  dies: false,
});

describeEngines((engine) => {
  const runs = (wanted: number): number => Math.ceil(wanted * (engine.share ?? 1));
  let opened: OpenedEngine;
  let store: VectorsStore;
  const rowsOf = (tenant: Tenant): Promise<StoredRow[]> => opened.rowsOf(tenant);

  beforeAll(async () => {
    opened = await engine.open();
    store = opened.store;
  });

  afterAll(async () => {
    await opened.close();
  });

  describe('a node', () => {
    it('is a point of its type with its name and its summary, and yields to a record', async () => {
      const tenant = newTenant();
      const entity = { type: 'Customer', id: newId() };
      const values = { name: 'Acme', labels: ['Customer'], summary: 'Ships chairs.', attributes: null };
      const period = { validFrom: at(0), validTo: OPEN_END };
      const seen = { kind: 'node', observed: true, entity, ...period, systemTime: at(10), values } as const;
      const record = entityChange(entity.id, at(0), OPEN_END, at(20), 'Acme Ltd');
      await write(store, tenant, [
        { systemTime: at(10), changes: [seen], dies: false },
        { systemTime: at(20), changes: [record], dies: false },
      ]);
      expect(await rowsOf(tenant)).toMatchObject([
        { kind: 'entity', type: 'Customer', text: 'Acme Ships chairs.', systemTo: at(20) },
        { kind: 'entity', type: 'Customer', text: 'Acme Ltd', systemTo: OPEN_END },
      ]);
    });
  });

  describe('apply', () => {
    it('is a no-op when it is repeated, and is verified', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, async ({ commits }) => {
          const tenant = newTenant();
          const dead = await write(store, tenant, commits.slice(0, -1));
          const last = workOf(tenant, commits.at(-1) as Commit, dead);
          await store.participant.apply(last);
          const rows = await rowsOf(tenant);
          expect(await store.participant.verify(last)).toBe(true);
          await store.participant.apply(last);
          expect(await rowsOf(tenant)).toEqual(rows);
        }),
        { numRuns: runs(12) },
      );
    });

    it('takes the changes of a bootstrap load with their own system times, in any batches, again and again', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, fc.integer({ min: 1, max: 9 }), async ({ commits }, size) => {
          const changes = commits.flatMap((commit) => commit.changes);
          const load = async (tenant: Tenant, batches: readonly (readonly Change[])[], times: number) => {
            for (const batch of batches) {
              const work = workOf(tenant, { systemTime: at(1), changes: batch });
              for (let n = 0; n < times; n += 1) await store.participant.apply(work);
              expect(await store.participant.verify(work)).toBe(true);
            }
            return rowsOf(tenant);
          };
          const batches = Array.from({ length: Math.ceil(changes.length / size) }, (_, n) =>
            changes.slice(n * size, (n + 1) * size),
          );
          expect(await load(newTenant(), batches, 2)).toEqual(await load(newTenant(), [changes], 1));
        }),
        { numRuns: runs(8) },
      );
    });

    it('is not verified while something of it is missing', async () => {
      const tenant = newTenant();
      const work = workOf(tenant, named('North Freight'));
      expect(await store.participant.verify(work)).toBe(false);
      await store.participant.apply(work);
      await store.participant.purge(tenant);
      expect(await store.participant.verify(work)).toBe(false);
    });

    it('keeps facts and episodes beside entities, and texts that PostgreSQL would refuse', async () => {
      const tenant = newTenant();
      const period = { validFrom: at(0), validTo: OPEN_END, systemTime: at(10) };
      const ends = { subject: { type: 'Driver', id: newId() }, object: { type: 'Load', id: newId() } };
      const fact = { name: 'DRIVES', fact: 'Jane drives L-1.', episodes: [] };
      const episode = {
        name: 'Note',
        source: 'text',
        sourceDescription: '',
        content: 'a\0b \ud800 \u{1f69a}',
        mentions: [],
      };
      const changes: Change[] = [
        { kind: 'fact', id: newId(), ...ends, ...period, values: fact },
        { kind: 'episode', id: newId(), ...period, values: episode },
        { kind: 'episode', id: newId(), ...period, values: { ...episode, name: '', content: 'long '.repeat(100_000) } },
      ];
      const work = workOf(tenant, { systemTime: at(10), changes });
      await store.participant.apply(work);
      expect(await store.participant.verify(work)).toBe(true);
      expect(await rowsOf(tenant)).toHaveLength(3);
      const { items } = await store.reads.search(
        { tenant, dead: new Set() },
        { text: 'Jane drives', moment: { validTime: at(1), systemTime: at(10) }, first: 5, after: null },
      );
      expect(items).toEqual([]);
    });

    it('finds in its cache what prepare embedded, and takes few statements for many changes', async () => {
      const tenant = newTenant();
      const changes = Array.from({ length: 400 }, (_, n) =>
        entityChange(newId(), at(0), OPEN_END, at(10), `Customer ${n}`),
      );
      await store.participant.prepare?.(changes);
      opened.statements.length = 0;
      await store.participant.apply(workOf(tenant, { systemTime: at(10), changes }));
      expect(opened.statements.length).toBeLessThan(10);
    });
  });

  describe('compensate', () => {
    it('brings back what was there before, and may be repeated', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, async ({ commits }) => {
          const tenant = newTenant();
          await write(
            store,
            tenant,
            commits.slice(0, -1).map((commit) => ({ ...commit, dies: false })),
          );
          const before = await rowsOf(tenant);
          const last = workOf(tenant, commits.at(-1) as Commit);
          await store.participant.apply(last);
          await store.participant.compensate(last);
          expect(await rowsOf(tenant)).toEqual(before);
          await store.participant.compensate(last);
          expect(await rowsOf(tenant)).toEqual(before);
        }),
        { numRuns: runs(12) },
      );
    });

    it('leaves other tenants alone', async () => {
      const [ours, theirs] = [newTenant(), newTenant()];
      const commit = named('North Freight');
      await write(store, ours, [commit]);
      await write(store, theirs, [commit]);
      await store.participant.compensate(workOf(ours, commit));
      expect(await rowsOf(ours)).toEqual([]);
      expect(await rowsOf(theirs)).toHaveLength(1);
    });
  });

  describe('purge', () => {
    it('takes everything of one tenant', async () => {
      const [ours, theirs] = [newTenant(), newTenant()];
      await write(store, ours, [named('North Freight')]);
      await write(store, theirs, [named('North Freight')]);
      await store.participant.purge(ours);
      expect(await rowsOf(ours)).toEqual([]);
      expect(await rowsOf(theirs)).toHaveLength(1);
    });
  });
});
