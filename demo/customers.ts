// The demo's customers: tiers and credit limits change, and some limits turn out to have been recorded wrongly.
import type { Id } from '../core/ids.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import { BEGIN, between, DAY, END, HOUR, late, plus, soon } from './calendar.ts';
import { demoId } from './ids.ts';
import { CITIES } from './places.ts';
import { Random } from './random.ts';
import { type Cells, Table } from './table.ts';

export interface Customer {
  readonly id: Id;
  readonly number: number;
  readonly name: string;
  readonly since: Instant;
  readonly termsDays: number;
  readonly commodities: readonly string[];
}

const COUNT = 100;
/** Its history is told in docs; see known.ts. */
export const KNOWN_CUSTOMER = 17;

const TIERS = ['BRONZE', 'SILVER', 'GOLD', 'PLATINUM'];
const FIRST = ['Amber', 'Birch', 'Copper', 'Delta', 'Ember', 'Fern', 'Granite', 'Hazel', 'Indigo', 'Juniper'];
const SECOND = ['Ridge', 'Valley', 'Creek', 'Meadow', 'Harbor', 'Summit', 'Grove', 'Field', 'Bridge', 'Mill'];
const INDUSTRIES: readonly (readonly [industry: string, suffix: string, commodities: readonly string[]])[] = [
  ['timber', 'Timber', ['sawn timber', 'plywood', 'wood pellets']],
  ['furniture', 'Furniture', ['office chairs', 'flat-pack shelves', 'mattresses']],
  ['dairy', 'Dairy', ['cheese', 'yoghurt', 'milk powder']],
  ['produce', 'Produce', ['apples', 'potatoes', 'lettuce']],
  ['beverages', 'Beverages', ['bottled water', 'juice', 'malt']],
  ['machinery', 'Machine Works', ['pumps', 'gearboxes', 'machine tools']],
  ['building materials', 'Building Supply', ['roof tiles', 'cement bags', 'insulation']],
  ['paper', 'Paper Mills', ['printing paper', 'cardboard', 'tissue rolls']],
  ['textiles', 'Textiles', ['work clothes', 'cotton bales', 'carpets']],
  ['chemicals', 'Chemicals', ['detergent', 'paint', 'fertiliser']],
];

export function makeCustomers(seed: number): { table: Table; customers: readonly Customer[] } {
  const table = new Table('Customer', 'customers.csv', [
    'name',
    'tier',
    'industry',
    'email',
    'phone',
    'creditLimit',
    'paymentTermsDays',
    'address',
    'attributes',
  ]);
  const customers = Array.from({ length: COUNT }, (_, index) => makeCustomer(seed, index + 1, table));
  return { table, customers };
}

function makeCustomer(seed: number, number: number, table: Table): Customer {
  const random = new Random(seed, `customer-${number}`);
  const [industry, suffix, commodities] = random.pick(INDUSTRIES);
  const first = FIRST[Math.floor((number - 1) / SECOND.length)] ?? '';
  const name = `${first} ${SECOND[(number - 1) % SECOND.length] ?? ''} ${suffix}`;
  const since = number <= 80 ? BEGIN : between(random, plus(BEGIN, 30 * DAY), plus(END, -200 * DAY));
  const termsDays = random.pick([14, 30, 30, 30, 45]);
  const customer = { id: demoId(seed, 'Customer', number), number, name, since, termsDays, commodities };
  const code = String(number).padStart(3, '0');
  const cells: Cells = {
    name,
    tier: random.pick(['BRONZE', 'BRONZE', 'SILVER', 'GOLD']),
    industry,
    email: `invoices@customer${code}.example.com`,
    phone: `555-01${String(random.int(0, 99)).padStart(2, '0')}`,
    creditLimit: `${random.int(2, 30) * 5_000}.00`,
    paymentTermsDays: termsDays,
    address: {
      street: `${random.int(1, 400)} Example Street`,
      city: random.pick(CITIES).name,
      state: random.pick(['NA', 'SA', 'EA', 'WA']),
      postalCode: String(random.int(10_000, 99_999)),
    },
    attributes: random.chance(0.3) ? { dock: random.pick(['rear', 'side']), palletsPerWeek: random.int(2, 60) } : null,
  };
  if (number === KNOWN_CUSTOMER) tellKnown(table, customer, cells);
  else tell(random, table, customer, cells);
  return customer;
}

/** Two to four statements: how it began, what changed, and what turned out to have been wrong. */
function tell(random: Random, table: Table, { id, since }: Customer, beginning: Cells): void {
  let cells = beginning;
  let from = since;
  let known = plus(since, 8 * HOUR + soon(random));
  table.state(id, { from, known }, cells);
  const changes = random.pick([0, 0, 1, 1, 2]);
  for (let change = 0; change < changes; change += 1) {
    const at = between(random, plus(from, 60 * DAY), plus(from, 260 * DAY));
    if (random.chance(0.25)) {
      const correction = { from, known: plus(at, -25 * DAY + soon(random)) };
      table.state(id, correction, corrected(random, cells));
    }
    // Some changes of contract reach the office weeks after they began.
    known = plus(at, random.chance(0.3) ? late(random, 4, 30) : soon(random));
    cells = changed(random, cells);
    table.state(id, { from: at, known }, cells);
    from = at;
  }
  if (random.chance(0.1)) table.state(id, { from, known: plus(known, late(random, 20, 40)) }, corrected(random, cells));
}

function changed(random: Random, cells: Cells): Cells {
  const tier = TIERS.indexOf(String(cells.tier)) + (random.chance(0.75) ? 1 : -1);
  const limit = Number(cells.creditLimit) + random.int(1, 5) * 5_000;
  return { ...cells, tier: TIERS[Math.min(Math.max(tier, 0), 3)] ?? 'BRONZE', creditLimit: `${limit}.00` };
}

const corrected = (random: Random, cells: Cells): Cells => ({
  ...cells,
  creditLimit: `${Number(cells.creditLimit) + random.pick([-2_500, 2_500, 5_000])}.00`,
});

/** Silver in March 2025, Gold in February 2026; in September 2025 it turned out that the limit had been 60,000. */
function tellKnown(table: Table, { id }: Customer, beginning: Cells): void {
  const bronze: Cells = { ...beginning, tier: 'BRONZE', creditLimit: '25000.00' };
  const silver: Cells = { ...bronze, tier: 'SILVER', creditLimit: '40000.00' };
  const correction: Cells = { ...silver, creditLimit: '60000.00' };
  const march = parseInstant('2025-03-01');
  table.state(id, { from: BEGIN, known: parseInstant('2024-11-01T08:12:41.250317Z') }, bronze);
  table.state(id, { from: march, known: parseInstant('2025-03-03T09:05:12.000481Z') }, silver);
  table.state(id, { from: march, known: parseInstant('2025-09-15T14:30:07.118204Z') }, correction);
  const gold = { from: parseInstant('2026-02-01'), known: parseInstant('2026-02-02T08:01:55.734006Z') };
  table.state(id, gold, { ...correction, tier: 'GOLD' });
}
