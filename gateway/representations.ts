// Asks for each entity once: lists repeat the same entity many times, and a plan sends one representation for each.

type Path = readonly (string | number)[];

export interface Distinct {
  readonly representations: readonly unknown[];
  /** For each original representation, the place of its like among the distinct ones. */
  readonly places: readonly number[];
}

/** The distinct ones among representations, or undefined when all of them differ. */
export function distinct(representations: readonly unknown[]): Distinct | undefined {
  if (representations.length < 2) return undefined;
  const placeOf = new Map<string, number>();
  const kept: unknown[] = [];
  const places = representations.map((representation) => {
    const text = JSON.stringify(representation);
    const known = placeOf.get(text);
    if (known !== undefined) return known;
    placeOf.set(text, kept.length);
    return kept.push(representation) - 1;
  });
  return kept.length === representations.length ? undefined : { representations: kept, places };
}

/**
 * The entities for all original representations. Each gets a copy of its own, because the gateway goes on to merge
 * what other subgraphs know into it.
 */
export function spread(entities: readonly unknown[], { places }: Distinct): unknown[] {
  const used = new Set<number>();
  return places.map((place) => {
    const entity = entities[place];
    if (!used.has(place)) {
      used.add(place);
      return entity;
    }
    return copy(entity);
  });
}

/** The paths, in terms of the original representations, of an error about one of the distinct ones. */
export function spreadPath(path: Path, { places }: Distinct): Path[] {
  const [root, place, ...rest] = path;
  if (root !== '_entities' || typeof place !== 'number') return [path];
  return places.flatMap((at, index) => (at === place ? [[root, index, ...rest]] : []));
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  const twin: Record<string, unknown> = {};
  for (const key of Object.keys(value)) twin[key] = copy((value as Record<string, unknown>)[key]);
  return twin;
}
