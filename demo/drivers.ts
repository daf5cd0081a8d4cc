// The demo's drivers: leave, suspensions that are heard of late, one that was a mistake, and those who left.
import type { Id } from '../core/ids.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import { BEGIN, between, DAY, dayOf, END, HOUR, late, plus, soon } from './calendar.ts';
import { demoId } from './ids.ts';
import { TERMINAL_CITIES, terminalName } from './places.ts';
import { Random } from './random.ts';
import { type Cells, Table } from './table.ts';

export interface Driver {
  readonly id: Id;
  readonly name: string;
  readonly since: Instant;
  /** When the driver left the company, or END. */
  readonly until: Instant;
  readonly terminal: string;
}

const COUNT = 150;
/** Its history is told in docs; see known.ts. */
export const KNOWN_DRIVER = 23;

const GIVEN = [
  'Alex',
  'Robin',
  'Sam',
  'Kim',
  'Chris',
  'Jamie',
  'Toni',
  'Pat',
  'Jo',
  'Max',
  'Nicky',
  'Lee',
  'Charlie',
  'Andy',
  'Dana',
];
const FAMILY = [
  'Oakfield',
  'Riverton',
  'Stonewell',
  'Ashdown',
  'Brookside',
  'Highmore',
  'Longmead',
  'Fairbank',
  'Redhill',
  'Westwater',
];

export function makeDrivers(seed: number): { table: Table; drivers: readonly Driver[] } {
  const table = new Table('Driver', 'drivers.csv', [
    'name',
    'licenseNumber',
    'licenseClass',
    'licenseExpiresOn',
    'hiredOn',
    'status',
    'homeTerminal',
    'phone',
  ]);
  const drivers = Array.from({ length: COUNT }, (_, index) => makeDriver(seed, index + 1, table));
  return { table, drivers };
}

function makeDriver(seed: number, number: number, table: Table): Driver {
  const random = new Random(seed, `driver-${number}`);
  const name = `${GIVEN[(number - 1) % GIVEN.length] ?? ''} ${FAMILY[Math.floor((number - 1) / GIVEN.length)] ?? ''}`;
  const veteran = number <= 120;
  const since = veteran ? BEGIN : between(random, plus(BEGIN, 20 * DAY), plus(END, -300 * DAY));
  const hired = veteran ? plus(BEGIN, -random.int(100, 4_000) * DAY) : since;
  const leaves = number !== KNOWN_DRIVER && random.chance(0.1);
  const until = leaves ? between(random, plus(since, 250 * DAY), plus(END, -5 * DAY)) : END;
  const terminal = terminalName(random.pick(TERMINAL_CITIES));
  const driver = { id: demoId(seed, 'Driver', number), name, since, until, terminal };
  const cells: Cells = {
    name,
    licenseNumber: `X${random.int(1_000_000, 9_999_999)}`,
    licenseClass: random.chance(0.9) ? 'A' : 'B',
    licenseExpiresOn: dayOf(plus(END, random.int(30, 1_200) * DAY)),
    hiredOn: dayOf(hired),
    status: 'ACTIVE',
    homeTerminal: terminal,
    phone: `555-01${String(random.int(0, 99)).padStart(2, '0')}`,
  };
  table.state(driver.id, { from: since, known: plus(since, 6 * HOUR + soon(random)) }, cells);
  if (number === KNOWN_DRIVER) tellKnown(table, driver, cells);
  else tell(random, table, driver, cells);
  return driver;
}

function tell(random: Random, table: Table, { id, since, until }: Driver, cells: Cells): void {
  if (random.chance(0.45)) {
    const from = between(random, plus(since, 30 * DAY), plus(since, 200 * DAY));
    const to = plus(from, random.int(4, 21) * DAY);
    table.state(id, { from, to, known: plus(from, -random.int(3, 20) * DAY + soon(random)) }, onLeave(cells));
    // Some come back later than they said, and the office writes it down when they are back.
    const back = plus(to, random.int(2, 6) * DAY);
    if (random.chance(0.3)) table.state(id, { from: to, to: back, known: plus(back, soon(random)) }, onLeave(cells));
  }
  if (random.chance(0.08)) {
    const from = between(random, plus(since, 205 * DAY), plus(since, 215 * DAY));
    const known = plus(from, late(random, 5, 15));
    table.state(id, { from, to: plus(from, 30 * DAY), known }, { ...cells, status: 'SUSPENDED' });
  }
  if (until < END) table.state(id, { from: until, known: plus(until, soon(random)) }, { ...cells, status: 'LEFT' });
}

const onLeave = (cells: Cells): Cells => ({ ...cells, status: 'ON_LEAVE' });

/** A suspension from 10 May 2025, heard of on the 22nd; in July it turned out to have been somebody else's. */
function tellKnown(table: Table, { id }: Driver, cells: Cells): void {
  const from = parseInstant('2025-05-10');
  const to = parseInstant('2025-06-10');
  table.state(id, { from, to, known: parseInstant('2025-05-22T11:40:03.507112Z') }, { ...cells, status: 'SUSPENDED' });
  table.state(id, { from, to, known: parseInstant('2025-07-01T07:58:20.000009Z') }, cells);
}
