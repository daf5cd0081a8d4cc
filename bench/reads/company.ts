// The company of the bench of reads: all that is so of an entity or a fact is a formula of its number, so that a store
// can be filled by a statement and any answer can be known without reading it anywhere.
import type { EntityValues, EpisodeValues, FactValues, FieldValue } from '../../core/commit.ts';
import { registry } from '../../core/entity-types.ts';
import type { Id } from '../../core/ids.ts';
import { type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import type { EntityType, Field } from '../../core/registry.ts';
import type { Rectangle } from '../../core/window.ts';

/** How large a company is: versions of records, and facts; rounded up to whole entities. */
export interface Size {
  readonly versions: number;
  readonly facts: number;
}

/** How one entity was told of: `statements` times, `step` hours apart from `start` on, each known `lag` hours later. */
export interface Course {
  readonly statements: number;
  readonly start: number;
  readonly step: number;
  readonly lag: number;
}

/** One fact, with its one or two versions: the second one when its end was learned. */
export interface BenchFact {
  readonly id: Id;
  readonly subject: number;
  readonly object: number;
  readonly values: FactValues;
  readonly versions: readonly Rectangle[];
}

/** An episode and the entities that it mentions: the hub in every second one. */
export interface BenchEpisode {
  readonly id: Id;
  readonly values: Omit<EpisodeValues, 'mentions'>;
  readonly mentions: readonly number[];
  readonly version: Rectangle;
}

export const START = parseInstant('2020-01-01');
export const HOUR = 3_600_000_000;
/** The years 2020 to 2025; each hour of them is a system time of the ledger. */
export const HOURS = 2_192 * 24;
export const TYPES = registry.types.slice(0, 5);
/** One customer has a tenth of all facts, another a hundredth as many versions as the company; each twentieth has a page of both. */
export const HUB = 0;
export const CHRONICLE = 5;
export const BUSY_EVERY = 100;
const BUSY_FIRST = 10;
/** So many facts were learned from one episode. */
const FACTS_OF_EPISODE = 500;
const BUSY_STATEMENTS = 25;
const NAMES = ['SERVES', 'TRUSTS', 'HAULS', 'PAYS', 'KNOWS'];
const SPREAD = 2_654_435_761;
const MILLISECONDS = 1_000;

/** An hour of the company's time as an instant. */
export const at = (hour: number): Instant => (START + hour * HOUR) as Instant;

export const entityCount = ({ versions }: Size): number => Math.max(BUSY_EVERY, Math.ceil(versions / 10));
export const busyCount = (size: Size): number => Math.floor((entityCount(size) - BUSY_FIRST - 1) / BUSY_EVERY) + 1;
export const busyCustomer = (n: number): number => BUSY_FIRST + n * BUSY_EVERY;
export const chronicleStatements = ({ versions }: Size): number => Math.max(50, Math.ceil(versions / 100));

/** A whole number from 0 to below `max`, evenly spread over what follows each other; SQL has the same formula. */
export const spread = (n: number, max: number): number => Math.floor((((n * SPREAD) % 2 ** 32) * max) / 2 ** 32);

/** Thirty-two bits without a pattern (the last step of MurmurHash 3). */
function scatter(n: number, seed: number): number {
  let h = Math.imul(n ^ (seed * 0x9e3779b9), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export const typeOf = (entity: number): EntityType => TYPES[entity % TYPES.length] as EntityType;

export const entityId = (entity: number): Id => idOf('000', entity);
export const factId = (fact: number): Id => idOf('111', fact);
export const episodeId = (episode: number): Id => idOf('222', episode);

function idOf(kind: string, n: number): Id {
  const time = (START / MILLISECONDS + n).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind}-8000-${n.toString(16).padStart(12, '0')}` as Id;
}

export function courseOf(size: Size, entity: number): Course {
  const statements = statementsOf(size, entity);
  const start = entity === CHRONICLE ? 0 : spread(entity + 1, 20_000);
  const step = Math.floor((HOURS - start) / (statements + 1));
  return { statements, start, step, lag: spread(entity * 7 + 3, Math.min(step, 72)) };
}

function statementsOf(size: Size, entity: number): number {
  if (entity === CHRONICLE) return chronicleStatements(size);
  return entity % BUSY_EVERY === BUSY_FIRST ? BUSY_STATEMENTS : 3 + spread(entity, 6);
}

/** The number of the statement that holds at a moment; −1 before the first. */
export function statementAt({ statements, start, step, lag }: Course, moment: Moment): number {
  const happened = Math.floor(((moment.validTime - START) / HOUR - start) / step);
  const learned = Math.floor(((moment.systemTime - START) / HOUR - start - lag) / step);
  return Math.max(-1, Math.min(happened, learned, statements - 1));
}

/** What the given statement says of an entity. */
export function valuesOf(size: Size, entity: number, statement: number): EntityValues {
  const type = typeOf(entity);
  const fields = type.fields.map((field) => [field.name, fieldValue(size, type, field, entity, statement)] as const);
  const group = Math.floor(entity / TYPES.length);
  const attributes = group % 4 === 0 ? { region: `R${group % 50}`, score: group % 1_000 } : null;
  return { fields: Object.fromEntries(fields), attributes };
}

function fieldValue(size: Size, type: EntityType, field: Field, entity: number, statement: number): FieldValue {
  const pick = (max: number): number => spread(entity * 17 + statement, max);
  if (field.name === type.nameField) return nameOf(entity);
  if (field.values) return field.values[(entity + statement) % field.values.length] ?? null;
  switch (field.kind) {
    case 'string':
      return `${field.name} ${pick(1_000)}`;
    case 'int':
      return pick(10_000);
    case 'decimal':
      return `${pick(100_000)}.50`;
    case 'date':
      return new Date(START / MILLISECONDS + pick(2_000) * 86_400_000).toISOString().slice(0, 10);
    case 'instant':
      return at(pick(HOURS));
    case 'reference': {
      const place = TYPES.findIndex(({ name }) => name === field.references);
      return entityId(pick(Math.floor(entityCount(size) / TYPES.length)) * TYPES.length + place);
    }
    case 'json':
      return { city: `City ${pick(100)}`, postalCode: pick(90_000) };
    case 'strings':
      return null;
  }
}

/** What every store calls an entity. */
export const nameOf = (entity: number): string => `${typeOf(entity).name} ${entity}`;

export function factOf(size: Size, fact: number): BenchFact {
  const [subject, object] = endsOf(size, fact);
  const chance = scatter(fact, 3);
  const from = scatter(fact, 4) % (HOURS - 2_000);
  const lag = scatter(fact, 5) % 72;
  // One of sixteen was known ahead of time.
  const known = Math.max(0, chance % 16 === 1 ? from - lag : from + lag);
  const ended = chance % 5 === 0;
  const end = from + 24 + (scatter(fact, 6) % 1_500);
  const learned = end + lag;
  const open = { validFrom: at(from), validTo: OPEN_END, systemFrom: at(known), systemTo: OPEN_END };
  const episodes = fact % 50 === 0 ? [episodeId(Math.floor(fact / FACTS_OF_EPISODE))] : [];
  return {
    id: factId(fact),
    subject,
    object,
    values: { name: NAMES[chance % NAMES.length] ?? '', fact: `The ${fact}th thing that is known.`, episodes },
    versions: ended
      ? [
          { ...open, systemTo: at(learned) },
          { ...open, validTo: at(end), systemFrom: at(learned) },
        ]
      : [open],
  };
}

/** A tenth of the facts is the hub's, a twentieth is the busy customers', a page and more for each. */
function endsOf(size: Size, fact: number): readonly [subject: number, object: number] {
  const entities = entityCount(size);
  const any = scatter(fact, 1) % entities;
  const other = scatter(fact, 2) % entities;
  const [one, another] =
    fact % 10 === 0
      ? [HUB, any]
      : fact % 20 === 1
        ? [busyCustomer(scatter(fact, 7) % busyCount(size)), any]
        : [any, other];
  return Math.floor(fact / 20) % 2 === 0 ? [one, another] : [another, one];
}

export const episodeCount = ({ facts }: Size): number => Math.ceil(facts / FACTS_OF_EPISODE);

export function episodeOf(size: Size, episode: number): BenchEpisode {
  const hour = scatter(episode, 8) % (HOURS - 100);
  const mentions = [busyCustomer(episode % busyCount(size)), scatter(episode, 9) % entityCount(size)];
  return {
    id: episodeId(episode),
    values: {
      name: `Episode ${episode}`,
      source: 'text',
      sourceDescription: 'a dispatcher’s note',
      content: `What was noted in hour ${hour}.`,
    },
    mentions: [...new Set(episode % 2 === 0 ? [HUB, ...mentions] : mentions)],
    version: { validFrom: at(hour), validTo: OPEN_END, systemFrom: at(hour + 1), systemTo: OPEN_END },
  };
}
