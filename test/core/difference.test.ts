// The difference between two moments, and its steps: they lead from the one to the other, whichever way one goes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntityValues } from '../../core/commit.ts';
import { differences, isCovered, kindOfDifference, stepsBetween } from '../../core/difference.ts';
import { registry } from '../../core/entity-types.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import { applyStatements, type Version } from '../../core/timeline.ts';
import { containsMoment } from '../../core/window.ts';

const CUSTOMER = registry.get('Customer');

const values = (name: string, creditLimit: string | null = null): EntityValues => ({
  fields: { name, creditLimit },
  attributes: null,
});

const anyVersions: fc.Arbitrary<Version<EntityValues>[]> = fc
  .array(
    fc.record({ from: fc.nat(9), length: fc.integer({ min: 1, max: 9 }), name: fc.option(fc.constantFrom('a', 'b')) }),
    {
      maxLength: 8,
    },
  )
  .map((statements) => {
    const stated = statements.map(({ from, length, name }, n) => ({
      validFrom: from as Instant,
      validTo: (length === 9 ? OPEN_END : from + length) as Instant,
      systemTime: (n * 2 + 1) as Instant,
      values: name === null ? null : values(name),
    }));
    return [...applyStatements<EntityValues>([], stated).opened];
  });

const anyMoment = fc.record({
  validTime: fc.integer({ min: -1, max: 20 }).map((at) => at as Instant),
  systemTime: fc.integer({ min: 0, max: 18 }).map((at) => at as Instant),
});

describe('steps', () => {
  it('lead from one moment to the other: each value on the way is that of the last step', () => {
    fc.assert(
      fc.property(anyVersions, anyMoment, anyMoment, (versions, from, to) => {
        const visible = (moment: typeof from) => versions.find((version) => containsMoment(version, moment)) ?? null;
        const steps = stepsBetween(CUSTOMER, versions, from, to);
        let name = visible(from)?.values.fields.name ?? null;
        for (const { fields, moment, version } of steps) {
          expect(version).toBe(visible(moment));
          const next = version?.values.fields.name ?? null;
          expect(fields).toEqual(name === next ? [] : ['name']);
          name = next;
        }
        expect(name).toBe(visible(to)?.values.fields.name ?? null);
        if (isCovered(versions, from, to)) expect(steps.every(({ version }) => version !== null)).toBe(true);
      }),
    );
  });

  it('are the same back as forth, the other way round', () => {
    fc.assert(
      fc.property(anyVersions, anyMoment, fc.nat(20), (versions, from, validTime) => {
        const to = { ...from, validTime: validTime as Instant };
        const bounds = (steps: ReturnType<typeof stepsBetween>) => steps.map(({ at, fields }) => ({ at, fields }));
        const forth = bounds(stepsBetween(CUSTOMER, versions, from, to));
        expect(bounds(stepsBetween(CUSTOMER, versions, to, from)).reverse()).toEqual(forth);
      }),
    );
  });
});

describe('differences', () => {
  it('are by value: zeros at the end of a decimal do not count', () => {
    const pairs = [
      ['1', '1.00', 0],
      ['-0.50', '-0.5', 0],
      ['0', '0.000', 0],
      ['10', '1', 1],
      ['0.01', '0.1', 1],
      ['1', null, 1],
    ] as const;
    for (const [a, b, count] of pairs) {
      const [before, after] = [{ values: values('A', a) }, { values: values('A', b) }];
      expect(differences(CUSTOMER, before, after), `${a} ${b}`).toHaveLength(count);
      expect(kindOfDifference(CUSTOMER, before, after)).toBe(count === 0 ? 'SAME' : 'CHANGED');
    }
  });

  it('do not mind the order of keys in JSON', () => {
    const of = (address: Record<string, string>) => ({ values: { fields: { address }, attributes: null } });
    expect(differences(CUSTOMER, of({ city: 'X', state: 'Y' }), of({ state: 'Y', city: 'X' }))).toEqual([]);
  });
});
