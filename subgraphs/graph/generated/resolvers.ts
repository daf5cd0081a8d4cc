// Made by `asof generate` from schema.graphql beside this file.
import type { Moment } from '../../../core/moment.ts';
import type { Instant } from '../../../core/instant.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EntitySource } from '../../kit/entities.ts';
import type { FactConnectionSource, FactSource, EpisodeSource, GraphContext } from '../loaders.ts';
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

/** Anything that has an id, versions and facts, read at a moment. */
export type Entity = {
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom. */
  readonly facts?: Maybe<FactConnection>;
};


/** Anything that has an id, versions and facts, read at a moment. */
export type EntityFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
};

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
  /** How many there are on all pages together; counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
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
  /** Its facts that are visible at the moment, newest first by validFrom. */
  readonly facts?: Maybe<FactConnection>;
};


/** A company that orders freight and is invoiced for it. */
export type CustomerFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
};

/** A tractor or trailer of the fleet. */
export type Equipment = Entity & {
  readonly __typename?: 'Equipment';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom. */
  readonly facts?: Maybe<FactConnection>;
};


/** A tractor or trailer of the fleet. */
export type EquipmentFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
};

/** A person who drives for the company. */
export type Driver = Entity & {
  readonly __typename?: 'Driver';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom. */
  readonly facts?: Maybe<FactConnection>;
};


/** A person who drives for the company. */
export type DriverFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
};

/** One shipment, from pick-up to delivery. */
export type Load = Entity & {
  readonly __typename?: 'Load';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom. */
  readonly facts?: Maybe<FactConnection>;
};


/** One shipment, from pick-up to delivery. */
export type LoadFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
};

/** A bill for a load. */
export type Invoice = Entity & {
  readonly __typename?: 'Invoice';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom. */
  readonly facts?: Maybe<FactConnection>;
};


/** A bill for a load. */
export type InvoiceFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
};

/** A node of the graph with a label that no registered type has. */
export type OtherEntity = Entity & {
  readonly __typename?: 'OtherEntity';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** Its facts that are visible at the moment, newest first by validFrom. */
  readonly facts?: Maybe<FactConnection>;
};


/** A node of the graph with a label that no registered type has. */
export type OtherEntityFactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  direction?: InputMaybe<FactDirection>;
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
  Customer: Customer;
  Equipment: Equipment;
  Driver: Driver;
  Load: Load;
  Invoice: Invoice;
  OtherEntity: OtherEntity;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
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
  Entity: ResolverTypeWrapper<EntitySource>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  FactDirection: FactDirection;
  FactConnection: ResolverTypeWrapper<FactConnectionSource>;
  FactEdge: ResolverTypeWrapper<Omit<FactEdge, 'node'> & { node: ResolversTypes['Fact'] }>;
  Fact: ResolverTypeWrapper<FactSource>;
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
  Entity: EntitySource;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  FactConnection: FactConnectionSource;
  FactEdge: Omit<FactEdge, 'node'> & { node: ResolversParentTypes['Fact'] };
  Fact: FactSource;
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

export type FactConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FactConnection'] = ResolversParentTypes['FactConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FactEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Fact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
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
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EquipmentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Equipment'] = ResolversParentTypes['Equipment'], FederationReferenceType extends FederationReferenceTypes['Equipment'] = FederationReferenceTypes['Equipment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Equipment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<EquipmentFactsArgs, 'first' | 'direction'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DriverResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Driver'] = ResolversParentTypes['Driver'], FederationReferenceType extends FederationReferenceTypes['Driver'] = FederationReferenceTypes['Driver']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Driver']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<DriverFactsArgs, 'first' | 'direction'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LoadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Load'] = ResolversParentTypes['Load'], FederationReferenceType extends FederationReferenceTypes['Load'] = FederationReferenceTypes['Load']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Load']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<LoadFactsArgs, 'first' | 'direction'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<InvoiceFactsArgs, 'first' | 'direction'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OtherEntityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['OtherEntity'] = ResolversParentTypes['OtherEntity'], FederationReferenceType extends FederationReferenceTypes['OtherEntity'] = FederationReferenceTypes['OtherEntity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OtherEntity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  facts?: Resolver<Maybe<ResolversTypes['FactConnection']>, ParentType, ContextType, RequireFields<OtherEntityFactsArgs, 'first' | 'direction'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphContext> = {
  Moment?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Entity?: EntityResolvers<ContextType>;
  FactConnection?: FactConnectionResolvers<ContextType>;
  FactEdge?: FactEdgeResolvers<ContextType>;
  Fact?: FactResolvers<ContextType>;
  Episode?: EpisodeResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  Equipment?: EquipmentResolvers<ContextType>;
  Driver?: DriverResolvers<ContextType>;
  Load?: LoadResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  OtherEntity?: OtherEntityResolvers<ContextType>;
};


