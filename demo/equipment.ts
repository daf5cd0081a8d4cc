// The demo's tractors and trailers: times in the workshop, some longer than was said, moves, and retirements.
import type { Id } from '../core/ids.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import { BEGIN, between, DAY, END, HOUR, late, plus, soon } from './calendar.ts';
import { demoId } from './ids.ts';
import { TERMINAL_CITIES, terminalName } from './places.ts';
import { Random } from './random.ts';
import { type Cells, Table } from './table.ts';

/** A time in the workshop. */
export interface Repair {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Equipment {
  readonly id: Id;
  readonly unitNumber: string;
  readonly kind: string;
  readonly since: Instant;
  /** When it was retired, or END. */
  readonly until: Instant;
  readonly terminal: string;
  readonly repairs: readonly Repair[];
}

const COUNT = 200;
const TRACTORS = 90;
/** Its history is told in docs; see known.ts. */
export const KNOWN_EQUIPMENT = 42;

const TRACTOR_MODELS: readonly (readonly [make: string, model: string])[] = [
  ['Northwind', 'NW 580'],
  ['Northwind', 'NW 640 Sleeper'],
  ['Caravel', 'Longhaul 9'],
  ['Pioneer', 'Summit XT'],
];
const TRAILERS: readonly (readonly [kind: string, make: string, model: string, capacityKg: number])[] = [
  ['DRY_VAN', 'Boxwright', 'B53', 20_400],
  ['DRY_VAN', 'Boxwright', 'B48', 18_600],
  ['REEFER', 'Coldline', 'Polar 53', 19_200],
  ['FLATBED', 'Deckmaster', 'Flat 48', 21_700],
  ['TANKER', 'Rondo', 'T7', 22_000],
];

export function makeEquipment(seed: number): { table: Table; equipment: readonly Equipment[] } {
  const table = new Table('Equipment', 'equipment.csv', [
    'unitNumber',
    'kind',
    'make',
    'model',
    'modelYear',
    'vin',
    'capacityKg',
    'status',
    'homeTerminal',
  ]);
  const equipment = Array.from({ length: COUNT }, (_, index) => makeUnit(seed, index + 1, table));
  return { table, equipment };
}

function makeUnit(seed: number, number: number, table: Table): Equipment {
  const random = new Random(seed, `equipment-${number}`);
  const tractor = number <= TRACTORS;
  const [kind, make, model, capacityKg] = tractor
    ? (['TRACTOR', ...random.pick(TRACTOR_MODELS), null] as const)
    : random.pick(TRAILERS);
  const unitNumber = `${tractor ? 'T' : 'R'}-${String(number).padStart(4, '0')}`;
  const since = number % 10 === 0 ? between(random, plus(BEGIN, 20 * DAY), plus(BEGIN, 300 * DAY)) : BEGIN;
  const retires = number !== KNOWN_EQUIPMENT && random.chance(0.05);
  const until = retires ? between(random, plus(END, -200 * DAY), plus(END, -10 * DAY)) : END;
  const terminal = terminalName(random.pick(TERMINAL_CITIES));
  const cells: Cells = {
    unitNumber,
    kind,
    make,
    model,
    modelYear: random.int(2016, 2024),
    vin: `DEMO${String(random.int(0, 9_999_999)).padStart(7, '0')}${String(number).padStart(6, '0')}`,
    capacityKg,
    status: 'AVAILABLE',
    homeTerminal: terminal,
  };
  const id = demoId(seed, 'Equipment', number);
  table.state(id, { from: since, known: plus(since, 7 * HOUR + soon(random)) }, cells);
  const repairs =
    number === KNOWN_EQUIPMENT ? tellKnown(table, id, cells) : tellRepairs(random, table, id, since, cells);
  if (until < END) {
    table.state(id, { from: until, known: plus(until, soon(random)) }, { ...cells, status: 'RETIRED' });
    // The oldest leave the books altogether.
    if (random.chance(0.4)) table.end(id, { from: plus(until, 5 * DAY), known: plus(until, late(random, 6, 9)) });
  }
  return { id, unitNumber, kind, since, until, terminal, repairs };
}

function tellRepairs(random: Random, table: Table, id: Id, since: Instant, cells: Cells): Repair[] {
  const repairs: Repair[] = [];
  const count = random.pick([0, 1, 1, 2]);
  for (let index = 0; index < count; index += 1) {
    const from = between(random, plus(since, (40 + 120 * index) * DAY), plus(since, (140 + 120 * index) * DAY));
    const to = plus(from, random.int(1, 6) * DAY);
    table.state(id, { from, to, known: plus(from, soon(random)) }, inWorkshop(cells));
    const longer = random.chance(0.3) ? plus(to, random.int(1, 8) * DAY) : to;
    if (longer > to) table.state(id, { from: to, to: longer, known: plus(to, soon(random)) }, inWorkshop(cells));
    repairs.push({ from, to: longer });
  }
  return repairs;
}

const inWorkshop = (cells: Cells): Cells => ({ ...cells, status: 'MAINTENANCE' });

/** In the workshop from 3 June 2025; the three days became twelve, and four more came to light in August. */
function tellKnown(table: Table, id: Id, cells: Cells): Repair[] {
  const from = parseInstant('2025-06-03T06:00:00Z');
  const said = parseInstant('2025-06-06T06:00:00Z');
  const longer = parseInstant('2025-06-15T06:00:00Z');
  const inFact = parseInstant('2025-06-19T06:00:00Z');
  const known = (text: string): Instant => parseInstant(text);
  table.state(id, { from, to: said, known: known('2025-06-03T06:21:09.440781Z') }, inWorkshop(cells));
  table.state(id, { from: said, to: longer, known: known('2025-06-05T15:02:44.091350Z') }, inWorkshop(cells));
  table.state(id, { from: longer, to: inFact, known: known('2025-08-11T10:17:30.662008Z') }, inWorkshop(cells));
  return [{ from, to: inFact }];
}
