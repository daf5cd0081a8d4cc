// Neighbourhoods and paths over a list of facts: scans, and every way that there is.
import type { EntityRef } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import type { FactDirection, FactPath, FactVersion, Neighbor, NeighborQuery } from '../../core/reads.ts';

/** All that is reached from an entity, nearest first. */
export function walkOut(
  facts: readonly FactVersion[],
  start: Id,
  query: Pick<NeighborQuery, 'depth' | 'names' | 'direction' | 'factsMax' | 'entitiesMax'>,
): { found: Neighbor[]; isTruncated: boolean } {
  const followed = facts.filter((fact) => query.names?.includes(fact.values.name) ?? true).sort(newestFirst);
  const found: Neighbor[] = [];
  let frontier: readonly Id[] = [start];
  let isTruncated = false;
  for (let distance = 1; distance <= query.depth; distance += 1) {
    const reached = new Map<Id, Neighbor>();
    for (const id of frontier) {
      const own = followed.filter((fact) => otherEnd(fact, id, query.direction) !== undefined);
      if (own.length > query.factsMax) isTruncated = true;
      for (const via of own.slice(0, query.factsMax)) {
        const other = otherEnd(via, id, query.direction);
        const before = other && reached.get(other.id);
        if (other && (!before || newestFirst(via, before.via) < 0)) reached.set(other.id, { ...other, distance, via });
      }
    }
    const visited = new Set([start, ...found.map(({ id }) => id)]);
    const fresh = [...reached.values()].filter(({ id }) => !visited.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const kept = fresh.slice(0, query.entitiesMax - found.length);
    if (kept.length < fresh.length) isTruncated = true;
    found.push(...kept);
    frontier = kept.map(({ id }) => id);
    if (found.length === query.entitiesMax) {
      if (distance < query.depth) isTruncated = true;
      break;
    }
  }
  return { found, isTruncated };
}

/** Every path between two entities that comes by no entity twice, shortest first, then by the ids of the facts. */
export function allPaths(facts: readonly FactVersion[], from: Id, to: Id, depthMax: number): FactPath[] {
  const done: FactPath[] = [];
  const known = facts.flatMap(({ subject, object }) => [subject, object]).find(({ id }) => id === from);
  let open: FactPath[] = known ? [{ entities: [known], facts: [] }] : [];
  for (let length = 1; length <= depthMax; length += 1) {
    open = open.flatMap((path) => longer(path, facts));
    done.push(...open.filter((path) => path.entities.at(-1)?.id === to).sort(byFacts));
    open = open.filter((path) => path.entities.at(-1)?.id !== to);
  }
  return done;
}

function longer(path: FactPath, facts: readonly FactVersion[]): FactPath[] {
  const end = path.entities.at(-1)?.id as Id;
  return facts.flatMap((fact) => {
    const other = otherEnd(fact, end, 'BOTH');
    if (!other || path.entities.some(({ id }) => id === other.id)) return [];
    return [{ entities: [...path.entities, other], facts: [...path.facts, fact] }];
  });
}

/** Where a fact leads from an entity; undefined when it does not touch it so. */
function otherEnd({ subject, object }: FactVersion, id: Id, direction: FactDirection): EntityRef | undefined {
  if (direction !== 'IN' && subject.id === id) return object;
  return direction !== 'OUT' && object.id === id ? subject : undefined;
}

const newestFirst = (a: FactVersion, b: FactVersion): number =>
  b.validFrom - a.validFrom || (a.id === b.id ? 0 : a.id < b.id ? 1 : -1);

const byFacts = (a: FactPath, b: FactPath): number => {
  const [left, right] = [a, b].map(({ facts }) => facts.map(({ id }) => id).join(' ')) as [string, string];
  return left < right ? -1 : 1;
};
