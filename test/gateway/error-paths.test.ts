// Errors about entities land on the entity that they are about, also where a subgraph is asked for some of a list only.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepResult, placeErrors } from '../../gateway/error-paths.ts';

const errorAt = (index: number) => ({ message: String(index), path: ['_entities', index, 'field'] });
const indexes = (answer: { errors?: readonly { path?: readonly unknown[] }[] }) =>
  answer.errors?.map((e) => e.path?.[1]);

describe('placeErrors', () => {
  it('finds each object again, whatever was left out, repeated or null', () => {
    const object = fc.record({ __typename: fc.constantFrom('A', 'B', 'C'), id: fc.nat(3), k: fc.nat(1) });
    const list = fc.array(fc.array(fc.option(object, { nil: null }), { maxLength: 6 }), { maxLength: 4 });
    fc.assert(
      fc.property(list, fc.subarray(['A', 'B', 'C']), (rows, types) => {
        const result = { rows: rows.map((row) => ({ items: row })) };
        const objects = rows.flat().filter((one) => one !== null);
        // The numbers of the objects that are asked for are what must come out.
        const asked = objects.flatMap((one, n) => (types.includes(one.__typename) ? [n] : []));
        const representations = asked.map((n) => ({ __typename: objects[n]?.__typename, id: objects[n]?.id }));
        const placed = placeErrors({ errors: asked.map((_, i) => errorAt(i)) }, representations, result, [
          'rows',
          '@',
          'items',
          '@',
        ]);
        expect(indexes(placed) ?? []).toEqual(asked);
      }),
    );
  });

  it('takes an interface’s name for any of its objects, and nested required fields into account', () => {
    const result = {
      list: [
        { __typename: 'A', id: 1, owner: null },
        { __typename: 'B', id: 2, owner: { id: 7, name: 'x' }, tags: ['t'] },
      ],
    };
    const representation = { __typename: 'Thing', id: 2, owner: { id: 7 }, tags: ['t'] };
    expect(indexes(placeErrors({ errors: [errorAt(0)] }, [representation], result, ['list', '@']))).toEqual([1]);
  });

  it.each([
    ['has no errors', { data: null }],
    ['has errors without a path', { errors: [{ message: 'whole' }] }],
    ['cannot be matched', { errors: [errorAt(0)] }],
  ])('leaves an answer alone that %s', (_what, answer) => {
    const result = {
      list: [
        { __typename: 'A', id: 1 },
        { __typename: 'A', id: 2 },
      ],
    };
    expect(placeErrors(answer, [{ __typename: 'A', id: 9 }], result, ['list', '@'])).toBe(answer);
  });
});

describe('keepResult', () => {
  it('keeps the very objects into which the rest is merged', () => {
    const result: Record<string, unknown> = {};
    const [one, list, later] = [{ id: 1 }, [{ id: 2 }], [{ id: 3 }, { id: 4 }]];
    keepResult(result, { one, list, nothing: null });
    keepResult(result, { one: { other: 1 }, list: [{ other: 2 }], nothing: one });
    expect(result.one).toBe(one);
    expect(result.list).toBe(list);
    expect(result.nothing).toBe(one);
    keepResult(result, { list: later });
    expect(result.list).toBe(later);
  });
});
