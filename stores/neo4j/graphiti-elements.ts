// What Graphiti wrote, as plain values: nodes, facts and episodes with their times in µs, whoever wrote them how.
import { isDateTime, isLocalDateTime } from 'neo4j-driver';
import type { JsonValue } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import { EARLIEST, type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';

/**
 * A temporal property: null when there is none. One outside the years that instants have is the nearest end of them;
 * one that is no time at all is no instant.
 */
export type GraphitiTime =
  | Instant
  | null
  | { readonly fault: 'outside' | 'unreadable'; readonly nearest: Instant | null };

/** A node as an edge or an episode leads to it. */
export interface GraphitiEnd {
  readonly uuid: string | null;
  readonly group: string | null;
  /** All of them, `Entity` included. */
  readonly labels: readonly string[];
  readonly createdAt: GraphitiTime;
}

export interface GraphitiNode {
  readonly uuid: string;
  /** Besides `Entity`. */
  readonly labels: readonly string[];
  readonly name: string;
  readonly summary: string;
  readonly createdAt: GraphitiTime;
  /** All other properties that are text, numbers, truth values, times, or lists of them. */
  readonly attributes: { readonly [name: string]: JsonValue };
}

export interface GraphitiEdge {
  readonly uuid: string;
  readonly name: string;
  readonly fact: string;
  /** Uuids of episodes. */
  readonly episodes: readonly string[];
  readonly createdAt: GraphitiTime;
  readonly expiredAt: GraphitiTime;
  readonly validAt: GraphitiTime;
  readonly invalidAt: GraphitiTime;
  readonly referenceTime: GraphitiTime;
  readonly subject: GraphitiEnd;
  readonly object: GraphitiEnd;
  /** What its properties say its ends are; null where they say nothing. */
  readonly claimedSubject: string | null;
  readonly claimedObject: string | null;
}

export interface GraphitiEpisode {
  readonly uuid: string;
  readonly name: string;
  readonly source: string;
  readonly sourceDescription: string;
  readonly content: string;
  readonly createdAt: GraphitiTime;
  readonly validAt: GraphitiTime;
  readonly mentions: readonly GraphitiEnd[];
}

/** Properties as the driver hands them out. */
export type RawProperties = Readonly<Record<string, unknown>>;

export interface RawNode {
  readonly uuid: string;
  readonly labels: readonly string[];
  readonly properties: RawProperties;
}

export interface RawEdge {
  readonly uuid: string;
  readonly properties: RawProperties;
  readonly subject: RawProperties;
  readonly object: RawProperties;
  readonly claimedSubject: unknown;
  readonly claimedObject: unknown;
}

export interface RawEpisode {
  readonly uuid: string;
  readonly properties: RawProperties;
  readonly mentions: readonly RawProperties[];
}

/** Properties of Graphiti's own, which are no attributes. */
const OWN_PROPERTIES = new Set(['uuid', 'name', 'group_id', 'labels', 'summary', 'created_at', 'name_embedding']);

export function toNode({ uuid, labels, properties }: RawNode): GraphitiNode {
  const attributes = Object.entries(properties)
    .filter(([name]) => !OWN_PROPERTIES.has(name))
    .flatMap(([name, value]) => toAttribute(name, value));
  return {
    uuid,
    labels: labels.map(clean),
    name: text(properties.name),
    summary: text(properties.summary),
    createdAt: toTime(properties.created_at),
    attributes: Object.fromEntries(attributes),
  };
}

export function toEdge({ uuid, properties, subject, object, claimedSubject, claimedObject }: RawEdge): GraphitiEdge {
  return {
    uuid,
    name: text(properties.name),
    fact: text(properties.fact),
    episodes: Array.isArray(properties.episodes) ? properties.episodes.map(text) : [],
    createdAt: toTime(properties.created_at),
    expiredAt: toTime(properties.expired_at),
    validAt: toTime(properties.valid_at),
    invalidAt: toTime(properties.invalid_at),
    referenceTime: toTime(properties.reference_time),
    subject: toEnd(subject),
    object: toEnd(object),
    claimedSubject: textOrNull(claimedSubject),
    claimedObject: textOrNull(claimedObject),
  };
}

export function toEpisode({ uuid, properties, mentions }: RawEpisode): GraphitiEpisode {
  return {
    uuid,
    name: text(properties.name),
    source: text(properties.source),
    sourceDescription: text(properties.source_description),
    content: text(properties.content),
    createdAt: toTime(properties.created_at),
    validAt: toTime(properties.valid_at),
    mentions: mentions.map(toEnd),
  };
}

function toEnd(properties: RawProperties): GraphitiEnd {
  return {
    uuid: textOrNull(properties.uuid),
    group: textOrNull(properties.group_id),
    labels: Array.isArray(properties.labels) ? properties.labels.map(String) : [],
    createdAt: toTime(properties.created_at),
  };
}

/** A temporal property that is an instant; null for all others. */
export function instantOrNull(value: unknown): Instant | null {
  const time = toTime(value);
  return typeof time === 'number' ? time : null;
}

/** Times are Neo4j's own with a zone or without one, which then is UTC's, or text. */
function toTime(value: unknown): GraphitiTime {
  if (value === null || value === undefined) return null;
  const written = writtenTime(value);
  if (written === undefined) return { fault: 'unreadable', nearest: null };
  const [, whole = '', fraction = '', zone = ''] = /^([^.[]*)(?:\.(\d*))?([^[]*)/.exec(written) ?? [];
  const micros = fraction.slice(0, 6);
  try {
    return parseInstant(`${whole}${micros && `.${micros}`}${zone}`);
  } catch (error) {
    const year = /^([+-]?\d+)-/.exec(written)?.[1];
    const isOutside = (error instanceof AsofError && error.code === 'INSTANT_OUT_OF_RANGE') || /^[+-]/.test(year ?? '');
    if (!isOutside) return { fault: 'unreadable', nearest: null };
    return { fault: 'outside', nearest: Number(year) < 1970 ? EARLIEST : OPEN_END };
  }
}

/** ISO 8601 with an offset; a name of a zone may follow in brackets. */
function writtenTime(value: unknown): string | undefined {
  if (isDateTime(value)) return value.toString();
  if (isLocalDateTime(value)) return `${value.toString()}Z`;
  if (typeof value !== 'string') return undefined;
  const isWithoutZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value);
  return isWithoutZone ? `${value}Z` : value;
}

function toAttribute(name: string, value: unknown): [string, JsonValue][] {
  const attribute = Array.isArray(value) ? value.flatMap((item) => scalar(item) ?? []) : scalar(value);
  return attribute === undefined ? [] : [[clean(name), attribute]];
}

function scalar(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return isDateTime(value) || isLocalDateTime(value) ? value.toString() : undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? clean(value) : '');

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What PostgreSQL keeps of a text: no NUL and no half of a surrogate pair. */
const clean = (value: string): string => value.replaceAll('\0', ' ').toWellFormed();
