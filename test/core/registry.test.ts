import { describe, expect, it } from 'vitest';
import { registry } from '../../core/entity-types.ts';
import { ERRORS } from '../../core/errors.ts';
import { isId, newId, parseId, parseTenant } from '../../core/ids.ts';
import { type EntityType, fieldOf, Registry } from '../../core/registry.ts';

const custom = (changes: Partial<EntityType>): EntityType => ({
  name: 'Depot',
  singular: 'depot',
  plural: 'depots',
  table: 'depot_version',
  description: 'A depot.',
  nameField: 'name',
  textFields: ['name'],
  fields: [{ name: 'name', column: 'name', kind: 'string', description: 'Its name.' }],
  ...changes,
});

describe('the registry', () => {
  it('has the five types and the one for unknown labels', () => {
    expect(registry.types.map((type) => type.name)).toEqual([
      'Customer',
      'Equipment',
      'Driver',
      'Load',
      'Invoice',
      'OtherEntity',
    ]);
  });

  it('names what it does not know', () => {
    expect(() => registry.get('Ship')).toThrow(/“Ship”; there are Customer/);
    expect(() => fieldOf(registry.get('Driver'), 'shoeSize')).toThrow(/no field “shoeSize”; it has name/);
  });

  it.each([
    ['a name that is no label', custom({ name: 'De pot' })],
    ['a table that needs quoting', custom({ table: 'depot"; drop' })],
    ['a name field that is not there', custom({ nameField: 'title' })],
    ['a text field that is not there', custom({ textFields: ['title'] })],
    [
      'a reference to nowhere',
      custom({ fields: [{ name: 'name', column: 'name', kind: 'reference', description: '', references: 'Moon' }] }),
    ],
    [
      'a column that needs quoting',
      custom({ fields: [{ name: 'name', column: 'Na me', kind: 'string', description: '' }] }),
    ],
  ])('refuses %s', (_, type) => {
    expect(() => new Registry([type])).toThrow(/Entity type/);
  });
});

describe('ids and tenants', () => {
  it('are read strictly', () => {
    expect(isId(newId())).toBe(true);
    expect(parseId('0190F5E2-7B1A-7CC3-98C4-DC0C0C07398F')).toBe('0190f5e2-7b1a-7cc3-98c4-dc0c0c07398f');
    for (const wrong of ['', 'x', '0190f5e2-7b1a-7cc3-98c4', "'; --"]) expect(() => parseId(wrong)).toThrow(/is no id/);
    expect(parseTenant('acme_1')).toBe('acme_1');
    for (const wrong of ['', 'a b', 'x'.repeat(101), '../x']) expect(() => parseTenant(wrong)).toThrow(/is no tenant/);
  });
});

describe('the table of errors', () => {
  it('tells for each code what to do', () => {
    for (const [code, error] of Object.entries(ERRORS)) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/);
      expect(error.help.length).toBeGreaterThan(20);
    }
  });
});
