// Distinct representations: nothing is lost, nothing is shared.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinct, spread, spreadPath } from '../../gateway/representations.ts';

const representation = fc.record({ __typename: fc.constantFrom('A', 'B'), id: fc.integer({ min: 0, max: 4 }) });

describe('distinct and spread', () => {
  it('give every representation the answer of its like', () => {
    fc.assert(
      fc.property(fc.array(representation, { maxLength: 30 }), (all) => {
        const few = distinct(all);
        const answer = (entity: object): object => ({ about: entity, list: [{ deep: entity }] });
        const entities = few
          ? spread(
              few.representations.map((r) => answer(r as object)),
              few,
            )
          : all.map(answer);
        expect(entities).toEqual(all.map(answer));
        if (few) expect(few.representations.length).toBe(new Set(all.map((r) => JSON.stringify(r))).size);
        else expect(new Set(all.map((r) => JSON.stringify(r))).size).toBe(all.length);
      }),
    );
  });

  it('share nothing between two places, so that a merge into one leaves the other alone', () => {
    const few = distinct([{ id: 1 }, { id: 1 }]);
    if (!few) throw new Error('They are alike.');
    const [first, second] = spread([{ inner: { list: [{}] } }], few) as { inner: { list: Record<string, number>[] } }[];
    if (first?.inner.list[0]) first.inner.list[0].added = 1;
    expect(second).toEqual({ inner: { list: [{}] } });
  });

  it('put an error on every place of its entity', () => {
    const few = distinct([{ id: 1 }, { id: 2 }, { id: 1 }]);
    if (!few) throw new Error('Two are alike.');
    expect(spreadPath(['_entities', 0, 'name'], few)).toEqual([
      ['_entities', 0, 'name'],
      ['_entities', 2, 'name'],
    ]);
    expect(spreadPath(['_entities', 1], few)).toEqual([['_entities', 1]]);
    expect(spreadPath(['other', 0], few)).toEqual([['other', 0]]);
  });
});
