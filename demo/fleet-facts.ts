// Facts about the demo's people and vehicles: who drives what, where they are based, defects, and repairs.
import { parseInstant } from '../core/instant.ts';
import { between, DAY, dayOf, END, HOUR, late, plus, soon } from './calendar.ts';
import { type Driver, KNOWN_DRIVER } from './drivers.ts';
import { type Equipment, KNOWN_EQUIPMENT, type Repair } from './equipment.ts';
import type { Learned, Named } from './learned.ts';
import type { Place, Places } from './places.ts';
import { Random } from './random.ts';

const DEFECTS = [
  'worn brake pads',
  'a cracked mirror',
  'a slow air leak',
  'a faulty marker light',
  'an oil leak at the gearbox',
  'a torn mud flap',
  'a noisy wheel bearing',
  'a door seal that lets water in',
  'a cooling unit that stops now and then',
];

const driverNode = ({ id }: Driver): Named => ({ type: 'Driver', id });
const unitNode = ({ id }: Equipment): Named => ({ type: 'Equipment', id });
const placeNode = ({ id }: Place): Named => ({ type: 'OtherEntity', id });

export function tellFleet(
  seed: number,
  learned: Learned,
  drivers: readonly Driver[],
  equipment: readonly Equipment[],
  places: Places,
): void {
  const tractors = equipment.filter((unit) => unit.kind === 'TRACTOR');
  for (const [index, driver] of drivers.entries()) {
    const random = new Random(seed, `driver-facts-${index}`);
    tellBase(random, learned, driverNode(driver), driver, driver.name, places);
    tellDrives(random, learned, driver, index, tractors);
  }
  for (const [index, unit] of equipment.entries()) {
    const random = new Random(seed, `unit-facts-${index}`);
    tellBase(random, learned, unitNode(unit), unit, `Unit ${unit.unitNumber}`, places);
    for (const repair of unit.repairs) tellRepair(random, learned, unit, repair, drivers, places);
  }
  tellKnownDefect(learned, drivers[KNOWN_DRIVER - 1], equipment[KNOWN_EQUIPMENT - 1]);
}

function tellBase(
  random: Random,
  learned: Learned,
  node: Named,
  { since, until, terminal }: Driver | Equipment,
  name: string,
  places: Places,
): void {
  const place = places.terminals.get(terminal);
  if (!place) return;
  const period = { from: since, known: plus(since, 9 * HOUR + soon(random)) };
  const fact = learned.fact('BASED_AT', `${name} is based at ${terminal}.`, [node, placeNode(place)], period);
  if (until < END) fact.end(until, plus(until, HOUR + soon(random)));
}

/** Most drivers have one tractor, then another; of some changes the office hears late. */
function tellDrives(
  random: Random,
  learned: Learned,
  driver: Driver,
  index: number,
  tractors: readonly Equipment[],
): void {
  const first = tractors[index % tractors.length];
  const second = tractors[(index + 7) % tractors.length];
  if (!first || !second) return;
  const since = plus(driver.since > first.since ? driver.since : first.since, DAY);
  const drives = (unit: Equipment) => `${driver.name} drives tractor ${unit.unitNumber}.`;
  const known = plus(since, 10 * HOUR + soon(random));
  const fact = learned.fact('DRIVES', drives(first), [driverNode(driver), unitNode(first)], { from: since, known });
  if (driver.until < END || random.chance(0.5)) {
    const swap = driver.until < END ? driver.until : between(random, plus(END, -240 * DAY), plus(END, -20 * DAY));
    const swapKnown = plus(swap, random.chance(0.25) ? late(random, 3, 14) : soon(random));
    fact.end(swap, swapKnown);
    if (driver.until < END) return;
    const content = `${driver.name} handed ${first.unitNumber} back on ${dayOf(swap)} and took over ${second.unitNumber}. Keys and fuel card are signed for.`;
    const text = {
      name: `Handover ${second.unitNumber}`,
      source: 'text',
      sourceDescription: 'Handover sheet',
      content,
    } as const;
    const mentions = [driverNode(driver), unitNode(first), unitNode(second)];
    const episode = learned.episode(swap, swapKnown, text, mentions);
    const period = { from: swap, known: swapKnown };
    learned.fact('DRIVES', drives(second), [driverNode(driver), unitNode(second)], period, [episode]);
  }
}

function tellRepair(
  random: Random,
  learned: Learned,
  unit: Equipment,
  repair: Repair,
  drivers: readonly Driver[],
  places: Places,
): void {
  const driver = random.pick(drivers.filter((each) => each.since < repair.from && repair.from < each.until));
  const workshop = random.pick(places.workshops);
  const defect = random.pick(DEFECTS);
  const found = plus(repair.from, -random.int(3, 40) * HOUR);
  const foundKnown = plus(found, soon(random));
  const report = {
    name: `Inspection ${unit.unitNumber} ${dayOf(found)}`,
    source: 'text',
    sourceDescription: 'Inspection report',
    content: `Inspection of unit ${unit.unitNumber} on ${dayOf(found)} by ${driver.name}: found ${defect}. Unit may return to the terminal; book it into a workshop.`,
  } as const;
  const ends = [driverNode(driver), unitNode(unit)] as const;
  const seen = learned.episode(found, foundKnown, report, [...ends]);
  const sentence = `${driver.name} reported ${defect} on unit ${unit.unitNumber}.`;
  const fact = learned.fact('REPORTED_DEFECT', sentence, ends, { from: found, known: foundKnown }, [seen]);
  // One in twelve was no defect at all.
  if (random.chance(0.08)) fact.retract(plus(repair.to, late(random, 1, 5)));
  else fact.end(repair.to, plus(repair.to, soon(random)));
  const invoiceKnown = plus(repair.to, late(random, 1, 6));
  const bill = {
    name: `Workshop order ${unit.unitNumber}`,
    source: 'message',
    sourceDescription: 'E-mail from the workshop',
    content: `${workshop.name} writes: work on ${unit.unitNumber} (${defect}) was finished on ${dayOf(repair.to)}; the bill follows by post.`,
  } as const;
  const workshopEnds = [unitNode(unit), placeNode(workshop)] as const;
  const done = learned.episode(repair.to, invoiceKnown, bill, [...workshopEnds]);
  const serviced = `Unit ${unit.unitNumber} was serviced by ${workshop.name} for ${defect}.`;
  const period = { from: repair.from, to: repair.to, known: invoiceKnown };
  learned.fact('SERVICED_BY', serviced, workshopEnds, period, [done]);
}

/** Reported on 2 June 2025, and retracted on the 20th: it was another unit. */
function tellKnownDefect(learned: Learned, driver: Driver | undefined, unit: Equipment | undefined): void {
  if (!driver || !unit) return;
  const from = parseInstant('2025-06-02T14:00:00Z');
  const known = parseInstant('2025-06-02T14:36:17.220914Z');
  const ends = [driverNode(driver), unitNode(unit)] as const;
  const text = {
    name: `Inspection ${unit.unitNumber} 2025-06-02`,
    source: 'text',
    sourceDescription: 'Inspection report',
    content: `${driver.name} reports from the road: the left brake of ${unit.unitNumber} drags and smells hot. Please look before the next run.`,
  } as const;
  const episode = learned.episode(from, known, text, [...ends]);
  const sentence = `${driver.name} reported a dragging brake on unit ${unit.unitNumber}.`;
  const fact = learned.fact('REPORTED_DEFECT', sentence, ends, { from, known }, [episode]);
  fact.retract(parseInstant('2025-06-20T08:45:51.700238Z'));
}
