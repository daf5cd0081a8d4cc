// The moment of a request: `at` before headers before now, each axis on its own; and what is said about it.
import { describe, expect, it } from 'vitest';
import { AsofError } from '../../../core/errors.ts';
import { newId, parseTenant } from '../../../core/ids.ts';
import { formatInstant, type Instant, parseInstant } from '../../../core/instant.ts';
import { formatMoment } from '../../../core/moment.ts';
import type { Now } from '../../../core/now.ts';
import { createContext } from '../../../subgraphs/kit/context.ts';
import { entity, MemoryCompany } from '../../support/subgraphs.ts';

const day = (n: number): Instant => parseInstant(`2025-01-0${n}`);
const F = day(5);

class StubNow implements Now {
  readonly reached: Instant[] = [];
  reads = 0;
  async read() {
    this.reads += 1;
    return { systemTime: F, validTime: day(6), warning: 'The ledger is away.' };
  }
  async reach(_tenant: unknown, systemTime: Instant) {
    this.reached.push(systemTime);
    if (systemTime > day(7)) throw new AsofError('SYSTEM_TIME_NOT_REACHED', 'Not there yet.');
  }
  dead() {
    return new Set<Instant>();
  }
}

function contextOf(headers: Record<string, string>) {
  const now = new StubNow();
  const { signal } = new AbortController();
  return { now, context: createContext(headers, { now, tenant: parseTenant('fallback'), signal }) };
}

describe('the moment of a root field', () => {
  const header = (validTime: string, systemTime: string) => ({
    'asof-valid-time': validTime,
    'asof-system-time': systemTime,
  });

  it.each([
    ['now', {}, undefined, day(6), F],
    ['headers', header('2025-01-01', '2025-01-02'), undefined, day(1), day(2)],
    ['one header', { 'asof-valid-time': '2025-01-01' }, undefined, day(1), F],
    ['the other header', { 'asof-system-time': '2025-01-02' }, undefined, day(6), day(2)],
    ['a clause', header('2025-01-01', '2025-01-02'), { validTime: day(3), systemTime: day(4) }, day(3), day(4)],
    ['one axis of a clause', header('2025-01-01', '2025-01-02'), { systemTime: day(4) }, day(1), day(4)],
    ['a clause of nulls', {}, { validTime: null, systemTime: null }, day(6), F],
  ])('comes from %s', async (_name, headers, at, validTime, systemTime) => {
    const { context, now } = contextOf(headers);
    expect(await context.momentAt(at)).toEqual({ validTime, systemTime });
    expect(now.reached).toContain(systemTime);
  });

  it('is the same for all root fields, and now is read only if needed, once', async () => {
    const both = contextOf(header('2025-01-01', '2025-01-02'));
    await both.context.momentAt(null);
    expect(both.now.reads).toBe(0);
    const none = contextOf({});
    await Promise.all([none.context.momentAt(null), none.context.momentAt(null)]);
    expect(none.now.reads).toBe(1);
    expect(none.now.reached).toEqual([F]);
  });

  it('is at least what the request asks for, or an error', async () => {
    const { context, now } = contextOf({ 'asof-min-system-time': formatInstant(F) });
    await context.momentAt(null);
    expect(now.reached[0]).toBe(F);
    await expect(contextOf({ 'asof-min-system-time': '2025-01-08' }).context.momentAt(null)).rejects.toMatchObject({
      code: 'SYSTEM_TIME_NOT_REACHED',
    });
  });

  it('is told once it was used, with what is wrong about it', async () => {
    const { context } = contextOf({});
    expect(context.used).toBeUndefined();
    const moment = await context.momentAt(null);
    expect(context.used).toEqual({ moment, warning: 'The ledger is away.' });
  });

  it.each([
    [{ 'asof-valid-time': 'yesterday' }, 'INSTANT_INVALID'],
    [{ 'asof-system-time': '1600-01-01' }, 'INSTANT_OUT_OF_RANGE'],
    [{ 'asof-min-system-time': '' }, 'INSTANT_INVALID'],
    [{ 'asof-tenant': 'a b' }, 'TENANT_INVALID'],
  ])('is refused with headers %j', (headers: Record<string, string>, code) => {
    expect(() => contextOf(headers)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a subgraph', () => {
  it('reads the tenant that the header names, and says which moment it used', async () => {
    const company = new MemoryCompany();
    const id = newId();
    const systemTime = await company.commit([entity('Driver', id, { name: 'Dana' })]);
    const query = `{ driver(id: "${id}") { name moment } }`;
    const here = await company.ask('records', query);
    const moment = { validTime: (systemTime + 1_000_000) as Instant, systemTime };
    expect(here).toEqual({
      data: { driver: { name: 'Dana', moment: formatMoment(moment) } },
      extensions: { asOf: { validTime: formatInstant(moment.validTime), systemTime: formatInstant(systemTime) } },
    });
    const elsewhere = await company.ask('records', query, {}, { 'asof-tenant': 'another' });
    expect(elsewhere.data).toEqual({ driver: null });
  });
});
