// The made-up country of the demo: its cities, the company's terminals, and the workshops that it uses.
import type { Id } from '../core/ids.ts';
import { BEGIN, HOUR, plus, soon } from './calendar.ts';
import { demoId } from './ids.ts';
import { Random } from './random.ts';
import { Table } from './table.ts';

export interface City {
  readonly name: string;
  /** In kilometres on a flat map. */
  readonly x: number;
  readonly y: number;
}

const city = (name: string, x: number, y: number): City => ({ name, x, y });

export const CITIES: readonly City[] = [
  city('Northgate', 120, 60),
  city('Millbrook', 310, 140),
  city('Harbor Point', 40, 420),
  city('Lakeside', 520, 90),
  city('Pine Junction', 690, 260),
  city('Stonebridge', 430, 330),
  city('Clearwater Bend', 850, 120),
  city('Fairfield Cross', 240, 560),
  city('Westmoor', 60, 740),
  city('Cedar Flats', 590, 610),
  city('Granite Pass', 980, 390),
  city('Maple Landing', 760, 520),
  city('Redwater', 890, 700),
  city('Summit Plains', 1120, 210),
  city('Oak Harbor', 1180, 620),
  city('Southport', 420, 880),
];

export const TERMINAL_CITIES = [
  'Northgate',
  'Stonebridge',
  'Harbor Point',
  'Maple Landing',
  'Southport',
  'Granite Pass',
];

const WORKSHOPS = [
  'Ironwood Truck Service',
  'Bluebird Brake Works',
  'Quarry Road Tires',
  'Keystone Reefer Repair',
  'Tallgrass Diesel',
  'Lantern Fleet Wash',
];
const WAREHOUSES = [
  'Harbor Point Container Port',
  'Lakeside Cold Store',
  'Redwater Cross-Dock',
  'Oak Harbor Ferry Pier',
];

/** A node of the graph that is no registered type. */
export interface Place {
  readonly id: Id;
  readonly name: string;
}

export interface Places {
  readonly table: Table;
  /** By the name of the terminal. */
  readonly terminals: ReadonlyMap<string, Place>;
  readonly workshops: readonly Place[];
  readonly warehouses: readonly Place[];
}

export const terminalName = (cityName: string): string => `${cityName} Terminal`;

export function makePlaces(seed: number): Places {
  const random = new Random(seed, 'places');
  const table = new Table('OtherEntity', 'other-entities.csv', ['name', 'labels', 'summary']);
  let count = 0;
  const make = (name: string, label: string, summary: string): Place => {
    count += 1;
    const id = demoId(seed, 'OtherEntity', count);
    const known = plus(BEGIN, HOUR + soon(random));
    table.state(id, { from: BEGIN, known }, { name, labels: [label], summary });
    return { id, name };
  };
  const terminals = TERMINAL_CITIES.map((name) =>
    make(terminalName(name), 'Terminal', `Terminal of the company in ${name}, with yard, office and fuel.`),
  );
  const workshops = WORKSHOPS.map((name) => make(name, 'Vendor', 'A workshop that maintains equipment of the fleet.'));
  const warehouses = WAREHOUSES.map((name) => make(name, 'Warehouse', 'A place where loads are handed over.'));
  return { table, workshops, warehouses, terminals: new Map(terminals.map((place) => [place.name, place])) };
}

/** Length of a route by road, in whole kilometres. */
export function distanceKm(from: City, to: City): number {
  return Math.max(35, Math.round(1.25 * Math.hypot(from.x - to.x, from.y - to.y)));
}
