import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntityValues } from '../../core/commit.ts';
import type { Id } from '../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import { isVisible } from '../../core/visibility.ts';
import { type DemoFile, generateDemo } from '../../demo/generate.ts';
import { KNOWN } from '../../demo/known.ts';
import { ImportRun } from '../support/import-run.ts';

const POINTS_MAX = 25_000;
const DAY = 86_400_000_000;
const BEGIN = parseInstant('2024-11-01');
const END = parseInstant('2026-11-01');

let directory: string;
let files: readonly DemoFile[];
const run = new ImportRun();

const typed = (of: readonly DemoFile[]) => of.map(({ type, path }) => [type, path] as const);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'asof-demo-'));
  files = await generateDemo(directory);
  await run.files(typed(files), { bootstrap: true });
}, 120_000);

afterAll(() => rm(directory, { recursive: true }));

const versions = () => run.participants[0]?.versions ?? [];

/** How many ids a type or a kind of change has. */
function count(name: string): number {
  const named = versions().filter(
    ({ values }) => values.kind === name || (values.kind === 'entity' && values.entity.type === name),
  );
  return new Set(named.map((version) => version.id)).size;
}

describe('the demo', () => {
  it('is a company of the size that was promised', () => {
    expect(count('Customer')).toBe(100);
    expect(count('Equipment')).toBe(200);
    expect(count('Driver')).toBe(150);
    expect(count('Load')).toBe(2_000);
    expect(count('Invoice')).toBe(2_000);
    expect(count('fact')).toBeGreaterThan(2_000);
    expect(count('episode')).toBeGreaterThan(900);
    expect(versions().length).toBeLessThanOrEqual(POINTS_MAX);
  });

  it('has no row at fault', async () => {
    expect(run.faults).toEqual([]);
    const dry = new ImportRun();
    const summary = await dry.files(typed(files), { bootstrap: true, dryRun: true });
    expect(summary).toMatchObject({ rowsLeftOut: 0, rows: files.reduce((sum, file) => sum + file.rows, 0) });
    expect(dry.counts()).toEqual([0, 0, 0]);
  });

  it('is the same bytes for the same seed, and another company for another', async () => {
    const other = join(directory, 'again');
    const digests = async (of: readonly DemoFile[]): Promise<string[]> =>
      Promise.all(
        of.map(async ({ path }) =>
          createHash('sha256')
            .update(await readFile(path))
            .digest('hex'),
        ),
      );
    const first = await digests(files);
    expect(await digests(await generateDemo(other))).toEqual(first);
    const different = await digests(await generateDemo(other, 8));
    expect(different.filter((digest) => first.includes(digest))).toEqual([]);
  });

  it('was learned within its two years', () => {
    for (const { systemFrom } of versions()) expect(systemFrom > BEGIN && systemFrom < END).toBe(true);
  });

  it('makes the system axis matter: much was learned late, and much was corrected', () => {
    const late = versions().filter((v) => v.systemFrom - v.validFrom > 2 * DAY && v.validFrom > BEGIN);
    expect(late.length).toBeGreaterThan(400);
    // Corrected: a period of the past is stated again, so a version ends in system time though not in valid time.
    const corrected = versions().filter((v) => v.systemTo !== OPEN_END && v.systemTo - v.validFrom > 2 * DAY);
    expect(corrected.length).toBeGreaterThan(400);
  });

  it('refers to nothing that it does not have', () => {
    const ids = new Set(versions().map((version) => version.id));
    for (const { values: change } of versions()) {
      if (change.kind === 'fact') {
        for (const id of [change.subject.id, change.object.id, ...(change.values?.episodes ?? [])])
          expect(ids).toContain(id);
      } else if (change.kind === 'episode') {
        for (const { id } of change.values?.mentions ?? []) expect(ids).toContain(id);
      } else if (change.kind === 'entity') {
        const { customer, load, driver, equipment } = change.values?.fields ?? {};
        for (const id of [customer, load, driver, equipment]) if (id) expect(ids).toContain(id);
      }
    }
  });

  it('has loads whose status follows time: booked, on the road, delivered', () => {
    const statuses = ['BOOKED', 'DISPATCHED', 'IN_TRANSIT', 'DELIVERED'];
    for (const [id, own] of Map.groupBy(versions(), (version) => version.id)) {
      const [first] = own;
      if (first?.values.kind !== 'entity' || first.values.entity.type !== 'Load') continue;
      const known = own.filter((v) => v.systemTo === OPEN_END).toSorted((a, b) => a.validFrom - b.validFrom);
      const order = known.map((v) => String((v.values.values as EntityValues).fields.status));
      if (order.includes('CANCELLED')) continue;
      const ranks = order.map((status) => statuses.indexOf(status));
      expect(ranks, `${id}: ${order}`).toEqual(ranks.toSorted((a, b) => a - b));
    }
  });
});

describe('the entities that docs name', () => {
  const field = (id: Id, name: string, validTime: string, systemTime: string): unknown => {
    const moment = { validTime: parseInstant(validTime), systemTime: parseInstant(systemTime) };
    const own = run.participants[0]?.versionsOf(run.tenant, id) ?? [];
    const visible = own.filter((version) => isVisible(version, moment, new Set<Instant>()));
    expect(visible.length).toBeLessThanOrEqual(1);
    return (visible[0]?.values.values as EntityValues | undefined)?.fields[name];
  };

  it('the customer: two changes of tier, and a credit limit that was corrected', () => {
    const { id } = KNOWN.customer;
    expect(field(id, 'tier', '2025-01-01', '2026-10-31')).toBe('BRONZE');
    expect(field(id, 'tier', '2025-06-01', '2026-10-31')).toBe('SILVER');
    expect(field(id, 'tier', '2026-06-01', '2026-10-31')).toBe('GOLD');
    expect(field(id, 'creditLimit', '2025-06-01', '2025-06-01')).toBe('40000.00');
    expect(field(id, 'creditLimit', '2025-06-01', '2026-10-31')).toBe('60000.00');
    expect(field(id, 'tier', '2025-03-02', '2025-03-02')).toBe('BRONZE');
  });

  it('the driver: a suspension that was heard of late, and was a mistake', () => {
    const { id } = KNOWN.driver;
    expect(field(id, 'status', '2025-05-20', '2025-05-20')).toBe('ACTIVE');
    expect(field(id, 'status', '2025-05-20', '2025-06-20')).toBe('SUSPENDED');
    expect(field(id, 'status', '2025-05-20', '2025-07-20')).toBe('ACTIVE');
  });

  it('the trailer: longer in the workshop than was said', () => {
    const { id } = KNOWN.equipment;
    expect(field(id, 'status', '2025-06-10', '2025-06-04')).toBe('AVAILABLE');
    expect(field(id, 'status', '2025-06-10', '2025-06-06')).toBe('MAINTENANCE');
    expect(field(id, 'status', '2025-06-17', '2025-07-01')).toBe('AVAILABLE');
    expect(field(id, 'status', '2025-06-17', '2025-09-01')).toBe('MAINTENANCE');
  });

  it('the load: delivered a day later than was said', () => {
    const { id } = KNOWN.load;
    expect(field(id, 'status', '2025-05-07', '2025-05-10')).toBe('DELIVERED');
    expect(field(id, 'status', '2025-05-07', '2025-05-20')).toBe('IN_TRANSIT');
    expect(field(id, 'customer', '2025-05-07', '2025-05-20')).toBe(KNOWN.customer.id);
  });
});
