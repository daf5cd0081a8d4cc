// The nearest entities by cosine: each text that is visible at a moment is compared, one by one.
import type { EntityRef, EntityValues, FieldValue } from '../../../core/commit.ts';
import type { Moment } from '../../../core/moment.ts';
import type { Registry } from '../../../core/registry.ts';
import type { Embedder } from '../../../stores/vectors/embedder.ts';
import type { Cast, Truth } from '../histories.ts';

export interface Point extends EntityRef {
  readonly vector: Float32Array;
}

export interface Scored extends EntityRef {
  readonly score: number;
}

/** The vectors of the entities that are visible at a moment. */
export async function pointsAt(
  registry: Registry,
  embedder: Pick<Embedder, 'embed'>,
  truth: Truth,
  cast: Cast,
  moment: Moment,
): Promise<Point[]> {
  const visible = cast.entities.flatMap((entity) => {
    const values = truth.at(entity.id, moment) as EntityValues | null;
    return values === null ? [] : [{ ...entity, text: textOf(registry, entity.type, values) }];
  });
  const vectors = await embedder.embed(visible.map(({ text }) => text));
  return visible.map(({ id, type }, n) => ({ id, type, vector: vectors[n] as Float32Array }));
}

function textOf(registry: Registry, type: string, { fields }: EntityValues): string {
  const words = (value: FieldValue): string => (Array.isArray(value) ? value.join(' ') : String(value ?? ''));
  return registry
    .get(type)
    .textFields.map((field) => words(fields[field] ?? null))
    .filter((text) => text !== '')
    .join(' ');
}

/** All points by falling score, then id. */
export function nearest(points: readonly Point[], vector: Float32Array): Scored[] {
  return points
    .map(({ id, type, vector: other }) => ({ id, type, score: cosine(vector, other) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** Of vectors of length 1. */
const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
