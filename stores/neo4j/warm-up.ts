// Has Neo4j plan the statements of the read side before the first request needs them: planning one takes it half a
// second, and the first one of a fresh server several.
import { type Id, parseTenant } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { FactFilter, FactQuery, GraphReads, ReadScope } from '../../core/reads.ts';

/** A tenant that has nothing, and what is asked of it. */
const NOBODY: ReadScope = { tenant: parseTenant('nobody'), dead: new Set() };
const KEY = {
  id: '00000000-0000-7000-8000-000000000000' as Id,
  moment: { validTime: 0 as Instant, systemTime: 0 as Instant },
};
const FILTER: FactFilter = { range: 'VISIBLE', names: null, direction: 'BOTH', where: null };
const FACTS: FactQuery = { ...FILTER, axis: 'VALID', order: 'DESC', first: 1 };
const LIMITS = { names: null, types: null, direction: 'BOTH', first: 1, factsMax: 1, entitiesMax: 1 } as const;

/** Asks for nothing by one statement after the other, the usual ones first. It never fails: nobody waits. */
export async function warmUp(reads: GraphReads): Promise<void> {
  const keys = [{ ...KEY, after: null }];
  const history = { axis: 'VALID', direction: 'DESC', first: 1 } as const;
  const asked: readonly (() => Promise<unknown>)[] = [
    () => reads.facts(NOBODY, FACTS, keys),
    () => reads.episodes(NOBODY, keys),
    () => reads.factCounts(NOBODY, FILTER, keys),
    () => reads.mentions(NOBODY, 1, keys),
    () => reads.neighbors(NOBODY, { ...LIMITS, depth: 1 }, keys),
    () => reads.paths(NOBODY, { ...LIMITS, from: KEY.id, to: '' as Id, moment: KEY.moment, depthMax: 1 }),
    () => reads.facts(NOBODY, { ...FACTS, axis: 'SYSTEM' }, keys),
    () => reads.factsById(NOBODY, keys),
    () => reads.factVersions(NOBODY, history, keys),
    () => reads.factDifferences(NOBODY, 1, [{ id: KEY.id, from: KEY.moment, to: KEY.moment, after: null }]),
    () => reads.communities(NOBODY, [KEY.id]),
  ];
  try {
    for (const ask of asked) await ask();
  } catch {
    // The request that needs what failed here says so.
  }
}
