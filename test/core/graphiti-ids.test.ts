// Ids of Graphiti's elements are the same wherever they are derived, and sort by when the elements were made.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphitiId } from '../../core/graphiti-ids.ts';
import { isId } from '../../core/ids.ts';
import { type Instant, parseInstant } from '../../core/instant.ts';

const anyInstant = fc.integer({ min: 0, max: 9_000_000_000_000_000 }).map((micros) => micros as Instant);

describe('the id of an element of Graphiti’s', () => {
  it('is known, so that no change of the rule goes unnoticed', () => {
    const id = graphitiId('3f0c5c0e-7d3b-4a52-9c0c-0f6c2f0f9a11', parseInstant('2025-03-01T12:00:00.123456Z'));
    expect(id).toBe('01955193-de7b-759e-832a-bab7beef8521');
  });

  it('is a UUIDv7 of its time', () => {
    fc.assert(
      fc.property(fc.uuid(), anyInstant, (uuid, createdAt) => {
        const id = graphitiId(uuid, createdAt);
        expect(isId(id)).toBe(true);
        expect(id[14]).toBe('7');
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Math.floor(createdAt / 1_000));
      }),
    );
  });

  it('differs by uuid, and has the time 0 when there is none that fits', () => {
    const uuids = Array.from({ length: 10_000 }, () => randomUUID());
    expect(new Set(uuids.map((uuid) => graphitiId(uuid, null))).size).toBe(uuids.length);
    for (const createdAt of [null, -1 as Instant]) expect(graphitiId('a', createdAt)).toMatch(/^00000000-0000-7/);
    expect(isId(graphitiId('not a uuid', null))).toBe(true);
  });
});
