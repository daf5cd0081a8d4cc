import type { Moment } from '../../core/moment.ts';
import type { EntityKey, ReadScope, ScoredEntity, VectorReads } from '../../core/reads.ts';
import type { Registry } from '../../core/registry.ts';
import type { Embedder } from '../../stores/vectors/embedder.ts';
import type { MemoryParticipant } from './memory-ledger.ts';
import { pageOf, recordOf, visibleAt } from './memory-versions.ts';

export class MemoryVectors implements VectorReads {
  readonly #store: MemoryParticipant;
  readonly #registry: Registry;
  readonly #embedder: Embedder;

  constructor(store: MemoryParticipant, registry: Registry, embedder: Embedder) {
    this.#store = store;
    this.#registry = registry;
    this.#embedder = embedder;
  }

  async similar(scope: ReadScope, first: number, keys: readonly EntityKey[]) {
    return Promise.all(
      keys.map(async ({ id, moment }) => {
        const points = await this.#points(scope, moment);
        const own = points.find((point) => point.id === id);
        if (!own) return null;
        return nearest(points, own.vector)
          .filter((point) => point.id !== id)
          .slice(0, first);
      }),
    );
  }

  async search(scope: ReadScope, { text, moment, first, after }: Parameters<VectorReads['search']>[1]) {
    const [vector = new Float32Array()] = await this.#embedder.embed([text]);
    // What has nothing in common with the text was not found.
    const found = nearest(await this.#points(scope, moment), vector).filter(({ score }) => score > 0);
    return pageOf(
      found.filter((point) => after === null || compareScores(point, after) > 0),
      first,
    );
  }

  async #points(scope: ReadScope, moment: Moment) {
    const records = visibleAt(this.#store, scope, moment).flatMap((version) => recordOf(version) ?? []);
    const texts = records.map(({ type, values }) =>
      this.#registry
        .get(type)
        .textFields.flatMap((field) => values.fields[field] ?? [])
        .join(' '),
    );
    const vectors = await this.#embedder.embed(texts);
    return records.flatMap(({ id, type }, n) => {
      const vector = vectors[n];
      return vector?.some((value) => value !== 0) ? [{ id, type, vector }] : [];
    });
  }
}

type Point = Omit<ScoredEntity, 'score'> & { readonly vector: Float32Array };

function nearest(points: readonly Point[], vector: Float32Array): ScoredEntity[] {
  const score = (point: Point) => point.vector.reduce((sum, value, n) => sum + value * (vector[n] ?? 0), 0);
  return points.map((point) => ({ id: point.id, type: point.type, score: score(point) })).sort(compareScores);
}

const compareScores = (a: Pick<ScoredEntity, 'score' | 'id'>, b: Pick<ScoredEntity, 'score' | 'id'>): number =>
  b.score - a.score || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1);
