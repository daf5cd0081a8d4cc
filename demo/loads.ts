// The demo's loads, from booking to delivery; some deliveries are reported late, and some times and rates are corrected.
import type { Id } from '../core/ids.ts';
import { formatInstant, type Instant, parseInstant } from '../core/instant.ts';
import { BEGIN, DAY, END, HOUR, late, MINUTE, plus, soon } from './calendar.ts';
import type { Customer } from './customers.ts';
import type { Driver } from './drivers.ts';
import type { Equipment } from './equipment.ts';
import { demoId } from './ids.ts';
import { CITIES, type City, distanceKm } from './places.ts';
import { Random } from './random.ts';
import { type Cells, Table } from './table.ts';

export interface Load {
  readonly id: Id;
  readonly reference: string;
  readonly customer: Customer;
  readonly driver: Driver;
  readonly equipment: Equipment;
  readonly commodity: string;
  readonly origin: City;
  readonly destination: City;
  readonly pickup: Instant;
  /** Null when it was cancelled. */
  readonly delivered: Instant | null;
  /** When the office came to know of the delivery. */
  readonly deliveryKnown: Instant;
  /** In cents. */
  readonly rate: number;
}

export interface Fleet {
  readonly customers: readonly Customer[];
  readonly drivers: readonly Driver[];
  readonly equipment: readonly Equipment[];
}

const COUNT = 2_000;
/** Its history is told in docs; see known.ts. */
export const KNOWN_LOAD = 501;

export const dollars = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

export function makeLoads(seed: number, fleet: Fleet): { table: Table; loads: readonly Load[] } {
  const table = new Table('Load', 'loads.csv', [
    'reference',
    'origin',
    'destination',
    'commodity',
    'pickupAt',
    'deliverBy',
    'weightKg',
    'distanceKm',
    'status',
    'rate',
    'customer',
    'driver',
    'equipment',
  ]);
  const loads = Array.from({ length: COUNT }, (_, index) => makeLoad(seed, index + 1, fleet, table));
  return { table, loads };
}

function makeLoad(seed: number, number: number, fleet: Fleet, table: Table): Load {
  const random = new Random(seed, `load-${number}`);
  const load = number === KNOWN_LOAD ? knownPlan(seed, fleet) : plan(random, seed, number, fleet);
  const travel = Math.round(distanceKm(load.origin, load.destination) / 70) * HOUR;
  const cells: Cells = {
    reference: load.reference,
    origin: load.origin.name,
    destination: load.destination.name,
    commodity: load.commodity,
    pickupAt: formatInstant(load.pickup),
    deliverBy: formatInstant(plus(load.pickup, travel + 8 * HOUR)),
    weightKg: random.int(40, 200) * 100,
    distanceKm: distanceKm(load.origin, load.destination),
    status: 'BOOKED',
    rate: dollars(load.rate),
    customer: load.customer.id,
  };
  if (number === KNOWN_LOAD) tellKnown(table, load, cells);
  else tell(random, table, load, cells);
  return load;
}

function plan(random: Random, seed: number, number: number, fleet: Fleet): Load {
  // Spread over the two years in order, so that references rise with time.
  const slot = Math.floor((END - BEGIN - 8 * DAY) / COUNT / MINUTE);
  const pickup = plus(BEGIN, 4 * DAY + ((number - 1) * slot + random.int(0, slot)) * MINUTE);
  const origin = random.pick(CITIES);
  const destination = random.pick(CITIES.filter((city) => city !== origin));
  const customer = random.pick(
    fleet.customers.filter((each) => each.since <= plus(pickup, -7 * DAY) || each.number <= 80),
  );
  const delay = random.chance(0.2) ? random.int(10, 600) : random.int(-40, 90);
  const drive = Math.round(distanceKm(origin, destination) / 68) * HOUR;
  const delivered = random.chance(0.06) ? null : plus(pickup, Math.max(drive + delay * MINUTE, HOUR));
  const news = random.chance(0.06) ? late(random, 2, 6) : soon(random);
  return {
    id: demoId(seed, 'Load', number),
    reference: `L-${String(number).padStart(5, '0')}`,
    customer,
    driver: random.pick(fleet.drivers.filter((each) => works(each, pickup))),
    equipment: random.pick(fleet.equipment.filter((each) => each.kind !== 'TRACTOR' && works(each, pickup))),
    commodity: random.pick(customer.commodities),
    origin,
    destination,
    pickup,
    delivered,
    deliveryKnown: plus(delivered ?? pickup, news),
    rate: 100 * Math.round(180 + distanceKm(origin, destination) * (1.1 + random.next() * 0.9)),
  };
}

function works({ since, until }: Driver | Equipment, at: Instant): boolean {
  return since <= at && (until === END || at < plus(until, -7 * DAY));
}

function tell(random: Random, table: Table, load: Load, booked: Cells): void {
  const { id, pickup, delivered, deliveryKnown } = load;
  const booking = plus(pickup, -random.int(20, 90) * HOUR);
  table.state(id, { from: booking, known: plus(booking, soon(random)) }, booked);
  if (delivered === null) {
    const cancelled = plus(pickup, -random.int(2, 18) * HOUR);
    table.state(id, { from: cancelled, known: plus(cancelled, soon(random)) }, { ...booked, status: 'CANCELLED' });
    return;
  }
  const assigned: Cells = { ...booked, driver: load.driver.id, equipment: load.equipment.id };
  if (random.chance(0.3)) {
    const dispatched = plus(pickup, -random.int(2, 10) * HOUR);
    table.state(id, { from: dispatched, known: plus(dispatched, soon(random)) }, { ...assigned, status: 'DISPATCHED' });
  }
  table.state(id, { from: pickup, known: plus(pickup, soon(random)) }, { ...assigned, status: 'IN_TRANSIT' });
  const done: Cells = { ...assigned, status: 'DELIVERED' };
  table.state(id, { from: delivered, known: deliveryKnown }, done);
  const afterwards = random.next();
  if (afterwards < 0.03) {
    // The receipt shows that it was there later than the driver's message said.
    const receipt = plus(delivered, random.int(30, 400) * MINUTE);
    const known = plus(deliveryKnown, late(random, 3, 12));
    table.state(id, { from: delivered, to: receipt, known }, { ...assigned, status: 'IN_TRANSIT' });
  } else if (afterwards < 0.06) {
    const surcharge = dollars(load.rate + random.int(20, 150) * 100);
    table.state(id, { from: delivered, known: plus(deliveryKnown, late(random, 4, 20)) }, { ...done, rate: surcharge });
  }
}

/** Booked for the customer of known.ts in May 2025. */
function knownPlan(seed: number, fleet: Fleet): Load {
  const named = new Random(seed, 'known-load');
  const load = plan(named, seed, KNOWN_LOAD, fleet);
  const customer = fleet.customers[16] ?? load.customer;
  const pickup = parseInstant('2025-05-05T07:00:00Z');
  return {
    ...load,
    customer,
    commodity: customer.commodities[0] ?? load.commodity,
    driver: fleet.drivers[22] ?? load.driver,
    origin: CITIES[0] ?? load.origin,
    destination: CITIES[9] ?? load.destination,
    pickup,
    delivered: parseInstant('2025-05-06T16:30:00Z'),
    deliveryKnown: parseInstant('2025-05-06T16:41:26.300115Z'),
    rate: 214_000,
  };
}

/** Said to have been delivered on 6 May 2025; the receipt that came on the 14th shows that it was a day later. */
function tellKnown(table: Table, load: Load, booked: Cells): void {
  const { id, pickup } = load;
  const assigned: Cells = { ...booked, driver: load.driver.id, equipment: load.equipment.id };
  const said = parseInstant('2025-05-06T16:30:00Z');
  const inFact = parseInstant('2025-05-07T15:10:00Z');
  table.state(
    id,
    { from: parseInstant('2025-05-02T10:00:00Z'), known: parseInstant('2025-05-02T10:04:11.082340Z') },
    booked,
  );
  const start = { from: pickup, known: parseInstant('2025-05-05T07:09:54.610022Z') };
  table.state(id, start, { ...assigned, status: 'IN_TRANSIT' });
  table.state(id, { from: said, known: load.deliveryKnown }, { ...assigned, status: 'DELIVERED' });
  const receipt = { from: said, to: inFact, known: parseInstant('2025-05-14T09:22:38.905417Z') };
  table.state(id, receipt, { ...assigned, status: 'IN_TRANSIT' });
}
