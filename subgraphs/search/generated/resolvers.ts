// Made by `asof generate` from schema.graphql beside this file.
import type { Moment } from '../../../core/moment.ts';
import type { Instant } from '../../../core/instant.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EntitySource } from '../../kit/entities.ts';
import type { SearchEdgeSource, SearchContext } from '../loaders.ts';
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
  /** The nearest entities of all types at the moment, without itself; null where it has no text then. */
  readonly similar?: Maybe<ReadonlyArray<Entity>>;
};


/** Anything that has an id, versions and facts, read at a moment. */
export type EntitySimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Where every query begins. */
export type Query = {
  readonly __typename?: 'Query';
  /**
   * The entities of all types whose text at the moment is nearest to this text, the nearest first. Exact: everything that
   * is visible is compared, and what has nothing in common with the text is left out.
   */
  readonly search?: Maybe<SearchConnection>;
};


/** Where every query begins. */
export type QuerySearchArgs = {
  text: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  at?: InputMaybe<AsOf>;
};

/** A page of what was found, the nearest first. */
export type SearchConnection = {
  readonly __typename?: 'SearchConnection';
  /** The page, with cursors and scores. */
  readonly edges: ReadonlyArray<SearchEdge>;
  /** The page, without them. */
  readonly nodes: ReadonlyArray<Entity>;
  /** Where the page lies among all. */
  readonly pageInfo: PageInfo;
};

/** One entity that was found. */
export type SearchEdge = {
  readonly __typename?: 'SearchEdge';
  /** To be sent as `after` for what follows this one. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: Entity;
  /** Cosine similarity, −1 to 1; higher is nearer. */
  readonly score: Scalars['Float']['output'];
};

/** A company that orders freight and is invoiced for it. */
export type Customer = Entity & {
  readonly __typename?: 'Customer';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The nearest entities of all types at the moment, without itself; null where it has no text then. */
  readonly similar?: Maybe<ReadonlyArray<Entity>>;
};


/** A company that orders freight and is invoiced for it. */
export type CustomerSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A tractor or trailer of the fleet. */
export type Equipment = Entity & {
  readonly __typename?: 'Equipment';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The nearest entities of all types at the moment, without itself; null where it has no text then. */
  readonly similar?: Maybe<ReadonlyArray<Entity>>;
};


/** A tractor or trailer of the fleet. */
export type EquipmentSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A person who drives for the company. */
export type Driver = Entity & {
  readonly __typename?: 'Driver';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The nearest entities of all types at the moment, without itself; null where it has no text then. */
  readonly similar?: Maybe<ReadonlyArray<Entity>>;
};


/** A person who drives for the company. */
export type DriverSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One shipment, from pick-up to delivery. */
export type Load = Entity & {
  readonly __typename?: 'Load';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The nearest entities of all types at the moment, without itself; null where it has no text then. */
  readonly similar?: Maybe<ReadonlyArray<Entity>>;
};


/** One shipment, from pick-up to delivery. */
export type LoadSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A bill for a load. */
export type Invoice = Entity & {
  readonly __typename?: 'Invoice';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The nearest entities of all types at the moment, without itself; null where it has no text then. */
  readonly similar?: Maybe<ReadonlyArray<Entity>>;
};


/** A bill for a load. */
export type InvoiceSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A node of the graph with a label that no registered type has. */
export type OtherEntity = Entity & {
  readonly __typename?: 'OtherEntity';
  /** The entity’s id, a UUID: the same in every store and at every moment. */
  readonly id: Scalars['ID']['output'];
  /** The moment at which this entity is read; part of its key. */
  readonly moment: Scalars['Moment']['output'];
  /** The nearest entities of all types at the moment, without itself; null where it has no text then. */
  readonly similar?: Maybe<ReadonlyArray<Entity>>;
};


/** A node of the graph with a label that no registered type has. */
export type OtherEntitySimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
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
  HistoryAxis: HistoryAxis;
  Direction: Direction;
  StringFilter: StringFilter;
  DateTimeFilter: DateTimeFilter;
  IdFilter: IdFilter;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Entity: ResolverTypeWrapper<EntitySource>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SearchConnection: ResolverTypeWrapper<Omit<SearchConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SearchEdge']>, nodes: ReadonlyArray<ResolversTypes['Entity']> }>;
  SearchEdge: ResolverTypeWrapper<SearchEdgeSource>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
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
  SearchConnection: Omit<SearchConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SearchEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Entity']> };
  SearchEdge: SearchEdgeSource;
  Float: Scalars['Float']['output'];
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

export type PageInfoResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EntityResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['Entity'] = ResolversParentTypes['Entity']> = {
  __resolveType: TypeResolveFn<'Customer' | 'Equipment' | 'Driver' | 'Load' | 'Invoice' | 'OtherEntity', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  search?: Resolver<Maybe<ResolversTypes['SearchConnection']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'text' | 'first'>>;
};

export type SearchConnectionResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['SearchConnection'] = ResolversParentTypes['SearchConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SearchEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Entity']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SearchEdgeResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['SearchEdge'] = ResolversParentTypes['SearchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  similar?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Entity']>>, ParentType, ContextType, RequireFields<CustomerSimilarArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EquipmentResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['Equipment'] = ResolversParentTypes['Equipment'], FederationReferenceType extends FederationReferenceTypes['Equipment'] = FederationReferenceTypes['Equipment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Equipment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  similar?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Entity']>>, ParentType, ContextType, RequireFields<EquipmentSimilarArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DriverResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['Driver'] = ResolversParentTypes['Driver'], FederationReferenceType extends FederationReferenceTypes['Driver'] = FederationReferenceTypes['Driver']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Driver']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  similar?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Entity']>>, ParentType, ContextType, RequireFields<DriverSimilarArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LoadResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['Load'] = ResolversParentTypes['Load'], FederationReferenceType extends FederationReferenceTypes['Load'] = FederationReferenceTypes['Load']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Load']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  similar?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Entity']>>, ParentType, ContextType, RequireFields<LoadSimilarArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice'], FederationReferenceType extends FederationReferenceTypes['Invoice'] = FederationReferenceTypes['Invoice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Invoice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  similar?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Entity']>>, ParentType, ContextType, RequireFields<InvoiceSimilarArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OtherEntityResolvers<ContextType = SearchContext, ParentType extends ResolversParentTypes['OtherEntity'] = ResolversParentTypes['OtherEntity'], FederationReferenceType extends FederationReferenceTypes['OtherEntity'] = FederationReferenceTypes['OtherEntity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OtherEntity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moment?: Resolver<ResolversTypes['Moment'], ParentType, ContextType>;
  similar?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Entity']>>, ParentType, ContextType, RequireFields<OtherEntitySimilarArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = SearchContext> = {
  Moment?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Entity?: EntityResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SearchConnection?: SearchConnectionResolvers<ContextType>;
  SearchEdge?: SearchEdgeResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  Equipment?: EquipmentResolvers<ContextType>;
  Driver?: DriverResolvers<ContextType>;
  Load?: LoadResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  OtherEntity?: OtherEntityResolvers<ContextType>;
};


