// Facts about the demo's freight: who carries what and for whom, and what customers prefer.
import { parseInstant } from '../core/instant.ts';
import { between, DAY, dayOf, END, HOUR, late, plus, soon } from './calendar.ts';
import { type Customer, KNOWN_CUSTOMER } from './customers.ts';
import { type Driver, KNOWN_DRIVER } from './drivers.ts';
import type { Learned, Named } from './learned.ts';
import { KNOWN_LOAD, type Load } from './loads.ts';
import type { Places } from './places.ts';
import { Random } from './random.ts';

const ASSIGNED_SHARE = 0.3;
const CARRIED_SHARE = 0.35;
const NOTE_SHARE = 0.22;

const driverNode = ({ id }: Driver): Named => ({ type: 'Driver', id });
const customerNode = ({ id }: Customer): Named => ({ type: 'Customer', id });
const loadNode = ({ id }: Load): Named => ({ type: 'Load', id });

export function tellFreight(
  seed: number,
  learned: Learned,
  loads: readonly Load[],
  customers: readonly Customer[],
  drivers: readonly Driver[],
  places: Places,
): void {
  for (const [index, load] of loads.entries()) {
    const random = new Random(seed, `load-facts-${index}`);
    if (load.delivered === null) continue;
    const told = index === KNOWN_LOAD - 1;
    if (told || random.chance(ASSIGNED_SHARE)) tellAssigned(random, learned, load);
    if (told || random.chance(CARRIED_SHARE)) tellCarried(random, learned, load);
  }
  for (const customer of customers) {
    const random = new Random(seed, `customer-facts-${customer.number}`);
    if (customer.number === KNOWN_CUSTOMER) tellKnownPreference(learned, customer, drivers);
    else tellPreference(random, learned, customer, drivers);
    if (random.chance(0.4)) tellHandover(random, learned, customer, places);
  }
}

function tellAssigned(random: Random, learned: Learned, load: Load): void {
  const { driver, pickup, delivered } = load;
  if (delivered === null) return;
  const assigned = plus(pickup, -random.int(3, 20) * HOUR);
  const known = plus(assigned, soon(random));
  const ends = [driverNode(driver), loadNode(load)] as const;
  const text = {
    name: `Dispatch ${load.reference}`,
    source: 'message',
    sourceDescription: 'Note of the dispatcher',
    content: `${driver.name} takes ${load.reference} from ${load.origin.name} to ${load.destination.name}: ${load.commodity} for ${load.customer.name}. Trailer ${load.equipment.unitNumber} is loaded and sealed.`,
  } as const;
  const noted = random.chance(NOTE_SHARE * 2);
  const mentions = [...ends, customerNode(load.customer), { type: 'Equipment', id: load.equipment.id }];
  const episodes = noted ? [learned.episode(assigned, known, text, mentions)] : [];
  const sentence = `${driver.name} is assigned to load ${load.reference}.`;
  const fact = learned.fact('ASSIGNED_TO', sentence, ends, { from: assigned, known }, episodes);
  fact.end(delivered, plus(load.deliveryKnown, 1_000_000));
}

/** Learned when the papers are in, so the whole period is known at once. */
function tellCarried(random: Random, learned: Learned, load: Load): void {
  const { driver, customer, delivered, pickup } = load;
  if (delivered === null) return;
  const known = plus(load.deliveryKnown, random.chance(0.2) ? late(random, 2, 9) : 2 * HOUR + soon(random));
  const text = {
    name: `Delivery ${load.reference}`,
    source: 'message',
    sourceDescription: 'E-mail of the customer',
    content: `${customer.name} confirms ${load.reference}: ${load.commodity} arrived in ${load.destination.name} on ${dayOf(delivered)}, ${random.pick(['all pallets whole', 'two cartons wet', 'one pallet short, to be credited', 'in good order', 'driver was very helpful'])}.`,
  } as const;
  const mentions = [customerNode(customer), loadNode(load), driverNode(driver)];
  const episodes = random.chance(NOTE_SHARE * 2) ? [learned.episode(delivered, known, text, mentions)] : [];
  const sentence = `${driver.name} carried ${load.commodity} to ${load.destination.name} for ${customer.name}.`;
  const ends = [driverNode(driver), customerNode(customer)] as const;
  learned.fact('CARRIED_FOR', sentence, ends, { from: pickup, to: delivered, known }, episodes);
}

/** What a customer asks for holds until it is taken back; some was never meant so. */
function tellPreference(random: Random, learned: Learned, customer: Customer, drivers: readonly Driver[]): void {
  const count = random.int(0, 3);
  for (let index = 0; index < count; index += 1) {
    const from = between(random, plus(customer.since, 20 * DAY), plus(END, -150 * DAY));
    const driver = random.pick(drivers.filter((each) => each.since < from && from < plus(each.until, -60 * DAY)));
    const known = plus(from, random.chance(0.3) ? late(random, 2, 10) : soon(random));
    const text = {
      name: `Wishes of ${customer.name}`,
      source: 'message',
      sourceDescription: 'E-mail of the customer',
      content: `${customer.name} asks that ${driver.name} come whenever possible: ${random.pick(['knows the yard', 'is always on time', 'handles the tail lift with care', 'speaks with the dock crew'])}.`,
    } as const;
    const ends = [customerNode(customer), driverNode(driver)] as const;
    const episode = learned.episode(from, known, text, [...ends]);
    const sentence = `${customer.name} prefers ${driver.name} as its driver.`;
    const fact = learned.fact('PREFERS', sentence, ends, { from, known }, [episode]);
    const later = random.next();
    if (later < 0.25) fact.end(plus(from, 90 * DAY), plus(from, 90 * DAY + late(random, 1, 20)));
    else if (later < 0.33) fact.retract(plus(known, late(random, 5, 40)));
  }
}

function tellHandover(random: Random, learned: Learned, customer: Customer, places: Places): void {
  const warehouse = random.pick(places.warehouses);
  const from = between(random, customer.since, plus(END, -60 * DAY));
  const sentence = `${customer.name} hands loads over at ${warehouse.name}.`;
  const ends = [customerNode(customer), { type: 'OtherEntity', id: warehouse.id }] as const;
  learned.fact('HANDS_OVER_AT', sentence, ends, { from, known: plus(from, 5 * HOUR + soon(random)) });
}

/** The customer of known.ts asked for its driver in April 2025, and took it back in December. */
function tellKnownPreference(learned: Learned, customer: Customer, drivers: readonly Driver[]): void {
  const driver = drivers[KNOWN_DRIVER - 1];
  if (!driver) return;
  const from = parseInstant('2025-04-01');
  const known = parseInstant('2025-04-04T13:20:45.360072Z');
  const ends = [customerNode(customer), driverNode(driver)] as const;
  const text = {
    name: `Wishes of ${customer.name}`,
    source: 'message',
    sourceDescription: 'E-mail of the customer',
    content: `${customer.name} writes that from April on ${driver.name} should bring its loads whenever possible; the yard is narrow, and nobody else parks there so well.`,
  } as const;
  const episode = learned.episode(from, known, text, [...ends]);
  const sentence = `${customer.name} prefers ${driver.name} as its driver.`;
  const fact = learned.fact('PREFERS', sentence, ends, { from, known }, [episode]);
  fact.end(parseInstant('2025-12-01'), parseInstant('2025-12-09T16:02:30.118845Z'));
}
