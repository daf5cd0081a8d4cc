// A company for the checks of the read side: more subjects than the usual cast, episodes among them, and values of
// every kind of field, often null and often equal, with texts and numbers that a careless comparison trips over.
import type { EntityRef, EntityValues, EpisodeValues, FactValues, JsonValue } from '../../core/commit.ts';
import { type Id, newId } from '../../core/ids.ts';
import { parseInstant } from '../../core/instant.ts';
import type { Cast, Draft, Sketch } from './histories.ts';

export interface Company extends Cast {
  readonly episodes: readonly Id[];
}

const TYPES = { Customer: 5, Driver: 3, Load: 5, OtherEntity: 2 };

/** By position of the entities: chains, circles, parallel facts, a fact of an entity about itself, an island. */
const ENDS: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 4],
  [0, 5],
  [5, 8],
  [8, 1],
  [8, 9],
  [9, 13],
  [13, 0],
  [0, 0],
  [0, 1],
  [1, 0],
  [6, 10],
  [10, 13],
  [7, 11],
];

const EPISODES = 5;

/** Makes a company, with ids of its own. */
export function newCompany(): Company {
  const entities = Object.entries(TYPES).flatMap(([type, count]) =>
    Array.from({ length: count }, () => ({ type, id: newId() })),
  );
  const facts = ENDS.map(([subject, object]) => ({
    id: newId(),
    subject: entities[subject] as EntityRef,
    object: entities[object] as EntityRef,
  }));
  return { entities, facts, episodes: Array.from({ length: EPISODES }, () => newId()) };
}

/** How many subjects a company has that can be told of. */
export const COMPANY_SUBJECTS = Object.values(TYPES).reduce((sum, count) => sum + count) + ENDS.length + EPISODES;

/** Makes a change of a sketch: the subjects are the entities, then the facts, then the episodes. */
export function tell(company: Company, { subject, from, to, seed }: Sketch): Draft {
  const { entities, facts, episodes } = company;
  const period = { validFrom: from, validTo: to };
  const entity = entities[subject];
  if (entity) {
    const values = seed === null ? null : entityValues(company, entity.type, seed);
    return { kind: 'entity', entity, ...period, values };
  }
  const fact = facts[subject - entities.length];
  if (fact) return { kind: 'fact', ...fact, ...period, values: seed === null ? null : factValues(company, seed) };
  const id = episodes[subject - entities.length - facts.length] as Id;
  return { kind: 'episode', id, ...period, values: seed === null ? null : episodeValues(company, seed) };
}

const NAMES = ['Acme', 'acme', 'Acme & Sons', 'Äpfel', '50% off', '50_off', 'Zulu', 'Bravo'];
const TIERS = ['BRONZE', 'SILVER', 'GOLD', null];
const INDUSTRIES = ['furniture', 'food', 'food and furniture', null, null];
const AMOUNTS = ['0', '12.5', '-3.25', '1000000000000000.01', '0.1', '0.2', null];
const DAYS = ['2024-02-29', '2025-01-01', '2025-12-31', null];
const INSTANTS = [parseInstant('2025-01-01'), parseInstant('2025-06-01T12:00:00.000001Z'), null];
const ATTRIBUTES: readonly EntityValues['attributes'][] = [
  null,
  { vip: true, score: 7, note: { text: 'first', pages: [1, 2] } },
  { vip: false, score: '7', note: { text: 'second' } },
  { vip: null, score: 10.5, note: 'loose' },
  { score: 9, note: { text: 'first class' } },
];
const ADDRESSES: readonly JsonValue[] = [
  null,
  { city: 'Reno', postalCode: '89501', state: 'NV' },
  { city: 'Reno', postalCode: 89501 },
  { city: 'Boise', geo: { lat: 43.6, lon: -116.2 } },
];
const LABELS: readonly (readonly string[] | null)[] = [['Depot'], ['Depot', 'Yard'], [], null];

const FACT_NAMES = ['KNOWS', 'OWES', 'DRIVES'];

function entityValues(company: Company, type: string, seed: number): EntityValues {
  return { fields: fieldsOf(company, type, seed), attributes: one(ATTRIBUTES, seed, 1) };
}

function fieldsOf(company: Company, type: string, seed: number): EntityValues['fields'] {
  const name = `${one(NAMES, seed, 2)} ${seed % 4}`;
  switch (type) {
    case 'Customer':
      return {
        name,
        tier: one(TIERS, seed, 3),
        industry: one(INDUSTRIES, seed, 4),
        creditLimit: one(AMOUNTS, seed, 5),
        paymentTermsDays: one([0, 14, 30, null], seed, 6),
        address: one(ADDRESSES, seed, 7),
      };
    case 'Driver':
      return {
        name,
        licenseExpiresOn: one(DAYS, seed, 3),
        hiredOn: one(DAYS, seed, 4),
        status: one(['ACTIVE', 'ON_LEAVE', null], seed, 5),
      };
    case 'Load':
      return {
        reference: `L-${seed % 7}`,
        origin: one(NAMES, seed, 3),
        pickupAt: one(INSTANTS, seed, 4),
        weightKg: one([-5, 0, 900, 1200, null], seed, 5),
        distanceKm: one([10, 250, null], seed, 6),
        rate: one(AMOUNTS, seed, 7),
        customer: one([...idsOf(company, 'Customer'), null], seed, 8),
        driver: one([...idsOf(company, 'Driver'), null], seed, 9),
      };
    default:
      return { name, labels: one(LABELS, seed, 3), summary: one([`${name} near Reno`, null], seed, 4) };
  }
}

const idsOf = ({ entities }: Company, type: string): Id[] =>
  entities.filter((entity) => entity.type === type).map(({ id }) => id);

function factValues({ episodes }: Company, seed: number): FactValues {
  return {
    name: one(FACT_NAMES, seed, 1),
    fact: `Fact ${seed % 5} holds.`,
    episodes: episodes.filter((_, n) => chance(seed, n) < 0.4),
  };
}

function episodeValues({ entities }: Company, seed: number): EpisodeValues {
  return {
    name: `Mail ${seed % 3}`,
    source: one(['text', 'message', 'json'], seed, 1),
    sourceDescription: 'post',
    content: `${one(NAMES, seed, 2)} wrote ${seed % 9}`,
    mentions: entities.filter((_, n) => chance(seed, n) < 0.4),
  };
}

/** A choice that depends on the seed and on which choice it is: all choices of one seed differ from each other. */
function one<T>(choices: readonly T[], seed: number, which: number): T {
  return choices[Math.floor(chance(seed, which) * choices.length)] as T;
}

function chance(seed: number, which: number): number {
  const mixed = Math.imul((seed + 1) ^ Math.imul(which + 1, 0x9e3779b1), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 4_294_967_296;
}
