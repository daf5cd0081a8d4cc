// Reads of vectors at a moment, on every engine, against a plain list scan: the right entities, in the right order, the same ones for ever.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import { OPEN_END } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import type { ScoredEntity } from '../../core/reads.ts';
import { hashedEmbedder } from '../../stores/vectors/hashed-embedder.ts';
import type { VectorsStore } from '../../stores/vectors/store.ts';
import {
  anyHistory,
  anyMoment,
  at,
  entityChange,
  newTenant,
  visibleNames,
  workOf,
  write,
} from '../stores/vectors/histories.ts';
import { describeEngines, type OpenedEngine } from './vector-engines.ts';

/** The model of a ranking: all others by cosine in double precision. */
async function ranking(names: ReadonlyMap<Id, string>, text: string, without?: Id): Promise<Map<Id, number>> {
  const others = [...names].filter(([id]) => id !== without);
  const [query, ...vectors] = await hashedEmbedder().embed([text, ...others.map(([, name]) => name)]);
  const scores = vectors.map((vector) => vector.reduce((sum, value, index) => sum + value * (query?.[index] ?? 0), 0));
  return new Map(others.map(([id], index) => [id, scores[index] ?? 0]));
}

/** Falling scores, equal ones by id, each as in the model, and none left out that is nearer than the last. */
function expectRanked(found: readonly ScoredEntity[], model: ReadonlyMap<Id, number>, first: number): void {
  const sorted = [...found].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  expect(found).toEqual(sorted);
  expect(found.length).toBe(Math.min(first, model.size));
  for (const { id, score } of found) expect(score).toBeCloseTo(model.get(id) ?? Number.NaN, 5);
  const last = found.at(-1)?.score ?? Number.POSITIVE_INFINITY;
  const left = [...model].filter(([id]) => !found.some((entity) => entity.id === id));
  for (const [, score] of left) expect(score).toBeLessThan(last + 1e-5);
}

describeEngines((engine) => {
  const runs = (wanted: number): number => Math.ceil(wanted * (engine.share ?? 1));
  let opened: OpenedEngine;
  let store: VectorsStore;

  beforeAll(async () => {
    opened = await engine.open();
    store = opened.store;
  });

  afterAll(async () => {
    await opened.close();
  });

  describe('similar and search', () => {
    it('agree with a list scan at any moment of any history', async () => {
      await fc.assert(
        fc.asyncProperty(
          anyHistory,
          fc.array(anyMoment, { minLength: 4, maxLength: 6 }),
          fc.nat(4),
          async (history, moments, first) => {
            const tenant = newTenant();
            const scope = { tenant, dead: await write(store, tenant, history.commits) };
            const keys = moments.flatMap((moment) => history.ids.map((id) => ({ id, moment })));
            const answers = await store.reads.similar(scope, first, keys);
            for (const [index, { id, moment }] of keys.entries()) {
              const names = visibleNames(history, moment);
              const own = names.get(id);
              const found = answers[index];
              if (own === undefined) expect(found).toBeNull();
              else expectRanked(found ?? [], await ranking(names, own, id), first);
            }
            for (const moment of moments) {
              const model = await ranking(visibleNames(history, moment), 'north dairy');
              const { items } = await store.reads.search(scope, { text: 'north dairy', moment, first: 5, after: null });
              expectRanked(items, new Map([...model].filter(([, score]) => score > 1e-6)), 5);
            }
          },
        ),
        { numRuns: runs(25) },
      );
    });

    it('answer the same after whatever is written later', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, fc.integer({ min: 3, max: 10 }), async (history, early) => {
          const tenant = newTenant();
          const before = history.commits.slice(0, early);
          const dead = await write(store, tenant, before);
          const moment = { validTime: at(6), systemTime: before.at(-1)?.systemTime ?? at(0) };
          const read = async () => [
            await store.reads.similar(
              { tenant, dead },
              10,
              history.ids.map((id) => ({ id, moment })),
            ),
            await store.reads.search({ tenant, dead }, { text: 'freight', moment, first: 10, after: null }),
          ];
          const answer = JSON.stringify(await read());
          for (const commit of history.commits.slice(early)) {
            await store.participant.apply(workOf(tenant, commit, dead));
          }
          expect(JSON.stringify(await read())).toBe(answer);
        }),
        { numRuns: runs(10) },
      );
    });

    it('see nothing of another tenant', async () => {
      const [ours, theirs] = [newTenant(), newTenant()];
      const id = newId();
      const moment = { validTime: at(5), systemTime: at(5) };
      const commit = (name: string, of: Id) => ({
        systemTime: at(1),
        changes: [entityChange(of, at(0), OPEN_END, at(1), name)],
        dies: false,
      });
      await write(store, ours, [commit('North Freight', id)]);
      await write(store, theirs, [commit('North Freight', newId()), commit('North Freight', id)]);
      const scope = { tenant: ours, dead: new Set<never>() };
      expect(await store.reads.similar(scope, 10, [{ id, moment }])).toEqual([[]]);
      const { items } = await store.reads.search(scope, { text: 'north', moment, first: 10, after: null });
      expect(items.map((entity) => entity.id)).toEqual([id]);
    });

    it('take one statement for any number of keys', async () => {
      const tenant = newTenant();
      const ids = Array.from({ length: 50 }, newId);
      const changes = ids.map((id, n) => entityChange(id, at(0), OPEN_END, at(1), `Customer ${n}`));
      await store.participant.apply(workOf(tenant, { systemTime: at(1), changes }));
      const moment = { validTime: at(1), systemTime: at(1) };
      const count = async (keys: readonly Id[]) => {
        opened.statements.length = 0;
        await store.reads.similar(
          { tenant, dead: new Set() },
          10,
          keys.map((id) => ({ id, moment })),
        );
        return opened.statements.length;
      };
      expect(await count(ids)).toBe(await count(ids.slice(0, 5)));
    });
  });

  describe('pages of search', () => {
    const moment: Moment = { validTime: at(1), systemTime: at(1) };

    it('give each hit once, in order, whatever the size of a page', async () => {
      const tenant = newTenant();
      const names = Array.from({ length: 60 }, (_, n) => `Freight ${n % 7} of ${n % 3 ? 'Omaha' : 'Denver'}`);
      const changes = names.map((name) => entityChange(newId(), at(0), OPEN_END, at(1), name));
      await store.participant.apply(workOf(tenant, { systemTime: at(1), changes }));
      const query = { text: 'freight in denver', moment };
      const scope = { tenant, dead: new Set<never>() };
      const whole = await store.reads.search(scope, { ...query, first: 100, after: null });
      expect(whole.items.length).toBe(60);
      expect(whole.hasNextPage).toBe(false);
      for (const first of [1, 7, 59, 60]) {
        const paged: ScoredEntity[] = [];
        for (let more = true; more; ) {
          const page = await store.reads.search(scope, { ...query, first, after: paged.at(-1) ?? null });
          paged.push(...page.items);
          more = page.hasNextPage;
        }
        expect(paged).toEqual(whole.items);
      }
    });

    it('are in the order of ids among equals, however many there are', async () => {
      const tenant = newTenant();
      const ids = Array.from({ length: 150 }, newId).sort();
      const changes = ids.map((id) => entityChange(id, at(0), OPEN_END, at(1), 'North Freight'));
      await store.participant.apply(workOf(tenant, { systemTime: at(1), changes: changes.reverse() }));
      const scope = { tenant, dead: new Set<never>() };
      const found = await store.reads.search(scope, { text: 'freight', moment, first: 3, after: null });
      expect(found.items.map(({ id }) => id)).toEqual(ids.slice(0, 3));
      const [last] = found.items.slice(-1);
      const next = await store.reads.search(scope, { text: 'freight', moment, first: 3, after: last ?? null });
      expect(next.items.map(({ id }) => id)).toEqual(ids.slice(3, 6));
      const [similar] = await store.reads.similar(scope, 3, [{ id: ids[1] as Id, moment }]);
      expect(similar?.map(({ id }) => id)).toEqual([ids[0], ids[2], ids[3]]);
    });

    it('are empty for a text that says nothing', async () => {
      const page = await store.reads.search(
        { tenant: newTenant(), dead: new Set() },
        { text: ' … ', moment, first: 5, after: null },
      );
      expect(page).toEqual({ items: [], hasNextPage: false });
    });
  });
});
