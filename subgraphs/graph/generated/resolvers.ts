// Made by `asof generate` from schema.graphql beside this file.
import type { Moment } from '../../../core/moment.ts';
import type { Instant } from '../../../core/instant.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EntitySource, DiffSource } from '../../kit/entities.ts';
import type { FactConnectionSource, FactSource, FactDiffSource, EpisodeSource, PathSource } from '../sources.ts';
import type { GraphContext } from '../loaders.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A moment: valid time (when it is true in the world) and system time (when the system had come to know it), written
   * `<validTime>@<systemTime>`. It is part of every entity's key: opaque, and to be passed on unchanged.
   */
  Moment: { input: Moment; output: Moment; }
  /**
   * An instant in UTC with microsecond precision, such as `2024-03-01T09:30:00.000001Z`. Accepted are ISO 8601 date-times
   * with an offset, and bare dates, which mean midnight UTC.
   */
  DateTime: { input: Instant; output: Instant; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** The moment at which to read. An axis that is left out comes from the request's headers, or else is now. */
export type AsOf = {
  /** When it is true in the world. */
  readonly validTime?: InputMaybe<Scalars['DateTime']['input']>;
  /** When the system had come to know it. The future is refused. */
  readonly systemTime?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Where a page lies among all pages of a connection. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether more follows. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether something came before: true on every page that was reached with `after`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** The cursor of the last edge, to be sent as `after` for the next page; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** Along which axis of time a history runs. */
export type HistoryAxis =
  /** How it was over valid time, as it was known at the system time of the moment. */
  | 'VALID'
  /** What was known of the valid time of the moment, over system time. */
  | 'SYSTEM';

/** In which direction values follow each other. */
export type Direction =
  /** Rising; null comes last. */
  | 'ASC'
  /** Falling; null comes last here, too. */
  | 'DESC';

/** Conditions on a text; all that are given must hold. Case counts. */
export type StringFilter = {
  /** Is this text. */
  readonly eq?: InputMaybe<Scalars['String']['input']>;
  /** Is another text; null is no text, and so neither. */
  readonly ne?: InputMaybe<Scalars['String']['input']>;
  /** Is one of these, at most 1,000. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Comes before this text, by code point. */
  readonly lt?: InputMaybe<Scalars['String']['input']>;
  /** Comes before this text, or is it. */
  readonly lte?: InputMaybe<Scalars['String']['input']>;
  /** Comes after this text, by code point. */
  readonly gt?: InputMaybe<Scalars['String']['input']>;
  /** Comes after this text, or is it. */
  readonly gte?: InputMaybe<Scalars['String']['input']>;
  /** Begins with this text. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
  /** Has this text inside. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Is null, or is not. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on an instant; all that are given must hold. */
export type DateTimeFilter = {
  /** Is this instant. */
  readonly eq?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is another instant. */
  readonly ne?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is one of these, at most 1,000. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
  /** Is earlier. */
  readonly lt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is earlier or the same. */
  readonly lte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is later. */
  readonly gt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is later or the same. */
  readonly gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Is null, or is not. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on a reference to another entity; all that are given must hold. */
export type IdFilter = {
  /** Is the entity with this id. */
  readonly eq?: InputMaybe<Scalars['ID']['input']>;
  /** Is another entity; null is none, and so neither. */
  readonly ne?: InputMaybe<Scalars['ID']['input']>;
  /** Is one of these, at most 1,000. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Is null, or is not. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Anything that has an id, versions and facts, read at a moment. */
export type Entity = {
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom unless `orderBy` says otherwise. */
  readonly facts?: Maybe<FactConnection>;
  /**
   * All versions of its facts along an axis of time. What a version leads to (subject, object, episodes) is read where the
   * version begins; its bounds are shown as known at the moment of this entity.
   */
  readonly factHistory?: Maybe<FactConnection>;
  /**
   * Entities that facts lead to within some steps, without the entity itself: nearest first, then by id. Of each entity at
   * most its 1,000 newest facts are followed, and at most 10,000 entities are visited, in that order; `truncated` says
   * whether there may be more.
   */
  readonly neighbors?: Maybe<NeighborConnection>;
  /** The episodes that mention it and are visible at the moment, newest first by validFrom. */
  readonly mentions?: Maybe<EpisodeConnection>;
  /** The communities in which Graphiti has put it. Raw: they are Graphiti’s own, and as they are today, whatever the moment. */
  readonly communities?: Maybe<ReadonlyArray<Community>>;
};


/** Anything that has an id, versions and facts, read at a moment. */
export type EntityFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  filter?: InputMaybe<FactFilter>;
  orderBy?: InputMaybe<FactOrder>;
};


/** Anything that has an id, versions and facts, read at a moment. */
export type EntityFactHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** Anything that has an id, versions and facts, read at a moment. */
export type EntityNeighborsArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Anything that has an id, versions and facts, read at a moment. */
export type EntityMentionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Where every query begins. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * The shortest paths between two entities over facts that are visible at the moment, in either direction of a fact, and
   * by no entity twice: the shortest first, those of one length by the ids of their facts. Empty when there is none. Of each
   * entity its 1,000 newest facts are followed, from both ends until the ways meet.
   */
  readonly path?: Maybe<ReadonlyArray<Path>>;
  /** The fact with this id; null when it is unknown or not visible at the moment. */
  readonly fact?: Maybe<Fact>;
  /** The episode with this id; null when it is unknown or not visible at the moment. */
  readonly episode?: Maybe<Episode>;
};


/** Where every query begins. */
export type QueryPathArgs = {
  from: Scalars['ID']['input'];
  to: Scalars['ID']['input'];
  depthMax?: InputMaybe<Scalars['Int']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryFactArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryEpisodeArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};

/** What became of something between two moments. */
export type DiffKind =
  /** It is there at the second moment only. */
  | 'ADDED'
  /** It is there at the first moment only. */
  | 'REMOVED'
  /** It is there at both, with other values. */
  | 'CHANGED'
  /** It is there at both, with the same values. */
  | 'SAME'
  /** It is there at neither. */
  | 'ABSENT';

/** What changed of an entity between two moments. */
export type EntityDiff = {
  readonly __typename?: 'EntityDiff';
  /** The entity’s id. */
  readonly id: Scalars['ID']['output'];
  /** The entity’s type. */
  readonly type: Scalars['String']['output'];
  /** The moment from which it is looked at. */
  readonly from: Scalars['Moment']['output'];
  /** The moment to which it is looked at. */
  readonly to: Scalars['Moment']['output'];
  /**
   * Its facts that are visible at one of the moments only, or at both with another type, sentence, end or episodes; by the
   * facts’ ids.
   */
  readonly facts?: Maybe<FactDiffConnection>;
};


/** What changed of an entity between two moments. */
export type EntityDiffFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of what changed of facts. */
export type FactDiffConnection = {
  readonly __typename?: 'FactDiffConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<FactDiffEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<FactDiff>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
};

/** One changed fact of a page. */
export type FactDiffEdge = {
  readonly __typename?: 'FactDiffEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** What changed. */
  readonly node: FactDiff;
};

/** What became of a fact between two moments: ADDED, REMOVED or CHANGED. */
export type FactDiff = {
  readonly __typename?: 'FactDiff';
  /** What became of it. */
  readonly kind: DiffKind;
  /** The fact at the first moment; null where it is not visible, or is none of the entity’s. */
  readonly before?: Maybe<Fact>;
  /** The fact at the second moment; null where it is not visible, or is none of the entity’s. */
  readonly after?: Maybe<Fact>;
};

/**
 * What of facts can be asked for; all that is given must hold. Here texts are compared by the units of UTF-16, which is by
 * code point but for what lies beyond U+FFFF.
 */
export type FactFilter = {
  /** The fact’s type. */
  readonly name?: InputMaybe<StringFilter>;
  /** The fact’s sentence. */
  readonly fact?: InputMaybe<StringFilter>;
  /** When it began to be true in the world. */
  readonly validFrom?: InputMaybe<DateTimeFilter>;
  /** When it ceased to be true; null while no end is known. */
  readonly validTo?: InputMaybe<DateTimeFilter>;
  /** When the system came to know it. */
  readonly systemFrom?: InputMaybe<DateTimeFilter>;
  /** The entity at its other end. */
  readonly other?: InputMaybe<IdFilter>;
  /** The type of the entity at its other end: one of these, at most 1,000. */
  readonly otherType?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<FactFilter>>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<FactFilter>>;
  /** This does not hold. */
  readonly not?: InputMaybe<FactFilter>;
};

/** By what facts are ordered. */
export type FactOrder = {
  /** By what. */
  readonly field: FactOrderField;
  /** Rising or falling. */
  readonly direction?: InputMaybe<Direction>;
};

/** What facts can be ordered by. */
export type FactOrderField =
  /** When they began to be true in the world. */
  | 'VALID_FROM'
  /** When the system came to know them. */
  | 'SYSTEM_FROM';

/** On which end of a fact an entity stands. */
export type FactDirection =
  /** The entity is the fact’s subject. */
  | 'OUT'
  /** The entity is the fact’s object. */
  | 'IN'
  /** Either. */
  | 'BOTH';

/** A page of facts. */
export type FactConnection = {
  readonly __typename?: 'FactConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<FactEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Fact>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages together, counted up to 10,000, and only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
  /** Whether that is all of them: false where there are more than are counted. */
  readonly totalCountExact?: Maybe<Scalars['Boolean']['output']>;
};

/** One fact of a page. */
export type FactEdge = {
  readonly __typename?: 'FactEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The fact. */
  readonly node: Fact;
};

/** A typed relation between two entities that holds for a period. An open end is null. */
export type Fact = {
  readonly __typename?: 'Fact';
  /** The fact’s id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** The fact’s type, such as `DRIVES`. */
  readonly name: Scalars['String']['output'];
  /** The fact as a sentence. */
  readonly fact: Scalars['String']['output'];
  /** Whom it is about; always there, with null fields where no version of it is visible at the moment. */
  readonly subject: Entity;
  /** Whom or what it relates the subject to; always there, like the subject. */
  readonly object: Entity;
  /** When it began to be true in the world. */
  readonly validFrom: Scalars['DateTime']['output'];
  /** When it ceased to be true, as far as was known at the moment. */
  readonly validTo?: Maybe<Scalars['DateTime']['output']>;
  /** When the system came to know it. */
  readonly systemFrom: Scalars['DateTime']['output'];
  /** When the system came to know better; null if that is later than the moment. */
  readonly systemTo?: Maybe<Scalars['DateTime']['output']>;
  /** The episodes from which it was learned, those of them that are visible at the moment. */
  readonly episodes?: Maybe<ReadonlyArray<Episode>>;
  /**
   * Its own versions along an axis of time. What a version leads to is read where the version begins; its bounds are shown
   * as known at the moment of this fact.
   */
  readonly history?: Maybe<FactConnection>;
};


/** A typed relation between two entities that holds for a period. An open end is null. */
export type FactHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of entities that facts lead to. */
export type NeighborConnection = {
  readonly __typename?: 'NeighborConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<NeighborEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Entity>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** Whether a limit was met on the way, so that there may be more. */
  readonly truncated: Scalars['Boolean']['output'];
};

/** One neighbour of a page. */
export type NeighborEdge = {
  readonly __typename?: 'NeighborEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: Entity;
  /** How many facts away it is. */
  readonly distance: Scalars['Int']['output'];
  /** The newest of the facts by which it is reached from entities that are one step nearer. */
  readonly via: Fact;
};

/** A chain of facts from one entity to another. */
export type Path = {
  readonly __typename?: 'Path';
  /** How many facts it has. */
  readonly length: Scalars['Int']['output'];
  /** The entities along it, both ends included. */
  readonly entities: ReadonlyArray<Entity>;
  /** The facts along it, in order. */
  readonly facts: ReadonlyArray<Fact>;
};

/** A page of episodes. */
export type EpisodeConnection = {
  readonly __typename?: 'EpisodeConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<EpisodeEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Episode>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
};

/** One episode of a page. */
export type EpisodeEdge = {
  readonly __typename?: 'EpisodeEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The episode. */
  readonly node: Episode;
};

/** A group of entities that Graphiti made. Raw: as it is today, whatever the moment. */
export type Community = {
  readonly __typename?: 'Community';
  /** Graphiti’s uuid of it. */
  readonly id: Scalars['ID']['output'];
  /** What Graphiti calls it. */
  readonly name: Scalars['String']['output'];
  /** What its members have in common, in Graphiti’s words. */
  readonly summary: Scalars['String']['output'];
  /** When Graphiti made it. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
};

/** The source text or record from which facts were learned. */
export type Episode = {
  readonly __typename?: 'Episode';
  /** The episode’s id, a UUID. */
  readonly id: Scalars['ID']['output'];
  /** What it is called. */
  readonly name: Scalars['String']['output'];
  /** Its kind: `message`, `json` or `text`. */
  readonly source: Scalars['String']['output'];
  /** Where it came from, in words. */
  readonly sourceDescription: Scalars['String']['output'];
  /** The text or record itself. */
  readonly content: Scalars['String']['output'];
  /** The entities that it mentions. */
  readonly mentions: ReadonlyArray<Entity>;
  /** When what it tells began to be true in the world. */
  readonly validFrom: Scalars['DateTime']['output'];
  /** When it ceased to be true, as far as was known at the moment. */
  readonly validTo?: Maybe<Scalars['DateTime']['output']>;
  /** When the system came to know it. */
  readonly systemFrom: Scalars['DateTime']['output'];
  /** When the system came to know better; null if that is later than the moment. */
  readonly systemTo?: Maybe<Scalars['DateTime']['output']>;
};

/** A company that orders freight and is invoiced for it. */
export type Customer = Entity & {
  readonly __typename?: 'Customer';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom unless `orderBy` says otherwise. */
  readonly facts?: Maybe<FactConnection>;
  /** All versions of its facts along an axis of time. What a version leads to (subject, object, episodes) is read where the version begins; its bounds are shown as known at the moment of this entity. */
  readonly factHistory?: Maybe<FactConnection>;
  /** Entities that facts lead to within some steps, without the entity itself: nearest first, then by id. Of each entity at most its 1,000 newest facts are followed, and at most 10,000 entities are visited, in that order; `truncated` says whether there may be more. */
  readonly neighbors?: Maybe<NeighborConnection>;
  /** The episodes that mention it and are visible at the moment, newest first by validFrom. */
  readonly mentions?: Maybe<EpisodeConnection>;
  /** The communities in which Graphiti has put it. Raw: they are Graphiti’s own, and as they are today, whatever the moment. */
  readonly communities?: Maybe<ReadonlyArray<Community>>;
};


/** A company that orders freight and is invoiced for it. */
export type CustomerFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  filter?: InputMaybe<FactFilter>;
  orderBy?: InputMaybe<FactOrder>;
};


/** A company that orders freight and is invoiced for it. */
export type CustomerFactHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A company that orders freight and is invoiced for it. */
export type CustomerNeighborsArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company that orders freight and is invoiced for it. */
export type CustomerMentionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A tractor or trailer of the fleet. */
export type Equipment = Entity & {
  readonly __typename?: 'Equipment';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom unless `orderBy` says otherwise. */
  readonly facts?: Maybe<FactConnection>;
  /** All versions of its facts along an axis of time. What a version leads to (subject, object, episodes) is read where the version begins; its bounds are shown as known at the moment of this entity. */
  readonly factHistory?: Maybe<FactConnection>;
  /** Entities that facts lead to within some steps, without the entity itself: nearest first, then by id. Of each entity at most its 1,000 newest facts are followed, and at most 10,000 entities are visited, in that order; `truncated` says whether there may be more. */
  readonly neighbors?: Maybe<NeighborConnection>;
  /** The episodes that mention it and are visible at the moment, newest first by validFrom. */
  readonly mentions?: Maybe<EpisodeConnection>;
  /** The communities in which Graphiti has put it. Raw: they are Graphiti’s own, and as they are today, whatever the moment. */
  readonly communities?: Maybe<ReadonlyArray<Community>>;
};


/** A tractor or trailer of the fleet. */
export type EquipmentFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  filter?: InputMaybe<FactFilter>;
  orderBy?: InputMaybe<FactOrder>;
};


/** A tractor or trailer of the fleet. */
export type EquipmentFactHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A tractor or trailer of the fleet. */
export type EquipmentNeighborsArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A tractor or trailer of the fleet. */
export type EquipmentMentionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A person who drives for the company. */
export type Driver = Entity & {
  readonly __typename?: 'Driver';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom unless `orderBy` says otherwise. */
  readonly facts?: Maybe<FactConnection>;
  /** All versions of its facts along an axis of time. What a version leads to (subject, object, episodes) is read where the version begins; its bounds are shown as known at the moment of this entity. */
  readonly factHistory?: Maybe<FactConnection>;
  /** Entities that facts lead to within some steps, without the entity itself: nearest first, then by id. Of each entity at most its 1,000 newest facts are followed, and at most 10,000 entities are visited, in that order; `truncated` says whether there may be more. */
  readonly neighbors?: Maybe<NeighborConnection>;
  /** The episodes that mention it and are visible at the moment, newest first by validFrom. */
  readonly mentions?: Maybe<EpisodeConnection>;
  /** The communities in which Graphiti has put it. Raw: they are Graphiti’s own, and as they are today, whatever the moment. */
  readonly communities?: Maybe<ReadonlyArray<Community>>;
};


/** A person who drives for the company. */
export type DriverFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  filter?: InputMaybe<FactFilter>;
  orderBy?: InputMaybe<FactOrder>;
};


/** A person who drives for the company. */
export type DriverFactHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A person who drives for the company. */
export type DriverNeighborsArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A person who drives for the company. */
export type DriverMentionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** One shipment, from pick-up to delivery. */
export type Load = Entity & {
  readonly __typename?: 'Load';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom unless `orderBy` says otherwise. */
  readonly facts?: Maybe<FactConnection>;
  /** All versions of its facts along an axis of time. What a version leads to (subject, object, episodes) is read where the version begins; its bounds are shown as known at the moment of this entity. */
  readonly factHistory?: Maybe<FactConnection>;
  /** Entities that facts lead to within some steps, without the entity itself: nearest first, then by id. Of each entity at most its 1,000 newest facts are followed, and at most 10,000 entities are visited, in that order; `truncated` says whether there may be more. */
  readonly neighbors?: Maybe<NeighborConnection>;
  /** The episodes that mention it and are visible at the moment, newest first by validFrom. */
  readonly mentions?: Maybe<EpisodeConnection>;
  /** The communities in which Graphiti has put it. Raw: they are Graphiti’s own, and as they are today, whatever the moment. */
  readonly communities?: Maybe<ReadonlyArray<Community>>;
};


/** One shipment, from pick-up to delivery. */
export type LoadFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  filter?: InputMaybe<FactFilter>;
  orderBy?: InputMaybe<FactOrder>;
};


/** One shipment, from pick-up to delivery. */
export type LoadFactHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One shipment, from pick-up to delivery. */
export type LoadNeighborsArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** One shipment, from pick-up to delivery. */
export type LoadMentionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A bill for a load. */
export type Invoice = Entity & {
  readonly __typename?: 'Invoice';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom unless `orderBy` says otherwise. */
  readonly facts?: Maybe<FactConnection>;
  /** All versions of its facts along an axis of time. What a version leads to (subject, object, episodes) is read where the version begins; its bounds are shown as known at the moment of this entity. */
  readonly factHistory?: Maybe<FactConnection>;
  /** Entities that facts lead to within some steps, without the entity itself: nearest first, then by id. Of each entity at most its 1,000 newest facts are followed, and at most 10,000 entities are visited, in that order; `truncated` says whether there may be more. */
  readonly neighbors?: Maybe<NeighborConnection>;
  /** The episodes that mention it and are visible at the moment, newest first by validFrom. */
  readonly mentions?: Maybe<EpisodeConnection>;
  /** The communities in which Graphiti has put it. Raw: they are Graphiti’s own, and as they are today, whatever the moment. */
  readonly communities?: Maybe<ReadonlyArray<Community>>;
};


/** A bill for a load. */
export type InvoiceFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  filter?: InputMaybe<FactFilter>;
  orderBy?: InputMaybe<FactOrder>;
};


/** A bill for a load. */
export type InvoiceFactHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A bill for a load. */
export type InvoiceNeighborsArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A bill for a load. */
export type InvoiceMentionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A node of the graph with a label that no registered type has. */
export type OtherEntity = Entity & {
  readonly __typename?: 'OtherEntity';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom unless `orderBy` says otherwise. */
  readonly facts?: Maybe<FactConnection>;
  /** All versions of its facts along an axis of time. What a version leads to (subject, object, episodes) is read where the version begins; its bounds are shown as known at the moment of this entity. */
  readonly factHistory?: Maybe<FactConnection>;
  /** Entities that facts lead to within some steps, without the entity itself: nearest first, then by id. Of each entity at most its 1,000 newest facts are followed, and at most 10,000 entities are visited, in that order; `truncated` says whether there may be more. */
  readonly neighbors?: Maybe<NeighborConnection>;
  /** The episodes that mention it and are visible at the moment, newest first by validFrom. */
  readonly mentions?: Maybe<EpisodeConnection>;
  /** The communities in which Graphiti has put it. Raw: they are Graphiti’s own, and as they are today, whatever the moment. */
  readonly communities?: Maybe<ReadonlyArray<Community>>;
};


/** A node of the graph with a label that no registered type has. */
export type OtherEntityFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  filter?: InputMaybe<FactFilter>;
  orderBy?: InputMaybe<FactOrder>;
};


/** A node of the graph with a label that no registered type has. */
export type OtherEntityFactHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** A node of the graph with a label that no registered type has. */
export type OtherEntityNeighborsArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A node of the graph with a label that no registered type has. */
export type OtherEntityMentionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  EntityDiff: EntityDiff;
  Customer: Customer;
  Equipment: Equipment;
  Driver: Driver;
  Load: Load;
  Invoice: Invoice;
  OtherEntity: OtherEntity;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  EntityDiff:
    ( { __typename: 'EntityDiff' }
    & GraphQLRecursivePick<FederationTypes['EntityDiff'], {"id":true,"type":true,"from":true,"to":true}> );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true,"moment":true}> );
  Equipment:
    ( { __typename: 'Equipment' }
    & GraphQLRecursivePick<FederationTypes['Equipment'], {"id":true,"moment":true}> );
  Driver:
    ( { __typename: 'Driver' }
    & GraphQLRecursivePick<FederationTypes['Driver'], {"id":true,"moment":true}> );
  Load:
    ( { __typename: 'Load' }
    & GraphQLRecursivePick<FederationTypes['Load'], {"id":true,"moment":true}> );
  Invoice:
    ( { __typename: 'Invoice' }
    & GraphQLRecursivePick<FederationTypes['Invoice'], {"id":true,"moment":true}> );
  OtherEntity:
    ( { __typename: 'OtherEntity' }
    & GraphQLRecursivePick<FederationTypes['OtherEntity'], {"id":true,"moment":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Moment: ResolverTypeWrapper<Scalars['Moment']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  AsOf: AsOf;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  HistoryAxis: HistoryAxis;
  Direction: Direction;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  IdFilter: IdFilter;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Entity: ResolverTypeWrapper<EntitySource>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  DiffKind: DiffKind;
  EntityDiff: ResolverTypeWrapper<DiffSource>;
  FactDiffConnection: ResolverTypeWrapper<Omit<FactDiffConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['FactDiffEdge']>, nodes: ReadonlyArray<ResolversTypes['FactDiff']> }>;
  FactDiffEdge: ResolverTypeWrapper<Omit<FactDiffEdge, 'node'> & { node: ResolversTypes['FactDiff'] }>;
  FactDiff: ResolverTypeWrapper<FactDiffSource>;
  FactFilter: FactFilter;
  FactOrder: FactOrder;
  FactOrderField: FactOrderField;
  FactDirection: FactDirection;
  FactConnection: ResolverTypeWrapper<FactConnectionSource>;
  FactEdge: ResolverTypeWrapper<Omit<FactEdge, 'node'> & { node: ResolversTypes['Fact'] }>;
  Fact: ResolverTypeWrapper<FactSource>;
  NeighborConnection: ResolverTypeWrapper<Omit<NeighborConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['NeighborEdge']>, nodes: ReadonlyArray<ResolversTypes['Entity']> }>;
  NeighborEdge: ResolverTypeWrapper<Omit<NeighborEdge, 'node' | 'via'> & { node: ResolversTypes['Entity'], via: ResolversTypes['Fact'] }>;
  Path: ResolverTypeWrapper<PathSource>;
  EpisodeConnection: ResolverTypeWrapper<Omit<EpisodeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['EpisodeEdge']>, nodes: ReadonlyArray<ResolversTypes['Episode']> }>;
  EpisodeEdge: ResolverTypeWrapper<Omit<EpisodeEdge, 'node'> & { node: ResolversTypes['Episode'] }>;
  Community: ResolverTypeWrapper<Community>;
  Episode: ResolverTypeWrapper<EpisodeSource>;
  Customer: ResolverTypeWrapper<EntitySource>;
  Equipment: ResolverTypeWrapper<EntitySource>;
  Driver: ResolverTypeWrapper<EntitySource>;
  Load: ResolverTypeWrapper<EntitySource>;
  Invoice: ResolverTypeWrapper<EntitySource>;
  OtherEntity: ResolverTypeWrapper<EntitySource>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Moment: Scalars['Moment']['output'];
  DateTime: Scalars['DateTime']['output'];
  AsOf: AsOf;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  IdFilter: IdFilter;
  ID: Scalars['ID']['output'];
  Entity: EntitySource;
  Int: Scalars['Int']['output'];
  Query: Record<PropertyKey, never>;
  EntityDiff: DiffSource;
  FactDiffConnection: Omit<FactDiffConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['FactDiffEdge']>, nodes: ReadonlyArray<ResolversParentTypes['FactDiff']> };
  FactDiffEdge: Omit<FactDiffEdge, 'node'> & { node: ResolversParentTypes['FactDiff'] };
  FactDiff: FactDiffSource;
  FactFilter: FactFilter;
  FactOrder: FactOrder;
  FactConnection: FactConnectionSource;
  FactEdge: Omit<FactEdge, 'node'> & { node: ResolversParentTypes['Fact'] };
  Fact: FactSource;
  NeighborConnection: Omit<NeighborConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['NeighborEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Entity']> };
  NeighborEdge: Omit<NeighborEdge, 'node' | 'via'> & { node: ResolversParentTypes['Entity'], via: ResolversParentTypes['Fact'] };
  Path: PathSource;
  EpisodeConnection: Omit<EpisodeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['EpisodeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Episode']> };
  EpisodeEdge: Omit<EpisodeEdge, 'node'> & { node: ResolversParentTypes['Episode'] };
  Community: Community;
  Episode: EpisodeSource;
  Customer: EntitySource;
  Equipment: EntitySource;
  Driver: EntitySource;
  Load: EntitySource;
  Invoice: EntitySource;
  OtherEntity: EntitySource;
};

export interface MomentScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Moment'], any> {
  name: 'Moment';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type PageInfoResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EntityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Entity'] = ResolversParentTypes['Entity']> = {
  __resolveType: TypeResolveFn<'Customer' | 'Equipment' | 'Driver' | 'Load' | 'Invoice' | 'OtherEntity', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Path']>>, ParentType, ContextType, RequireFields<QueryPathArgs, 'from' | 'to' | 'depthMax' | 'first'>>;
  fact?: Resolver<Maybe<ResolversTypes['Fact']>, ParentType, ContextType, RequireFields<QueryFactArgs, 'id'>>;
  episode?: Resolver<Maybe<ResolversTypes['Episode']>, ParentType, ContextType, RequireFields<QueryEpisodeArgs, 'id'>>;
};

export type EntityDiffResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EntityDiff'] = ResolversParentTypes['EntityDiff'], FederationReferenceType extends FederationReferenceTypes['EntityDiff'] = FederationReferenceTypes['EntityDiff']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['EntityDiff']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactDiffConnection']>, ParentType, ContextType, RequireFields<EntityDiffFactsArgs, 'first'>>;
};

export type FactDiffConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FactDiffConnection'] = ResolversParentTypes['FactDiffConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FactDiffEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FactDiff']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FactDiffEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FactDiffEdge'] = ResolversParentTypes['FactDiffEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FactDiff'], ParentType, ContextType>;
};

export type FactDiffResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FactDiff'] = ResolversParentTypes['FactDiff']> = {
  kind?: Resolver<ResolversTypes['DiffKind'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Fact']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['Fact']>, ParentType, ContextType>;
};

export type FactConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FactConnection'] = ResolversParentTypes['FactConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FactEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Fact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalCountExact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type FactEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FactEdge'] = ResolversParentTypes['FactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Fact'], ParentType, ContextType>;
};

export type FactResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Fact'] = ResolversParentTypes['Fact']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fact?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  object?: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  systemFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  systemTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  episodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Episode']>>, ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<FactHistoryArgs, 'axis' | 'direction' | 'first'>>;
};

export type NeighborConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['NeighborConnection'] = ResolversParentTypes['NeighborConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NeighborEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Entity']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NeighborEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['NeighborEdge'] = ResolversParentTypes['NeighborEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  distance?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  via?: Resolver<ResolversTypes['Fact'], ParentType, ContextType>;
};

export type PathResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Path'] = ResolversParentTypes['Path']> = {
  length?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  entities?: Resolver<ReadonlyArray<ResolversTypes['Entity']>, ParentType, ContextType>;
  facts?: Resolver<ReadonlyArray<ResolversTypes['Fact']>, ParentType, ContextType>;
};

export type EpisodeConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EpisodeConnection'] = ResolversParentTypes['EpisodeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EpisodeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Episode']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EpisodeEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EpisodeEdge'] = ResolversParentTypes['EpisodeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Episode'], ParentType, ContextType>;
};

export type CommunityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Community'] = ResolversParentTypes['Community']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type EpisodeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Episode'] = ResolversParentTypes['Episode']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sourceDescription?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mentions?: Resolver<ReadonlyArray<ResolversTypes['Entity']>, ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  systemFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  systemTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<CustomerFactsArgs, 'first' | 'direction'>>;
  factHistory?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<CustomerFactHistoryArgs, 'axis' | 'direction' | 'first'>>;
  neighbors?: Resolver<Maybe<ResolversTypes['NeighborConnection']>, ParentType, ContextType, RequireFields<CustomerNeighborsArgs, 'depth' | 'direction' | 'first'>>;
  mentions?: Resolver<Maybe<ResolversTypes['EpisodeConnection']>, ParentType, ContextType, RequireFields<CustomerMentionsArgs, 'first'>>;
  communities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Community']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EquipmentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Equipment'] = ResolversParentTypes['Equipment'], FederationReferenceType extends FederationReferenceTypes['Equipment'] = FederationReferenceTypes['Equipment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Equipment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<EquipmentFactsArgs, 'first' | 'direction'>>;
  factHistory?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<EquipmentFactHistoryArgs, 'axis' | 'direction' | 'first'>>;
  neighbors?: Resolver<Maybe<ResolversTypes['NeighborConnection']>, ParentType, ContextType, RequireFields<EquipmentNeighborsArgs, 'depth' | 'direction' | 'first'>>;
  mentions?: Resolver<Maybe<ResolversTypes['EpisodeConnection']>, ParentType, ContextType, RequireFields<EquipmentMentionsArgs, 'first'>>;
  communities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Community']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DriverResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Driver'] = ResolversParentTypes['Driver'], FederationReferenceType extends FederationReferenceTypes['Driver'] = FederationReferenceTypes['Driver']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Driver']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<DriverFactsArgs, 'first' | 'direction'>>;
  factHistory?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<DriverFactHistoryArgs, 'axis' | 'direction' | 'first'>>;
  neighbors?: Resolver<Maybe<ResolversTypes['NeighborConnection']>, ParentType, ContextType, RequireFields<DriverNeighborsArgs, 'depth' | 'direction' | 'first'>>;
  mentions?: Resolver<Maybe<ResolversTypes['EpisodeConnection']>, ParentType, ContextType, RequireFields<DriverMentionsArgs, 'first'>>;
  communities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Community']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LoadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Load'] = ResolversParentTypes['Load'], FederationReferenceType extends FederationReferenceTypes['Load'] = FederationReferenceTypes['Load']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Load']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<LoadFactsArgs, 'first' | 'direction'>>;
  factHistory?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<LoadFactHistoryArgs, 'axis' | 'direction' | 'first'>>;
  neighbors?: Resolver<Maybe<ResolversTypes['NeighborConnection']>, ParentType, ContextType, RequireFields<LoadNeighborsArgs, 'depth' | 'direction' | 'first'>>;
  mentions?: Resolver<Maybe<ResolversTypes['EpisodeConnection']>, ParentType, ContextType, RequireFields<LoadMentionsArgs, 'first'>>;
  communities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Community']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<InvoiceFactsArgs, 'first' | 'direction'>>;
  factHistory?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<InvoiceFactHistoryArgs, 'axis' | 'direction' | 'first'>>;
  neighbors?: Resolver<Maybe<ResolversTypes['NeighborConnection']>, ParentType, ContextType, RequireFields<InvoiceNeighborsArgs, 'depth' | 'direction' | 'first'>>;
  mentions?: Resolver<Maybe<ResolversTypes['EpisodeConnection']>, ParentType, ContextType, RequireFields<InvoiceMentionsArgs, 'first'>>;
  communities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Community']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OtherEntityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['OtherEntity'] = ResolversParentTypes['OtherEntity'], FederationReferenceType extends FederationReferenceTypes['OtherEntity'] = FederationReferenceTypes['OtherEntity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OtherEntity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<OtherEntityFactsArgs, 'first' | 'direction'>>;
  factHistory?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<OtherEntityFactHistoryArgs, 'axis' | 'direction' | 'first'>>;
  neighbors?: Resolver<Maybe<ResolversTypes['NeighborConnection']>, ParentType, ContextType, RequireFields<OtherEntityNeighborsArgs, 'depth' | 'direction' | 'first'>>;
  mentions?: Resolver<Maybe<ResolversTypes['EpisodeConnection']>, ParentType, ContextType, RequireFields<OtherEntityMentionsArgs, 'first'>>;
  communities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Community']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphContext> = {
  Moment?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Entity?: EntityResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  EntityDiff?: EntityDiffResolvers<ContextType>;
  FactDiffConnection?: FactDiffConnectionResolvers<ContextType>;
  FactDiffEdge?: FactDiffEdgeResolvers<ContextType>;
  FactDiff?: FactDiffResolvers<ContextType>;
  FactConnection?: FactConnectionResolvers<ContextType>;
  FactEdge?: FactEdgeResolvers<ContextType>;
  Fact?: FactResolvers<ContextType>;
  NeighborConnection?: NeighborConnectionResolvers<ContextType>;
  NeighborEdge?: NeighborEdgeResolvers<ContextType>;
  Path?: PathResolvers<ContextType>;
  EpisodeConnection?: EpisodeConnectionResolvers<ContextType>;
  EpisodeEdge?: EpisodeEdgeResolvers<ContextType>;
  Community?: CommunityResolvers<ContextType>;
  Episode?: EpisodeResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  Equipment?: EquipmentResolvers<ContextType>;
  Driver?: DriverResolvers<ContextType>;
  Load?: LoadResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  OtherEntity?: OtherEntityResolvers<ContextType>;
};


