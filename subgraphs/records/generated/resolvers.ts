// Made by `asof generate` from schema.graphql beside this file.
import type { Moment } from '../../../core/moment.ts';
import type { Instant } from '../../../core/instant.ts';
import type { JsonValue } from '../../../core/commit.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RecordSource, RecordConnection, RecordsContext } from '../loaders.ts';
import type { RecordVersion } from '../../../core/reads.ts';
import type { HistoryConnectionSource, HistoryVersionSource, EntityDiffSource, FieldDiffSource, DiffStepSource } from '../sources.ts';
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
  /** A calendar date, such as `2024-03-01`. */
  Date: { input: string; output: string; }
  /** An exact decimal number, as a string: `"1250.00"`. Never a float. */
  Decimal: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: JsonValue; output: JsonValue; }
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
  /** What the entity is called; null where no version is visible at the moment. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** For how long the values that are visible at the moment hold, as it was known then. */
  readonly version?: Maybe<Version>;
  /**
   * Its versions along one axis of time: what is known at the moment, over valid time; or what was known by then of the
   * moment’s valid time, over system time.
   */
  readonly history?: Maybe<HistoryConnection>;
  /** What changed of it between two moments. An axis that is left out is that of the entity’s own moment. */
  readonly diff?: Maybe<EntityDiff>;
};


/** Anything that has an id, versions and facts, read at a moment. */
export type EntityHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Anything that has an id, versions and facts, read at a moment. */
export type EntityDiffArgs = {
  from: AsOf;
  to: AsOf;
};

/** One row of what was known: the periods in which its values hold, on both axes. An open end is null. */
export type Version = {
  readonly __typename?: 'Version';
  /** When the values began to be true in the world. */
  readonly validFrom: Scalars['DateTime']['output'];
  /** When they ceased to be true, as far as was known at the moment. */
  readonly validTo?: Maybe<Scalars['DateTime']['output']>;
  /** When the system came to know it. */
  readonly systemFrom: Scalars['DateTime']['output'];
  /** When the system came to know better; null if that is later than the moment. */
  readonly systemTo?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of an entity’s versions. */
export type HistoryConnection = {
  readonly __typename?: 'HistoryConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<HistoryEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<HistoryVersion>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** How many versions there are on all pages together, at most 10,000; counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
  /** Whether `totalCount` is all of them. */
  readonly totalCountExact?: Maybe<Scalars['Boolean']['output']>;
};

/** One of the versions of a page. */
export type HistoryEdge = {
  readonly __typename?: 'HistoryEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The version. */
  readonly node: HistoryVersion;
};

/** A version of an entity, and the entity as it was then. Its bounds are shown as they were known at the moment of the history. */
export type HistoryVersion = {
  readonly __typename?: 'HistoryVersion';
  /** When its values began to be true in the world. */
  readonly validFrom: Scalars['DateTime']['output'];
  /** When they ceased to be true. */
  readonly validTo?: Maybe<Scalars['DateTime']['output']>;
  /** When the system came to know it. */
  readonly systemFrom: Scalars['DateTime']['output'];
  /** When the system came to know better; null if that is later than the moment. */
  readonly systemTo?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The entity, read where the version begins: along valid time at its `validFrom` and the moment’s system time, along
   * system time at the moment’s valid time and its `systemFrom`.
   */
  readonly entity: Entity;
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
  /** What became of it. */
  readonly kind?: Maybe<DiffKind>;
  /** The entity at the first moment; null where it is not visible then. */
  readonly before?: Maybe<Entity>;
  /** The entity at the second moment; null where it is not visible then. */
  readonly after?: Maybe<Entity>;
  /** Each field whose value is not the same, in the order of the type; `attributes` last. */
  readonly fields?: Maybe<ReadonlyArray<FieldDiff>>;
  /**
   * The changes on the way from the first moment to the second, which explain the difference: first along system time, at
   * the first moment’s valid time (what was learned), then along valid time, at the second moment’s system time (what
   * happened).
   */
  readonly steps?: Maybe<ReadonlyArray<DiffStep>>;
  /** False when more than 1,000 versions lie on a leg of the way: then there are no steps. Page through `history` instead. */
  readonly stepsComplete?: Maybe<Scalars['Boolean']['output']>;
};


/** What changed of an entity between two moments. */
export type EntityDiffStepsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A field whose value is not the same at two moments. Decimals, dates, instants and ids are texts. */
export type FieldDiff = {
  readonly __typename?: 'FieldDiff';
  /** The field’s name. */
  readonly field: Scalars['String']['output'];
  /** Its value at the first moment; null where it has none. */
  readonly before?: Maybe<Scalars['JSON']['output']>;
  /** Its value at the second moment; null where it has none. */
  readonly after?: Maybe<Scalars['JSON']['output']>;
  /** The steps on the way that changed this field. */
  readonly steps?: Maybe<ReadonlyArray<DiffStep>>;
};


/** A field whose value is not the same at two moments. Decimals, dates, instants and ids are texts. */
export type FieldDiffStepsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A change of an entity’s visible values, on the way between two moments. */
export type DiffStep = {
  readonly __typename?: 'DiffStep';
  /** The axis that the way follows there. */
  readonly axis: HistoryAxis;
  /** When, on that axis. */
  readonly at: Scalars['DateTime']['output'];
  /** Which fields change. */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** What is visible from there on, with its ends as far as they were known at the later of the two moments; null where nothing is. */
  readonly version?: Maybe<HistoryVersion>;
};

/** A page of what changed between two moments. */
export type EntityDiffConnection = {
  readonly __typename?: 'EntityDiffConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<EntityDiffEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<EntityDiff>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
};

/** One changed entity of a page. */
export type EntityDiffEdge = {
  readonly __typename?: 'EntityDiffEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** What changed. */
  readonly node: EntityDiff;
};

/** Groups of entities that have the same values, largest first. */
export type Aggregation = {
  readonly __typename?: 'Aggregation';
  /** The groups: by falling count, then by rising keys, null last. */
  readonly groups: ReadonlyArray<AggregateGroup>;
  /** Whether there are more groups than were asked for. */
  readonly hasMore: Scalars['Boolean']['output'];
};

/** Entities that have the same values in some fields. */
export type AggregateGroup = {
  readonly __typename?: 'AggregateGroup';
  /** What they have in common, in the order of `by`. */
  readonly keys: ReadonlyArray<AggregateKey>;
  /** How many they are. */
  readonly count: Scalars['Int']['output'];
  /** What their numbers come to, in the order of `of`. */
  readonly values: ReadonlyArray<AggregateValue>;
};

/** A value that all entities of a group have. */
export type AggregateKey = {
  readonly __typename?: 'AggregateKey';
  /** The field’s name. */
  readonly field: Scalars['String']['output'];
  /** Its value; decimals, dates, instants and ids are texts. */
  readonly value?: Maybe<Scalars['JSON']['output']>;
};

/** What the numbers in a field of a group’s entities come to; null where none has one. */
export type AggregateValue = {
  readonly __typename?: 'AggregateValue';
  /** The field’s name. */
  readonly field: Scalars['String']['output'];
  /** How many entities have a number there. */
  readonly count: Scalars['Int']['output'];
  /** All of them together. */
  readonly sum?: Maybe<Scalars['Decimal']['output']>;
  /** Their mean. */
  readonly avg?: Maybe<Scalars['Decimal']['output']>;
  /** The least. */
  readonly min?: Maybe<Scalars['Decimal']['output']>;
  /** The greatest. */
  readonly max?: Maybe<Scalars['Decimal']['output']>;
};

/** Where every query begins. */
export type Query = {
  readonly __typename?: 'Query';
  /** The entity with this id, of whatever type; null when it is unknown or not visible at the moment. */
  readonly entity?: Maybe<Entity>;
  /** The entity behind a store’s or a source’s own id; null when it is unknown or not visible at the moment. */
  readonly lookup?: Maybe<Entity>;
  /** The Customer with this id; null when it is unknown or not visible at the moment. */
  readonly customer?: Maybe<Customer>;
  /** The customers that are visible at the moment, ordered by id unless `orderBy` says otherwise. */
  readonly customers?: Maybe<CustomerConnection>;
  /** The customers whose visible values are not the same at two moments, ordered by id. An axis that is left out is now. */
  readonly customersDiff?: Maybe<EntityDiffConnection>;
  /** The Equipment with this id; null when it is unknown or not visible at the moment. */
  readonly equipment?: Maybe<Equipment>;
  /** The equipments that are visible at the moment, ordered by id unless `orderBy` says otherwise. */
  readonly equipments?: Maybe<EquipmentConnection>;
  /** The equipments whose visible values are not the same at two moments, ordered by id. An axis that is left out is now. */
  readonly equipmentsDiff?: Maybe<EntityDiffConnection>;
  /** The Driver with this id; null when it is unknown or not visible at the moment. */
  readonly driver?: Maybe<Driver>;
  /** The drivers that are visible at the moment, ordered by id unless `orderBy` says otherwise. */
  readonly drivers?: Maybe<DriverConnection>;
  /** The drivers whose visible values are not the same at two moments, ordered by id. An axis that is left out is now. */
  readonly driversDiff?: Maybe<EntityDiffConnection>;
  /** The Load with this id; null when it is unknown or not visible at the moment. */
  readonly load?: Maybe<Load>;
  /** The loads that are visible at the moment, ordered by id unless `orderBy` says otherwise. */
  readonly loads?: Maybe<LoadConnection>;
  /** The loads whose visible values are not the same at two moments, ordered by id. An axis that is left out is now. */
  readonly loadsDiff?: Maybe<EntityDiffConnection>;
  /** The Invoice with this id; null when it is unknown or not visible at the moment. */
  readonly invoice?: Maybe<Invoice>;
  /** The invoices that are visible at the moment, ordered by id unless `orderBy` says otherwise. */
  readonly invoices?: Maybe<InvoiceConnection>;
  /** The invoices whose visible values are not the same at two moments, ordered by id. An axis that is left out is now. */
  readonly invoicesDiff?: Maybe<EntityDiffConnection>;
  /** The OtherEntity with this id; null when it is unknown or not visible at the moment. */
  readonly otherEntity?: Maybe<OtherEntity>;
  /** The otherEntities that are visible at the moment, ordered by id unless `orderBy` says otherwise. */
  readonly otherEntities?: Maybe<OtherEntityConnection>;
  /** The otherEntities whose visible values are not the same at two moments, ordered by id. An axis that is left out is now. */
  readonly otherEntitiesDiff?: Maybe<EntityDiffConnection>;
};


/** Where every query begins. */
export type QueryEntityArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryLookupArgs = {
  store: Store;
  externalId: Scalars['String']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
  source?: InputMaybe<Scalars['String']['input']>;
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryCustomersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  orderBy?: InputMaybe<ReadonlyArray<CustomerOrder>>;
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryCustomersDiffArgs = {
  from: AsOf;
  to: AsOf;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every query begins. */
export type QueryEquipmentArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryEquipmentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EquipmentFilter>;
  orderBy?: InputMaybe<ReadonlyArray<EquipmentOrder>>;
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryEquipmentsDiffArgs = {
  from: AsOf;
  to: AsOf;
  filter?: InputMaybe<EquipmentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every query begins. */
export type QueryDriverArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryDriversArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DriverFilter>;
  orderBy?: InputMaybe<ReadonlyArray<DriverOrder>>;
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryDriversDiffArgs = {
  from: AsOf;
  to: AsOf;
  filter?: InputMaybe<DriverFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every query begins. */
export type QueryLoadArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryLoadsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LoadFilter>;
  orderBy?: InputMaybe<ReadonlyArray<LoadOrder>>;
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryLoadsDiffArgs = {
  from: AsOf;
  to: AsOf;
  filter?: InputMaybe<LoadFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every query begins. */
export type QueryInvoiceArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryInvoicesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  orderBy?: InputMaybe<ReadonlyArray<InvoiceOrder>>;
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryInvoicesDiffArgs = {
  from: AsOf;
  to: AsOf;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every query begins. */
export type QueryOtherEntityArgs = {
  id: Scalars['ID']['input'];
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryOtherEntitiesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OtherEntityFilter>;
  orderBy?: InputMaybe<ReadonlyArray<OtherEntityOrder>>;
  at?: InputMaybe<AsOf>;
};


/** Where every query begins. */
export type QueryOtherEntitiesDiffArgs = {
  from: AsOf;
  to: AsOf;
  filter?: InputMaybe<OtherEntityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Whose own id `lookup` is given. */
export type Store =
  /** Graphiti’s uuid of a node, or Asof’s own id. */
  | 'NEO4J'
  /** The id in the tables of versions. */
  | 'POSTGRESQL'
  /** The id in the vector collection. */
  | 'VECTORS'
  /** The key that a row of an import had in its source. */
  | 'IMPORT';

/** Conditions on a list of texts; all that are given must hold. Case counts. */
export type StringListFilter = {
  /** Has this text among its own. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Is null, or is not. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/**
 * Conditions on a value within JSON; all that are given must hold. Comparisons are within one JSON type, a number with a
 * number and a text with a text; with a value of another type, as with null, they hold neither as they are nor under `not`.
 */
export type JsonFilter = {
  /** The keys that lead to the value, from the outermost on, at most 10; none for the whole. In a list a key is a place, from 0. */
  readonly path: ReadonlyArray<Scalars['String']['input']>;
  /** Is this value. */
  readonly eq?: InputMaybe<Scalars['JSON']['input']>;
  /** Is another value; null is none, and so neither. */
  readonly ne?: InputMaybe<Scalars['JSON']['input']>;
  /** Is one of these, at most 1,000. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['JSON']['input']>>;
  /** Is less. */
  readonly lt?: InputMaybe<Scalars['JSON']['input']>;
  /** Is less or the same. */
  readonly lte?: InputMaybe<Scalars['JSON']['input']>;
  /** Is more. */
  readonly gt?: InputMaybe<Scalars['JSON']['input']>;
  /** Is more or the same. */
  readonly gte?: InputMaybe<Scalars['JSON']['input']>;
  /** Is a text that begins with this one. Case counts. */
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
  /** Is a text that has this one inside. Case counts. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** Is null or not there, or is neither. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on a whole number; all that are given must hold. */
export type IntFilter = {
  /** Is this number. */
  readonly eq?: InputMaybe<Scalars['Int']['input']>;
  /** Is another number. */
  readonly ne?: InputMaybe<Scalars['Int']['input']>;
  /** Is one of these, at most 1,000. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** Is less. */
  readonly lt?: InputMaybe<Scalars['Int']['input']>;
  /** Is less or the same. */
  readonly lte?: InputMaybe<Scalars['Int']['input']>;
  /** Is more. */
  readonly gt?: InputMaybe<Scalars['Int']['input']>;
  /** Is more or the same. */
  readonly gte?: InputMaybe<Scalars['Int']['input']>;
  /** Is null, or is not. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on an exact decimal; all that are given must hold. */
export type DecimalFilter = {
  /** Is this number, however many zeros end it. */
  readonly eq?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is another number. */
  readonly ne?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is one of these, at most 1,000. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
  /** Is less. */
  readonly lt?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is less or the same. */
  readonly lte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is more. */
  readonly gt?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is more or the same. */
  readonly gte?: InputMaybe<Scalars['Decimal']['input']>;
  /** Is null, or is not. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on a calendar date; all that are given must hold. */
export type DateFilter = {
  /** Is this day. */
  readonly eq?: InputMaybe<Scalars['Date']['input']>;
  /** Is another day. */
  readonly ne?: InputMaybe<Scalars['Date']['input']>;
  /** Is one of these, at most 1,000. */
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  /** Is earlier. */
  readonly lt?: InputMaybe<Scalars['Date']['input']>;
  /** Is earlier or the same. */
  readonly lte?: InputMaybe<Scalars['Date']['input']>;
  /** Is later. */
  readonly gt?: InputMaybe<Scalars['Date']['input']>;
  /** Is later or the same. */
  readonly gte?: InputMaybe<Scalars['Date']['input']>;
  /** Is null, or is not. */
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A company that orders freight and is invoiced for it. */
export type Customer = Entity & {
  readonly __typename?: 'Customer';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The company’s name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Standing with us: BRONZE, SILVER, GOLD or PLATINUM. */
  readonly tier?: Maybe<Scalars['String']['output']>;
  /** What the company does, such as “furniture”. */
  readonly industry?: Maybe<Scalars['String']['output']>;
  /** Where invoices go. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The dispatch desk’s telephone. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** How much may be outstanding, in US dollars. */
  readonly creditLimit?: Maybe<Scalars['Decimal']['output']>;
  /** Days from issue until an invoice is due. */
  readonly paymentTermsDays?: Maybe<Scalars['Int']['output']>;
  /** Postal address: street, city, state, postalCode. */
  readonly address?: Maybe<Scalars['JSON']['output']>;
  /** Open attributes that the type has no field for. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** For how long the values that are visible at the moment hold, as it was known then. */
  readonly version?: Maybe<Version>;
  /** Its versions along one axis of time, as known at the moment. */
  readonly history?: Maybe<HistoryConnection>;
  /** What changed of it between two moments. An axis that is left out is that of the entity’s own moment. */
  readonly diff?: Maybe<EntityDiff>;
};


/** A company that orders freight and is invoiced for it. */
export type CustomerHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A company that orders freight and is invoiced for it. */
export type CustomerDiffArgs = {
  from: AsOf;
  to: AsOf;
};

/** One of the customers of a page. */
export type CustomerEdge = {
  readonly __typename?: 'CustomerEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: Customer;
};

/** A page of customers. */
export type CustomerConnection = {
  readonly __typename?: 'CustomerConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<CustomerEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Customer>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** How many match on all pages together, at most 10,000; counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
  /** Whether `totalCount` is all of them. */
  readonly totalCountExact?: Maybe<Scalars['Boolean']['output']>;
  /** Counts and sums of all customers that match, by their values. */
  readonly aggregate?: Maybe<Aggregation>;
};


/** A page of customers. */
export type CustomerConnectionAggregateArgs = {
  by?: InputMaybe<ReadonlyArray<CustomerGroupField>>;
  of?: InputMaybe<ReadonlyArray<CustomerNumberField>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Which customers to list; all that is given must hold. At most 5 levels and 100 conditions. */
export type CustomerFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<CustomerFilter>>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<CustomerFilter>>;
  /** This does not hold. As in SQL, a comparison with null holds neither as it is nor under `not`: add `isNull`. */
  readonly not?: InputMaybe<CustomerFilter>;
  /** Conditions on: The company’s name. */
  readonly name?: InputMaybe<StringFilter>;
  /** Conditions on: Standing with us: BRONZE, SILVER, GOLD or PLATINUM. */
  readonly tier?: InputMaybe<StringFilter>;
  /** Conditions on: What the company does, such as “furniture”. */
  readonly industry?: InputMaybe<StringFilter>;
  /** Conditions on: Where invoices go. */
  readonly email?: InputMaybe<StringFilter>;
  /** Conditions on: The dispatch desk’s telephone. */
  readonly phone?: InputMaybe<StringFilter>;
  /** Conditions on: How much may be outstanding, in US dollars. */
  readonly creditLimit?: InputMaybe<DecimalFilter>;
  /** Conditions on: Days from issue until an invoice is due. */
  readonly paymentTermsDays?: InputMaybe<IntFilter>;
  /** Conditions on: Postal address: street, city, state, postalCode. */
  readonly address?: InputMaybe<ReadonlyArray<JsonFilter>>;
  /** Conditions on: The entity’s id. */
  readonly id?: InputMaybe<IdFilter>;
  /** Conditions on: Open attributes. */
  readonly attributes?: InputMaybe<ReadonlyArray<JsonFilter>>;
};

/** By which field to order customers; ties are ordered by id. */
export type CustomerOrder = {
  /** The field. */
  readonly field: CustomerOrderField;
  /** Rising or falling. */
  readonly direction?: InputMaybe<Direction>;
};

/** Fields by which customers can be ordered. */
export type CustomerOrderField =
  /** The company’s name. */
  | 'name'
  /** Standing with us: BRONZE, SILVER, GOLD or PLATINUM. */
  | 'tier'
  /** What the company does, such as “furniture”. */
  | 'industry'
  /** Where invoices go. */
  | 'email'
  /** The dispatch desk’s telephone. */
  | 'phone'
  /** How much may be outstanding, in US dollars. */
  | 'creditLimit'
  /** Days from issue until an invoice is due. */
  | 'paymentTermsDays'
  /** When the visible values began to be true. */
  | 'validFrom'
  /** When the visible values became known. */
  | 'systemFrom';

/** Fields by whose values customers can be grouped. */
export type CustomerGroupField =
  /** The company’s name. */
  | 'name'
  /** Standing with us: BRONZE, SILVER, GOLD or PLATINUM. */
  | 'tier'
  /** What the company does, such as “furniture”. */
  | 'industry'
  /** Where invoices go. */
  | 'email'
  /** The dispatch desk’s telephone. */
  | 'phone'
  /** How much may be outstanding, in US dollars. */
  | 'creditLimit'
  /** Days from issue until an invoice is due. */
  | 'paymentTermsDays';

/** Fields of customers that can be summed up. */
export type CustomerNumberField =
  /** How much may be outstanding, in US dollars. */
  | 'creditLimit'
  /** Days from issue until an invoice is due. */
  | 'paymentTermsDays';

/** A tractor or trailer of the fleet. */
export type Equipment = Entity & {
  readonly __typename?: 'Equipment';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The name in every store: its unitNumber. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The number painted on it. */
  readonly unitNumber?: Maybe<Scalars['String']['output']>;
  /** TRACTOR, DRY_VAN, REEFER, FLATBED or TANKER. */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** Manufacturer. */
  readonly make?: Maybe<Scalars['String']['output']>;
  /** The manufacturer’s name for the model. */
  readonly model?: Maybe<Scalars['String']['output']>;
  /** Year of the model. */
  readonly modelYear?: Maybe<Scalars['Int']['output']>;
  /** Vehicle identification number. */
  readonly vin?: Maybe<Scalars['String']['output']>;
  /** Payload in kilograms. */
  readonly capacityKg?: Maybe<Scalars['Int']['output']>;
  /** AVAILABLE, IN_USE, MAINTENANCE or RETIRED. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** The terminal it belongs to. */
  readonly homeTerminal?: Maybe<Scalars['String']['output']>;
  /** Open attributes that the type has no field for. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** For how long the values that are visible at the moment hold, as it was known then. */
  readonly version?: Maybe<Version>;
  /** Its versions along one axis of time, as known at the moment. */
  readonly history?: Maybe<HistoryConnection>;
  /** What changed of it between two moments. An axis that is left out is that of the entity’s own moment. */
  readonly diff?: Maybe<EntityDiff>;
};


/** A tractor or trailer of the fleet. */
export type EquipmentHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A tractor or trailer of the fleet. */
export type EquipmentDiffArgs = {
  from: AsOf;
  to: AsOf;
};

/** One of the equipments of a page. */
export type EquipmentEdge = {
  readonly __typename?: 'EquipmentEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: Equipment;
};

/** A page of equipments. */
export type EquipmentConnection = {
  readonly __typename?: 'EquipmentConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<EquipmentEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Equipment>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** How many match on all pages together, at most 10,000; counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
  /** Whether `totalCount` is all of them. */
  readonly totalCountExact?: Maybe<Scalars['Boolean']['output']>;
  /** Counts and sums of all equipments that match, by their values. */
  readonly aggregate?: Maybe<Aggregation>;
};


/** A page of equipments. */
export type EquipmentConnectionAggregateArgs = {
  by?: InputMaybe<ReadonlyArray<EquipmentGroupField>>;
  of?: InputMaybe<ReadonlyArray<EquipmentNumberField>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Which equipments to list; all that is given must hold. At most 5 levels and 100 conditions. */
export type EquipmentFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<EquipmentFilter>>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<EquipmentFilter>>;
  /** This does not hold. As in SQL, a comparison with null holds neither as it is nor under `not`: add `isNull`. */
  readonly not?: InputMaybe<EquipmentFilter>;
  /** Conditions on: The number painted on it. */
  readonly unitNumber?: InputMaybe<StringFilter>;
  /** Conditions on: TRACTOR, DRY_VAN, REEFER, FLATBED or TANKER. */
  readonly kind?: InputMaybe<StringFilter>;
  /** Conditions on: Manufacturer. */
  readonly make?: InputMaybe<StringFilter>;
  /** Conditions on: The manufacturer’s name for the model. */
  readonly model?: InputMaybe<StringFilter>;
  /** Conditions on: Year of the model. */
  readonly modelYear?: InputMaybe<IntFilter>;
  /** Conditions on: Vehicle identification number. */
  readonly vin?: InputMaybe<StringFilter>;
  /** Conditions on: Payload in kilograms. */
  readonly capacityKg?: InputMaybe<IntFilter>;
  /** Conditions on: AVAILABLE, IN_USE, MAINTENANCE or RETIRED. */
  readonly status?: InputMaybe<StringFilter>;
  /** Conditions on: The terminal it belongs to. */
  readonly homeTerminal?: InputMaybe<StringFilter>;
  /** Conditions on: The entity’s id. */
  readonly id?: InputMaybe<IdFilter>;
  /** Conditions on: Open attributes. */
  readonly attributes?: InputMaybe<ReadonlyArray<JsonFilter>>;
};

/** By which field to order equipments; ties are ordered by id. */
export type EquipmentOrder = {
  /** The field. */
  readonly field: EquipmentOrderField;
  /** Rising or falling. */
  readonly direction?: InputMaybe<Direction>;
};

/** Fields by which equipments can be ordered. */
export type EquipmentOrderField =
  /** The number painted on it. */
  | 'unitNumber'
  /** TRACTOR, DRY_VAN, REEFER, FLATBED or TANKER. */
  | 'kind'
  /** Manufacturer. */
  | 'make'
  /** The manufacturer’s name for the model. */
  | 'model'
  /** Year of the model. */
  | 'modelYear'
  /** Vehicle identification number. */
  | 'vin'
  /** Payload in kilograms. */
  | 'capacityKg'
  /** AVAILABLE, IN_USE, MAINTENANCE or RETIRED. */
  | 'status'
  /** The terminal it belongs to. */
  | 'homeTerminal'
  /** When the visible values began to be true. */
  | 'validFrom'
  /** When the visible values became known. */
  | 'systemFrom';

/** Fields by whose values equipments can be grouped. */
export type EquipmentGroupField =
  /** The number painted on it. */
  | 'unitNumber'
  /** TRACTOR, DRY_VAN, REEFER, FLATBED or TANKER. */
  | 'kind'
  /** Manufacturer. */
  | 'make'
  /** The manufacturer’s name for the model. */
  | 'model'
  /** Year of the model. */
  | 'modelYear'
  /** Vehicle identification number. */
  | 'vin'
  /** Payload in kilograms. */
  | 'capacityKg'
  /** AVAILABLE, IN_USE, MAINTENANCE or RETIRED. */
  | 'status'
  /** The terminal it belongs to. */
  | 'homeTerminal';

/** Fields of equipments that can be summed up. */
export type EquipmentNumberField =
  /** Year of the model. */
  | 'modelYear'
  /** Payload in kilograms. */
  | 'capacityKg';

/** A person who drives for the company. */
export type Driver = Entity & {
  readonly __typename?: 'Driver';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The driver’s name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Number of the commercial driving licence. */
  readonly licenseNumber?: Maybe<Scalars['String']['output']>;
  /** Class of the licence: A, B or C. */
  readonly licenseClass?: Maybe<Scalars['String']['output']>;
  /** Last day on which the licence is good. */
  readonly licenseExpiresOn?: Maybe<Scalars['Date']['output']>;
  /** First day of employment. */
  readonly hiredOn?: Maybe<Scalars['Date']['output']>;
  /** ACTIVE, ON_LEAVE, SUSPENDED or LEFT. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** The terminal from which the driver starts. */
  readonly homeTerminal?: Maybe<Scalars['String']['output']>;
  /** The driver’s telephone. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Open attributes that the type has no field for. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** For how long the values that are visible at the moment hold, as it was known then. */
  readonly version?: Maybe<Version>;
  /** Its versions along one axis of time, as known at the moment. */
  readonly history?: Maybe<HistoryConnection>;
  /** What changed of it between two moments. An axis that is left out is that of the entity’s own moment. */
  readonly diff?: Maybe<EntityDiff>;
};


/** A person who drives for the company. */
export type DriverHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A person who drives for the company. */
export type DriverDiffArgs = {
  from: AsOf;
  to: AsOf;
};

/** One of the drivers of a page. */
export type DriverEdge = {
  readonly __typename?: 'DriverEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: Driver;
};

/** A page of drivers. */
export type DriverConnection = {
  readonly __typename?: 'DriverConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<DriverEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Driver>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** How many match on all pages together, at most 10,000; counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
  /** Whether `totalCount` is all of them. */
  readonly totalCountExact?: Maybe<Scalars['Boolean']['output']>;
  /** Counts and sums of all drivers that match, by their values. */
  readonly aggregate?: Maybe<Aggregation>;
};


/** A page of drivers. */
export type DriverConnectionAggregateArgs = {
  by?: InputMaybe<ReadonlyArray<DriverGroupField>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Which drivers to list; all that is given must hold. At most 5 levels and 100 conditions. */
export type DriverFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<DriverFilter>>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<DriverFilter>>;
  /** This does not hold. As in SQL, a comparison with null holds neither as it is nor under `not`: add `isNull`. */
  readonly not?: InputMaybe<DriverFilter>;
  /** Conditions on: The driver’s name. */
  readonly name?: InputMaybe<StringFilter>;
  /** Conditions on: Number of the commercial driving licence. */
  readonly licenseNumber?: InputMaybe<StringFilter>;
  /** Conditions on: Class of the licence: A, B or C. */
  readonly licenseClass?: InputMaybe<StringFilter>;
  /** Conditions on: Last day on which the licence is good. */
  readonly licenseExpiresOn?: InputMaybe<DateFilter>;
  /** Conditions on: First day of employment. */
  readonly hiredOn?: InputMaybe<DateFilter>;
  /** Conditions on: ACTIVE, ON_LEAVE, SUSPENDED or LEFT. */
  readonly status?: InputMaybe<StringFilter>;
  /** Conditions on: The terminal from which the driver starts. */
  readonly homeTerminal?: InputMaybe<StringFilter>;
  /** Conditions on: The driver’s telephone. */
  readonly phone?: InputMaybe<StringFilter>;
  /** Conditions on: The entity’s id. */
  readonly id?: InputMaybe<IdFilter>;
  /** Conditions on: Open attributes. */
  readonly attributes?: InputMaybe<ReadonlyArray<JsonFilter>>;
};

/** By which field to order drivers; ties are ordered by id. */
export type DriverOrder = {
  /** The field. */
  readonly field: DriverOrderField;
  /** Rising or falling. */
  readonly direction?: InputMaybe<Direction>;
};

/** Fields by which drivers can be ordered. */
export type DriverOrderField =
  /** The driver’s name. */
  | 'name'
  /** Number of the commercial driving licence. */
  | 'licenseNumber'
  /** Class of the licence: A, B or C. */
  | 'licenseClass'
  /** Last day on which the licence is good. */
  | 'licenseExpiresOn'
  /** First day of employment. */
  | 'hiredOn'
  /** ACTIVE, ON_LEAVE, SUSPENDED or LEFT. */
  | 'status'
  /** The terminal from which the driver starts. */
  | 'homeTerminal'
  /** The driver’s telephone. */
  | 'phone'
  /** When the visible values began to be true. */
  | 'validFrom'
  /** When the visible values became known. */
  | 'systemFrom';

/** Fields by whose values drivers can be grouped. */
export type DriverGroupField =
  /** The driver’s name. */
  | 'name'
  /** Number of the commercial driving licence. */
  | 'licenseNumber'
  /** Class of the licence: A, B or C. */
  | 'licenseClass'
  /** Last day on which the licence is good. */
  | 'licenseExpiresOn'
  /** First day of employment. */
  | 'hiredOn'
  /** ACTIVE, ON_LEAVE, SUSPENDED or LEFT. */
  | 'status'
  /** The terminal from which the driver starts. */
  | 'homeTerminal'
  /** The driver’s telephone. */
  | 'phone';

/** One shipment, from pick-up to delivery. */
export type Load = Entity & {
  readonly __typename?: 'Load';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The name in every store: its reference. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The number that customer and dispatcher know it by. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Where it is picked up. */
  readonly origin?: Maybe<Scalars['String']['output']>;
  /** Where it is delivered. */
  readonly destination?: Maybe<Scalars['String']['output']>;
  /** What is shipped. */
  readonly commodity?: Maybe<Scalars['String']['output']>;
  /** When it is to be picked up. */
  readonly pickupAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it has to be delivered. */
  readonly deliverBy?: Maybe<Scalars['DateTime']['output']>;
  /** Weight in kilograms. */
  readonly weightKg?: Maybe<Scalars['Int']['output']>;
  /** Length of the route in kilometres. */
  readonly distanceKm?: Maybe<Scalars['Int']['output']>;
  /** BOOKED, DISPATCHED, IN_TRANSIT, DELIVERED or CANCELLED. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** Price agreed for the shipment, in US dollars. */
  readonly rate?: Maybe<Scalars['Decimal']['output']>;
  /** Who ordered it. Read at the same moment; null where it is not visible then. */
  readonly customer?: Maybe<Customer>;
  /** Who drives it. Read at the same moment; null where it is not visible then. */
  readonly driver?: Maybe<Driver>;
  /** The trailer that carries it. Read at the same moment; null where it is not visible then. */
  readonly equipment?: Maybe<Equipment>;
  /** Open attributes that the type has no field for. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** For how long the values that are visible at the moment hold, as it was known then. */
  readonly version?: Maybe<Version>;
  /** Its versions along one axis of time, as known at the moment. */
  readonly history?: Maybe<HistoryConnection>;
  /** What changed of it between two moments. An axis that is left out is that of the entity’s own moment. */
  readonly diff?: Maybe<EntityDiff>;
};


/** One shipment, from pick-up to delivery. */
export type LoadHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** One shipment, from pick-up to delivery. */
export type LoadDiffArgs = {
  from: AsOf;
  to: AsOf;
};

/** One of the loads of a page. */
export type LoadEdge = {
  readonly __typename?: 'LoadEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: Load;
};

/** A page of loads. */
export type LoadConnection = {
  readonly __typename?: 'LoadConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<LoadEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Load>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** How many match on all pages together, at most 10,000; counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
  /** Whether `totalCount` is all of them. */
  readonly totalCountExact?: Maybe<Scalars['Boolean']['output']>;
  /** Counts and sums of all loads that match, by their values. */
  readonly aggregate?: Maybe<Aggregation>;
};


/** A page of loads. */
export type LoadConnectionAggregateArgs = {
  by?: InputMaybe<ReadonlyArray<LoadGroupField>>;
  of?: InputMaybe<ReadonlyArray<LoadNumberField>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Which loads to list; all that is given must hold. At most 5 levels and 100 conditions. */
export type LoadFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<LoadFilter>>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<LoadFilter>>;
  /** This does not hold. As in SQL, a comparison with null holds neither as it is nor under `not`: add `isNull`. */
  readonly not?: InputMaybe<LoadFilter>;
  /** Conditions on: The number that customer and dispatcher know it by. */
  readonly reference?: InputMaybe<StringFilter>;
  /** Conditions on: Where it is picked up. */
  readonly origin?: InputMaybe<StringFilter>;
  /** Conditions on: Where it is delivered. */
  readonly destination?: InputMaybe<StringFilter>;
  /** Conditions on: What is shipped. */
  readonly commodity?: InputMaybe<StringFilter>;
  /** Conditions on: When it is to be picked up. */
  readonly pickupAt?: InputMaybe<DateTimeFilter>;
  /** Conditions on: When it has to be delivered. */
  readonly deliverBy?: InputMaybe<DateTimeFilter>;
  /** Conditions on: Weight in kilograms. */
  readonly weightKg?: InputMaybe<IntFilter>;
  /** Conditions on: Length of the route in kilometres. */
  readonly distanceKm?: InputMaybe<IntFilter>;
  /** Conditions on: BOOKED, DISPATCHED, IN_TRANSIT, DELIVERED or CANCELLED. */
  readonly status?: InputMaybe<StringFilter>;
  /** Conditions on: Price agreed for the shipment, in US dollars. */
  readonly rate?: InputMaybe<DecimalFilter>;
  /** Conditions on: Who ordered it. */
  readonly customer?: InputMaybe<IdFilter>;
  /** Conditions on: Who drives it. */
  readonly driver?: InputMaybe<IdFilter>;
  /** Conditions on: The trailer that carries it. */
  readonly equipment?: InputMaybe<IdFilter>;
  /** Conditions on: The entity’s id. */
  readonly id?: InputMaybe<IdFilter>;
  /** Conditions on: Open attributes. */
  readonly attributes?: InputMaybe<ReadonlyArray<JsonFilter>>;
};

/** By which field to order loads; ties are ordered by id. */
export type LoadOrder = {
  /** The field. */
  readonly field: LoadOrderField;
  /** Rising or falling. */
  readonly direction?: InputMaybe<Direction>;
};

/** Fields by which loads can be ordered. */
export type LoadOrderField =
  /** The number that customer and dispatcher know it by. */
  | 'reference'
  /** Where it is picked up. */
  | 'origin'
  /** Where it is delivered. */
  | 'destination'
  /** What is shipped. */
  | 'commodity'
  /** When it is to be picked up. */
  | 'pickupAt'
  /** When it has to be delivered. */
  | 'deliverBy'
  /** Weight in kilograms. */
  | 'weightKg'
  /** Length of the route in kilometres. */
  | 'distanceKm'
  /** BOOKED, DISPATCHED, IN_TRANSIT, DELIVERED or CANCELLED. */
  | 'status'
  /** Price agreed for the shipment, in US dollars. */
  | 'rate'
  /** Who ordered it. */
  | 'customer'
  /** Who drives it. */
  | 'driver'
  /** The trailer that carries it. */
  | 'equipment'
  /** When the visible values began to be true. */
  | 'validFrom'
  /** When the visible values became known. */
  | 'systemFrom';

/** Fields by whose values loads can be grouped. */
export type LoadGroupField =
  /** The number that customer and dispatcher know it by. */
  | 'reference'
  /** Where it is picked up. */
  | 'origin'
  /** Where it is delivered. */
  | 'destination'
  /** What is shipped. */
  | 'commodity'
  /** When it is to be picked up. */
  | 'pickupAt'
  /** When it has to be delivered. */
  | 'deliverBy'
  /** Weight in kilograms. */
  | 'weightKg'
  /** Length of the route in kilometres. */
  | 'distanceKm'
  /** BOOKED, DISPATCHED, IN_TRANSIT, DELIVERED or CANCELLED. */
  | 'status'
  /** Price agreed for the shipment, in US dollars. */
  | 'rate'
  /** Who ordered it. */
  | 'customer'
  /** Who drives it. */
  | 'driver'
  /** The trailer that carries it. */
  | 'equipment';

/** Fields of loads that can be summed up. */
export type LoadNumberField =
  /** Weight in kilograms. */
  | 'weightKg'
  /** Length of the route in kilometres. */
  | 'distanceKm'
  /** Price agreed for the shipment, in US dollars. */
  | 'rate';

/** A bill for a load. */
export type Invoice = Entity & {
  readonly __typename?: 'Invoice';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The name in every store: its number. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The number printed on it. */
  readonly number?: Maybe<Scalars['String']['output']>;
  /** What is owed, in US dollars. */
  readonly amount?: Maybe<Scalars['Decimal']['output']>;
  /** DRAFT, SENT, PAID, OVERDUE or VOID. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** Day of issue. */
  readonly issuedOn?: Maybe<Scalars['Date']['output']>;
  /** Day by which it has to be paid. */
  readonly dueOn?: Maybe<Scalars['Date']['output']>;
  /** Day on which it was paid. */
  readonly paidOn?: Maybe<Scalars['Date']['output']>;
  /** Who owes it. Read at the same moment; null where it is not visible then. */
  readonly customer?: Maybe<Customer>;
  /** The load it bills. Read at the same moment; null where it is not visible then. */
  readonly load?: Maybe<Load>;
  /** Open attributes that the type has no field for. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** For how long the values that are visible at the moment hold, as it was known then. */
  readonly version?: Maybe<Version>;
  /** Its versions along one axis of time, as known at the moment. */
  readonly history?: Maybe<HistoryConnection>;
  /** What changed of it between two moments. An axis that is left out is that of the entity’s own moment. */
  readonly diff?: Maybe<EntityDiff>;
};


/** A bill for a load. */
export type InvoiceHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A bill for a load. */
export type InvoiceDiffArgs = {
  from: AsOf;
  to: AsOf;
};

/** One of the invoices of a page. */
export type InvoiceEdge = {
  readonly __typename?: 'InvoiceEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: Invoice;
};

/** A page of invoices. */
export type InvoiceConnection = {
  readonly __typename?: 'InvoiceConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<InvoiceEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<Invoice>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** How many match on all pages together, at most 10,000; counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
  /** Whether `totalCount` is all of them. */
  readonly totalCountExact?: Maybe<Scalars['Boolean']['output']>;
  /** Counts and sums of all invoices that match, by their values. */
  readonly aggregate?: Maybe<Aggregation>;
};


/** A page of invoices. */
export type InvoiceConnectionAggregateArgs = {
  by?: InputMaybe<ReadonlyArray<InvoiceGroupField>>;
  of?: InputMaybe<ReadonlyArray<InvoiceNumberField>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Which invoices to list; all that is given must hold. At most 5 levels and 100 conditions. */
export type InvoiceFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<InvoiceFilter>>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<InvoiceFilter>>;
  /** This does not hold. As in SQL, a comparison with null holds neither as it is nor under `not`: add `isNull`. */
  readonly not?: InputMaybe<InvoiceFilter>;
  /** Conditions on: The number printed on it. */
  readonly number?: InputMaybe<StringFilter>;
  /** Conditions on: What is owed, in US dollars. */
  readonly amount?: InputMaybe<DecimalFilter>;
  /** Conditions on: DRAFT, SENT, PAID, OVERDUE or VOID. */
  readonly status?: InputMaybe<StringFilter>;
  /** Conditions on: Day of issue. */
  readonly issuedOn?: InputMaybe<DateFilter>;
  /** Conditions on: Day by which it has to be paid. */
  readonly dueOn?: InputMaybe<DateFilter>;
  /** Conditions on: Day on which it was paid. */
  readonly paidOn?: InputMaybe<DateFilter>;
  /** Conditions on: Who owes it. */
  readonly customer?: InputMaybe<IdFilter>;
  /** Conditions on: The load it bills. */
  readonly load?: InputMaybe<IdFilter>;
  /** Conditions on: The entity’s id. */
  readonly id?: InputMaybe<IdFilter>;
  /** Conditions on: Open attributes. */
  readonly attributes?: InputMaybe<ReadonlyArray<JsonFilter>>;
};

/** By which field to order invoices; ties are ordered by id. */
export type InvoiceOrder = {
  /** The field. */
  readonly field: InvoiceOrderField;
  /** Rising or falling. */
  readonly direction?: InputMaybe<Direction>;
};

/** Fields by which invoices can be ordered. */
export type InvoiceOrderField =
  /** The number printed on it. */
  | 'number'
  /** What is owed, in US dollars. */
  | 'amount'
  /** DRAFT, SENT, PAID, OVERDUE or VOID. */
  | 'status'
  /** Day of issue. */
  | 'issuedOn'
  /** Day by which it has to be paid. */
  | 'dueOn'
  /** Day on which it was paid. */
  | 'paidOn'
  /** Who owes it. */
  | 'customer'
  /** The load it bills. */
  | 'load'
  /** When the visible values began to be true. */
  | 'validFrom'
  /** When the visible values became known. */
  | 'systemFrom';

/** Fields by whose values invoices can be grouped. */
export type InvoiceGroupField =
  /** The number printed on it. */
  | 'number'
  /** What is owed, in US dollars. */
  | 'amount'
  /** DRAFT, SENT, PAID, OVERDUE or VOID. */
  | 'status'
  /** Day of issue. */
  | 'issuedOn'
  /** Day by which it has to be paid. */
  | 'dueOn'
  /** Day on which it was paid. */
  | 'paidOn'
  /** Who owes it. */
  | 'customer'
  /** The load it bills. */
  | 'load';

/** Fields of invoices that can be summed up. */
export type InvoiceNumberField =
  /** What is owed, in US dollars. */
  | 'amount';

/** A node of the graph with a label that no registered type has. */
export type OtherEntity = Entity & {
  readonly __typename?: 'OtherEntity';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The node’s name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The labels that it has in the graph, besides `Entity`. */
  readonly labels?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What the graph has summed up about it. */
  readonly summary?: Maybe<Scalars['String']['output']>;
  /** Open attributes that the type has no field for. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** For how long the values that are visible at the moment hold, as it was known then. */
  readonly version?: Maybe<Version>;
  /** Its versions along one axis of time, as known at the moment. */
  readonly history?: Maybe<HistoryConnection>;
  /** What changed of it between two moments. An axis that is left out is that of the entity’s own moment. */
  readonly diff?: Maybe<EntityDiff>;
};


/** A node of the graph with a label that no registered type has. */
export type OtherEntityHistoryArgs = {
  axis?: InputMaybe<HistoryAxis>;
  direction?: InputMaybe<Direction>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A node of the graph with a label that no registered type has. */
export type OtherEntityDiffArgs = {
  from: AsOf;
  to: AsOf;
};

/** One of the otherEntities of a page. */
export type OtherEntityEdge = {
  readonly __typename?: 'OtherEntityEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: OtherEntity;
};

/** A page of otherEntities. */
export type OtherEntityConnection = {
  readonly __typename?: 'OtherEntityConnection';
  /** The page, with cursors. */
  readonly edges: ReadonlyArray<OtherEntityEdge>;
  /** The page, without cursors. */
  readonly nodes: ReadonlyArray<OtherEntity>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
  /** How many match on all pages together, at most 10,000; counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
  /** Whether `totalCount` is all of them. */
  readonly totalCountExact?: Maybe<Scalars['Boolean']['output']>;
  /** Counts and sums of all otherEntities that match, by their values. */
  readonly aggregate?: Maybe<Aggregation>;
};


/** A page of otherEntities. */
export type OtherEntityConnectionAggregateArgs = {
  by?: InputMaybe<ReadonlyArray<OtherEntityGroupField>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Which otherEntities to list; all that is given must hold. At most 5 levels and 100 conditions. */
export type OtherEntityFilter = {
  /** All of these hold. */
  readonly and?: InputMaybe<ReadonlyArray<OtherEntityFilter>>;
  /** At least one of these holds. */
  readonly or?: InputMaybe<ReadonlyArray<OtherEntityFilter>>;
  /** This does not hold. As in SQL, a comparison with null holds neither as it is nor under `not`: add `isNull`. */
  readonly not?: InputMaybe<OtherEntityFilter>;
  /** Conditions on: The node’s name. */
  readonly name?: InputMaybe<StringFilter>;
  /** Conditions on: The labels that it has in the graph, besides `Entity`. */
  readonly labels?: InputMaybe<StringListFilter>;
  /** Conditions on: What the graph has summed up about it. */
  readonly summary?: InputMaybe<StringFilter>;
  /** Conditions on: The entity’s id. */
  readonly id?: InputMaybe<IdFilter>;
  /** Conditions on: Open attributes. */
  readonly attributes?: InputMaybe<ReadonlyArray<JsonFilter>>;
};

/** By which field to order otherEntities; ties are ordered by id. */
export type OtherEntityOrder = {
  /** The field. */
  readonly field: OtherEntityOrderField;
  /** Rising or falling. */
  readonly direction?: InputMaybe<Direction>;
};

/** Fields by which otherEntities can be ordered. */
export type OtherEntityOrderField =
  /** The node’s name. */
  | 'name'
  /** When the visible values began to be true. */
  | 'validFrom'
  /** When the visible values became known. */
  | 'systemFrom';

/** Fields by whose values otherEntities can be grouped. */
export type OtherEntityGroupField =
  /** The node’s name. */
  | 'name';



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
  Entity: ResolverTypeWrapper<RecordSource>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Version: ResolverTypeWrapper<RecordVersion>;
  HistoryConnection: ResolverTypeWrapper<HistoryConnectionSource>;
  HistoryEdge: ResolverTypeWrapper<Omit<HistoryEdge, 'node'> & { node: ResolversTypes['HistoryVersion'] }>;
  HistoryVersion: ResolverTypeWrapper<HistoryVersionSource>;
  DiffKind: DiffKind;
  EntityDiff: ResolverTypeWrapper<EntityDiffSource>;
  FieldDiff: ResolverTypeWrapper<FieldDiffSource>;
  DiffStep: ResolverTypeWrapper<DiffStepSource>;
  EntityDiffConnection: ResolverTypeWrapper<Omit<EntityDiffConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['EntityDiffEdge']>, nodes: ReadonlyArray<ResolversTypes['EntityDiff']> }>;
  EntityDiffEdge: ResolverTypeWrapper<Omit<EntityDiffEdge, 'node'> & { node: ResolversTypes['EntityDiff'] }>;
  Aggregation: ResolverTypeWrapper<Aggregation>;
  AggregateGroup: ResolverTypeWrapper<AggregateGroup>;
  AggregateKey: ResolverTypeWrapper<AggregateKey>;
  AggregateValue: ResolverTypeWrapper<AggregateValue>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Store: Store;
  StringListFilter: StringListFilter;
  JsonFilter: JsonFilter;
  IntFilter: IntFilter;
  DecimalFilter: DecimalFilter;
  DateFilter: DateFilter;
  Customer: ResolverTypeWrapper<RecordSource>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerConnection: ResolverTypeWrapper<RecordConnection>;
  CustomerFilter: CustomerFilter;
  CustomerOrder: CustomerOrder;
  CustomerOrderField: CustomerOrderField;
  CustomerGroupField: CustomerGroupField;
  CustomerNumberField: CustomerNumberField;
  Equipment: ResolverTypeWrapper<RecordSource>;
  EquipmentEdge: ResolverTypeWrapper<Omit<EquipmentEdge, 'node'> & { node: ResolversTypes['Equipment'] }>;
  EquipmentConnection: ResolverTypeWrapper<RecordConnection>;
  EquipmentFilter: EquipmentFilter;
  EquipmentOrder: EquipmentOrder;
  EquipmentOrderField: EquipmentOrderField;
  EquipmentGroupField: EquipmentGroupField;
  EquipmentNumberField: EquipmentNumberField;
  Driver: ResolverTypeWrapper<RecordSource>;
  DriverEdge: ResolverTypeWrapper<Omit<DriverEdge, 'node'> & { node: ResolversTypes['Driver'] }>;
  DriverConnection: ResolverTypeWrapper<RecordConnection>;
  DriverFilter: DriverFilter;
  DriverOrder: DriverOrder;
  DriverOrderField: DriverOrderField;
  DriverGroupField: DriverGroupField;
  Load: ResolverTypeWrapper<RecordSource>;
  LoadEdge: ResolverTypeWrapper<Omit<LoadEdge, 'node'> & { node: ResolversTypes['Load'] }>;
  LoadConnection: ResolverTypeWrapper<RecordConnection>;
  LoadFilter: LoadFilter;
  LoadOrder: LoadOrder;
  LoadOrderField: LoadOrderField;
  LoadGroupField: LoadGroupField;
  LoadNumberField: LoadNumberField;
  Invoice: ResolverTypeWrapper<RecordSource>;
  InvoiceEdge: ResolverTypeWrapper<Omit<InvoiceEdge, 'node'> & { node: ResolversTypes['Invoice'] }>;
  InvoiceConnection: ResolverTypeWrapper<RecordConnection>;
  InvoiceFilter: InvoiceFilter;
  InvoiceOrder: InvoiceOrder;
  InvoiceOrderField: InvoiceOrderField;
  InvoiceGroupField: InvoiceGroupField;
  InvoiceNumberField: InvoiceNumberField;
  OtherEntity: ResolverTypeWrapper<RecordSource>;
  OtherEntityEdge: ResolverTypeWrapper<Omit<OtherEntityEdge, 'node'> & { node: ResolversTypes['OtherEntity'] }>;
  OtherEntityConnection: ResolverTypeWrapper<RecordConnection>;
  OtherEntityFilter: OtherEntityFilter;
  OtherEntityOrder: OtherEntityOrder;
  OtherEntityOrderField: OtherEntityOrderField;
  OtherEntityGroupField: OtherEntityGroupField;
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
  Entity: RecordSource;
  Int: Scalars['Int']['output'];
  Version: RecordVersion;
  HistoryConnection: HistoryConnectionSource;
  HistoryEdge: Omit<HistoryEdge, 'node'> & { node: ResolversParentTypes['HistoryVersion'] };
  HistoryVersion: HistoryVersionSource;
  EntityDiff: EntityDiffSource;
  FieldDiff: FieldDiffSource;
  DiffStep: DiffStepSource;
  EntityDiffConnection: Omit<EntityDiffConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['EntityDiffEdge']>, nodes: ReadonlyArray<ResolversParentTypes['EntityDiff']> };
  EntityDiffEdge: Omit<EntityDiffEdge, 'node'> & { node: ResolversParentTypes['EntityDiff'] };
  Aggregation: Aggregation;
  AggregateGroup: AggregateGroup;
  AggregateKey: AggregateKey;
  AggregateValue: AggregateValue;
  Date: Scalars['Date']['output'];
  Decimal: Scalars['Decimal']['output'];
  JSON: Scalars['JSON']['output'];
  Query: Record<PropertyKey, never>;
  StringListFilter: StringListFilter;
  JsonFilter: JsonFilter;
  IntFilter: IntFilter;
  DecimalFilter: DecimalFilter;
  DateFilter: DateFilter;
  Customer: RecordSource;
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerConnection: RecordConnection;
  CustomerFilter: CustomerFilter;
  CustomerOrder: CustomerOrder;
  Equipment: RecordSource;
  EquipmentEdge: Omit<EquipmentEdge, 'node'> & { node: ResolversParentTypes['Equipment'] };
  EquipmentConnection: RecordConnection;
  EquipmentFilter: EquipmentFilter;
  EquipmentOrder: EquipmentOrder;
  Driver: RecordSource;
  DriverEdge: Omit<DriverEdge, 'node'> & { node: ResolversParentTypes['Driver'] };
  DriverConnection: RecordConnection;
  DriverFilter: DriverFilter;
  DriverOrder: DriverOrder;
  Load: RecordSource;
  LoadEdge: Omit<LoadEdge, 'node'> & { node: ResolversParentTypes['Load'] };
  LoadConnection: RecordConnection;
  LoadFilter: LoadFilter;
  LoadOrder: LoadOrder;
  Invoice: RecordSource;
  InvoiceEdge: Omit<InvoiceEdge, 'node'> & { node: ResolversParentTypes['Invoice'] };
  InvoiceConnection: RecordConnection;
  InvoiceFilter: InvoiceFilter;
  InvoiceOrder: InvoiceOrder;
  OtherEntity: RecordSource;
  OtherEntityEdge: Omit<OtherEntityEdge, 'node'> & { node: ResolversParentTypes['OtherEntity'] };
  OtherEntityConnection: RecordConnection;
  OtherEntityFilter: OtherEntityFilter;
  OtherEntityOrder: OtherEntityOrder;
};

export interface MomentScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Moment'], any> {
  name: 'Moment';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type PageInfoResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EntityResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Entity'] = ResolversParentTypes['Entity']> = {
  __resolveType: TypeResolveFn<'Customer' | 'Equipment' | 'Driver' | 'Load' | 'Invoice' | 'OtherEntity', ParentType, ContextType>;
};

export type VersionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Version'] = ResolversParentTypes['Version']> = {
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  systemFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  systemTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type HistoryConnectionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['HistoryConnection'] = ResolversParentTypes['HistoryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HistoryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['HistoryVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalCountExact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type HistoryEdgeResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['HistoryEdge'] = ResolversParentTypes['HistoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HistoryVersion'], ParentType, ContextType>;
};

export type HistoryVersionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['HistoryVersion'] = ResolversParentTypes['HistoryVersion']> = {
  validFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  systemFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  systemTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  entity?: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
};

export type EntityDiffResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['EntityDiff'] = ResolversParentTypes['EntityDiff'], FederationReferenceType extends FederationReferenceTypes['EntityDiff'] = FederationReferenceTypes['EntityDiff']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['EntityDiff']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['DiffKind']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['FieldDiff']>>, ParentType, ContextType>;
  steps?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DiffStep']>>, ParentType, ContextType, RequireFields<EntityDiffStepsArgs, 'first'>>;
  stepsComplete?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type FieldDiffResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['FieldDiff'] = ResolversParentTypes['FieldDiff']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  steps?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DiffStep']>>, ParentType, ContextType, RequireFields<FieldDiffStepsArgs, 'first'>>;
};

export type DiffStepResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['DiffStep'] = ResolversParentTypes['DiffStep']> = {
  axis?: Resolver<ResolversTypes['HistoryAxis'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['HistoryVersion']>, ParentType, ContextType>;
};

export type EntityDiffConnectionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['EntityDiffConnection'] = ResolversParentTypes['EntityDiffConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EntityDiffEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['EntityDiff']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EntityDiffEdgeResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['EntityDiffEdge'] = ResolversParentTypes['EntityDiffEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EntityDiff'], ParentType, ContextType>;
};

export type AggregationResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Aggregation'] = ResolversParentTypes['Aggregation']> = {
  groups?: Resolver<ReadonlyArray<ResolversTypes['AggregateGroup']>, ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AggregateGroupResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['AggregateGroup'] = ResolversParentTypes['AggregateGroup']> = {
  keys?: Resolver<ReadonlyArray<ResolversTypes['AggregateKey']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['AggregateValue']>, ParentType, ContextType>;
};

export type AggregateKeyResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['AggregateKey'] = ResolversParentTypes['AggregateKey']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type AggregateValueResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['AggregateValue'] = ResolversParentTypes['AggregateValue']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sum?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  avg?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type QueryResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  entity?: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType, RequireFields<QueryEntityArgs, 'id'>>;
  lookup?: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType, RequireFields<QueryLookupArgs, 'store' | 'externalId'>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customers?: Resolver<Maybe<ResolversTypes['CustomerConnection']>, ParentType, ContextType, RequireFields<QueryCustomersArgs, 'first'>>;
  customersDiff?: Resolver<Maybe<ResolversTypes['EntityDiffConnection']>, ParentType, ContextType, RequireFields<QueryCustomersDiffArgs, 'from' | 'to' | 'first'>>;
  equipment?: Resolver<Maybe<ResolversTypes['Equipment']>, ParentType, ContextType, RequireFields<QueryEquipmentArgs, 'id'>>;
  equipments?: Resolver<Maybe<ResolversTypes['EquipmentConnection']>, ParentType, ContextType, RequireFields<QueryEquipmentsArgs, 'first'>>;
  equipmentsDiff?: Resolver<Maybe<ResolversTypes['EntityDiffConnection']>, ParentType, ContextType, RequireFields<QueryEquipmentsDiffArgs, 'from' | 'to' | 'first'>>;
  driver?: Resolver<Maybe<ResolversTypes['Driver']>, ParentType, ContextType, RequireFields<QueryDriverArgs, 'id'>>;
  drivers?: Resolver<Maybe<ResolversTypes['DriverConnection']>, ParentType, ContextType, RequireFields<QueryDriversArgs, 'first'>>;
  driversDiff?: Resolver<Maybe<ResolversTypes['EntityDiffConnection']>, ParentType, ContextType, RequireFields<QueryDriversDiffArgs, 'from' | 'to' | 'first'>>;
  load?: Resolver<Maybe<ResolversTypes['Load']>, ParentType, ContextType, RequireFields<QueryLoadArgs, 'id'>>;
  loads?: Resolver<Maybe<ResolversTypes['LoadConnection']>, ParentType, ContextType, RequireFields<QueryLoadsArgs, 'first'>>;
  loadsDiff?: Resolver<Maybe<ResolversTypes['EntityDiffConnection']>, ParentType, ContextType, RequireFields<QueryLoadsDiffArgs, 'from' | 'to' | 'first'>>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<QueryInvoiceArgs, 'id'>>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, RequireFields<QueryInvoicesArgs, 'first'>>;
  invoicesDiff?: Resolver<Maybe<ResolversTypes['EntityDiffConnection']>, ParentType, ContextType, RequireFields<QueryInvoicesDiffArgs, 'from' | 'to' | 'first'>>;
  otherEntity?: Resolver<Maybe<ResolversTypes['OtherEntity']>, ParentType, ContextType, RequireFields<QueryOtherEntityArgs, 'id'>>;
  otherEntities?: Resolver<Maybe<ResolversTypes['OtherEntityConnection']>, ParentType, ContextType, RequireFields<QueryOtherEntitiesArgs, 'first'>>;
  otherEntitiesDiff?: Resolver<Maybe<ResolversTypes['EntityDiffConnection']>, ParentType, ContextType, RequireFields<QueryOtherEntitiesDiffArgs, 'from' | 'to' | 'first'>>;
};

export type CustomerResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  creditLimit?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  paymentTermsDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['HistoryConnection']>, ParentType, ContextType, RequireFields<CustomerHistoryArgs, 'axis' | 'direction' | 'first'>>;
  diff?: Resolver<Maybe<ResolversTypes['EntityDiff']>, ParentType, ContextType, RequireFields<CustomerDiffArgs, 'from' | 'to'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalCountExact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  aggregate?: Resolver<Maybe<ResolversTypes['Aggregation']>, ParentType, ContextType, RequireFields<CustomerConnectionAggregateArgs, 'by' | 'of' | 'first'>>;
};

export type EquipmentResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Equipment'] = ResolversParentTypes['Equipment'], FederationReferenceType extends FederationReferenceTypes['Equipment'] = FederationReferenceTypes['Equipment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Equipment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unitNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  make?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modelYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  capacityKg?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  homeTerminal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['HistoryConnection']>, ParentType, ContextType, RequireFields<EquipmentHistoryArgs, 'axis' | 'direction' | 'first'>>;
  diff?: Resolver<Maybe<ResolversTypes['EntityDiff']>, ParentType, ContextType, RequireFields<EquipmentDiffArgs, 'from' | 'to'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EquipmentEdgeResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['EquipmentEdge'] = ResolversParentTypes['EquipmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Equipment'], ParentType, ContextType>;
};

export type EquipmentConnectionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['EquipmentConnection'] = ResolversParentTypes['EquipmentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EquipmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Equipment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalCountExact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  aggregate?: Resolver<Maybe<ResolversTypes['Aggregation']>, ParentType, ContextType, RequireFields<EquipmentConnectionAggregateArgs, 'by' | 'of' | 'first'>>;
};

export type DriverResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Driver'] = ResolversParentTypes['Driver'], FederationReferenceType extends FederationReferenceTypes['Driver'] = FederationReferenceTypes['Driver']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Driver']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  licenseNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  licenseClass?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  licenseExpiresOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  hiredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  homeTerminal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['HistoryConnection']>, ParentType, ContextType, RequireFields<DriverHistoryArgs, 'axis' | 'direction' | 'first'>>;
  diff?: Resolver<Maybe<ResolversTypes['EntityDiff']>, ParentType, ContextType, RequireFields<DriverDiffArgs, 'from' | 'to'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DriverEdgeResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['DriverEdge'] = ResolversParentTypes['DriverEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Driver'], ParentType, ContextType>;
};

export type DriverConnectionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['DriverConnection'] = ResolversParentTypes['DriverConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DriverEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Driver']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalCountExact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  aggregate?: Resolver<Maybe<ResolversTypes['Aggregation']>, ParentType, ContextType, RequireFields<DriverConnectionAggregateArgs, 'by' | 'first'>>;
};

export type LoadResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Load'] = ResolversParentTypes['Load'], FederationReferenceType extends FederationReferenceTypes['Load'] = FederationReferenceTypes['Load']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Load']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  destination?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  commodity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pickupAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deliverBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  weightKg?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  distanceKm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  driver?: Resolver<Maybe<ResolversTypes['Driver']>, ParentType, ContextType>;
  equipment?: Resolver<Maybe<ResolversTypes['Equipment']>, ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['HistoryConnection']>, ParentType, ContextType, RequireFields<LoadHistoryArgs, 'axis' | 'direction' | 'first'>>;
  diff?: Resolver<Maybe<ResolversTypes['EntityDiff']>, ParentType, ContextType, RequireFields<LoadDiffArgs, 'from' | 'to'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LoadEdgeResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['LoadEdge'] = ResolversParentTypes['LoadEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Load'], ParentType, ContextType>;
};

export type LoadConnectionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['LoadConnection'] = ResolversParentTypes['LoadConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LoadEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Load']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalCountExact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  aggregate?: Resolver<Maybe<ResolversTypes['Aggregation']>, ParentType, ContextType, RequireFields<LoadConnectionAggregateArgs, 'by' | 'of' | 'first'>>;
};

export type InvoiceResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  dueOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  paidOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  load?: Resolver<Maybe<ResolversTypes['Load']>, ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['HistoryConnection']>, ParentType, ContextType, RequireFields<InvoiceHistoryArgs, 'axis' | 'direction' | 'first'>>;
  diff?: Resolver<Maybe<ResolversTypes['EntityDiff']>, ParentType, ContextType, RequireFields<InvoiceDiffArgs, 'from' | 'to'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Invoice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalCountExact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  aggregate?: Resolver<Maybe<ResolversTypes['Aggregation']>, ParentType, ContextType, RequireFields<InvoiceConnectionAggregateArgs, 'by' | 'of' | 'first'>>;
};

export type OtherEntityResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['OtherEntity'] = ResolversParentTypes['OtherEntity'], FederationReferenceType extends FederationReferenceTypes['OtherEntity'] = FederationReferenceTypes['OtherEntity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OtherEntity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  labels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Version']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ResolversTypes['HistoryConnection']>, ParentType, ContextType, RequireFields<OtherEntityHistoryArgs, 'axis' | 'direction' | 'first'>>;
  diff?: Resolver<Maybe<ResolversTypes['EntityDiff']>, ParentType, ContextType, RequireFields<OtherEntityDiffArgs, 'from' | 'to'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OtherEntityEdgeResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['OtherEntityEdge'] = ResolversParentTypes['OtherEntityEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OtherEntity'], ParentType, ContextType>;
};

export type OtherEntityConnectionResolvers<ContextType = RecordsContext, ParentType extends ResolversParentTypes['OtherEntityConnection'] = ResolversParentTypes['OtherEntityConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OtherEntityEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['OtherEntity']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  totalCountExact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  aggregate?: Resolver<Maybe<ResolversTypes['Aggregation']>, ParentType, ContextType, RequireFields<OtherEntityConnectionAggregateArgs, 'by' | 'first'>>;
};

export type Resolvers<ContextType = RecordsContext> = {
  Moment?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Entity?: EntityResolvers<ContextType>;
  Version?: VersionResolvers<ContextType>;
  HistoryConnection?: HistoryConnectionResolvers<ContextType>;
  HistoryEdge?: HistoryEdgeResolvers<ContextType>;
  HistoryVersion?: HistoryVersionResolvers<ContextType>;
  EntityDiff?: EntityDiffResolvers<ContextType>;
  FieldDiff?: FieldDiffResolvers<ContextType>;
  DiffStep?: DiffStepResolvers<ContextType>;
  EntityDiffConnection?: EntityDiffConnectionResolvers<ContextType>;
  EntityDiffEdge?: EntityDiffEdgeResolvers<ContextType>;
  Aggregation?: AggregationResolvers<ContextType>;
  AggregateGroup?: AggregateGroupResolvers<ContextType>;
  AggregateKey?: AggregateKeyResolvers<ContextType>;
  AggregateValue?: AggregateValueResolvers<ContextType>;
  Date?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  Equipment?: EquipmentResolvers<ContextType>;
  EquipmentEdge?: EquipmentEdgeResolvers<ContextType>;
  EquipmentConnection?: EquipmentConnectionResolvers<ContextType>;
  Driver?: DriverResolvers<ContextType>;
  DriverEdge?: DriverEdgeResolvers<ContextType>;
  DriverConnection?: DriverConnectionResolvers<ContextType>;
  Load?: LoadResolvers<ContextType>;
  LoadEdge?: LoadEdgeResolvers<ContextType>;
  LoadConnection?: LoadConnectionResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  OtherEntity?: OtherEntityResolvers<ContextType>;
  OtherEntityEdge?: OtherEntityEdgeResolvers<ContextType>;
  OtherEntityConnection?: OtherEntityConnectionResolvers<ContextType>;
};


