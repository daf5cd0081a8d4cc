// Puts an error about an entity where that entity is in the response. The gateway library takes the number of a
// representation for that of an object at the place of the fetch; but objects of other types, for which the subgraph is
// not asked, are counted there, too, so that in a list of several types errors would land on the wrong ones.
import type { SubgraphResponse } from '../core/subgraph.ts';

type Path = readonly (string | number)[];
type Values = Readonly<Record<string, unknown>>;

/**
 * Keeps hold of what root fields answered. The library merges all further answers into these very objects, so that at
 * any time they are the whole result so far.
 */
export function keepResult(result: Record<string, unknown>, data: SubgraphResponse['data']): void {
  for (const [name, value] of Object.entries(data ?? {})) {
    const before = result[name];
    const isMerged = Array.isArray(value)
      ? Array.isArray(before) && before.length === value.length
      : isObject(value) && isObject(before);
    if (!isMerged) result[name] = value;
  }
}

/**
 * An answer about representations, its errors numbered by the objects at the place of the fetch.
 * @param result what {@link keepResult} kept
 * @param path the place of the fetch; “@” stands for each element of a list
 */
export function placeErrors(
  response: SubgraphResponse,
  representations: readonly unknown[],
  result: Values,
  path: Path,
): SubgraphResponse {
  if (!response.errors?.some((error) => error.path?.[0] === '_entities')) return response;
  const objects = objectsAt(result, path);
  const places = objects.length === representations.length ? undefined : placesOf(representations, objects);
  if (!places) return response;
  const errors = response.errors.map((error) => {
    const [root, index, ...rest] = error.path ?? [];
    const place = root === '_entities' && typeof index === 'number' ? places[index] : undefined;
    return place === undefined ? error : { ...error, path: [root as string, place, ...rest] };
  });
  return { ...response, errors };
}

/** For each representation the number of its object: they come in the same order, with some objects left out. */
function placesOf(representations: readonly unknown[], objects: readonly Values[]): readonly number[] | undefined {
  const types = new Set(objects.map((object) => object.__typename));
  const places: number[] = [];
  let next = 0;
  for (const representation of representations) {
    if (!isObject(representation)) return undefined;
    const { __typename: type, ...fields } = representation;
    // An object of an interface is asked for by the interface's name.
    const isIt = (object: Values): boolean =>
      (!types.has(type) || object.__typename === type) && contains(object, fields);
    while (next < objects.length && !isIt(objects[next] as Values)) next += 1;
    if (next === objects.length) return undefined;
    places.push(next);
    next += 1;
  }
  return places;
}

function objectsAt(value: unknown, path: Path): readonly Values[] {
  const [head, ...rest] = path;
  if (Array.isArray(value)) return value.flatMap((element) => objectsAt(element, head === '@' ? rest : path));
  if (!isObject(value)) return [];
  return head === undefined ? [value] : objectsAt(value[head], rest);
}

/** Whether a value has all that another one has; a representation is a part of its object. */
function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && whole.length === part.length && part.every((value, n) => contains(whole[n], value));
  }
  if (!isObject(part)) return whole === part;
  return isObject(whole) && Object.entries(part).every(([name, value]) => contains(whole[name], value));
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
