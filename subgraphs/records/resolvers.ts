// Resolvers of the records subgraph: the same for each type of the registry, by its fields.
import type { GraphQLResolveInfo } from 'graphql';
import type { EntityRef, FieldValue } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import { type Id, isId, parseId } from '../../core/ids.ts';

import type { Moment } from '../../core/moment.ts';
import type { RecordVersion } from '../../core/reads.ts';
import type { EntityType, Field, Registry } from '../../core/registry.ts';
import { endOf, entitiesResolver, entityAt } from '../kit/entities.ts';
import { scalars } from '../kit/scalars.ts';
import { checkText } from '../kit/text.ts';
import { type DiffsArguments, diffOf, diffResolvers, listDiffs } from './diff.ts';
import type {
  CustomerConnectionResolvers,
  CustomerResolvers,
  QueryLookupArgs,
  QueryResolvers,
  VersionResolvers,
} from './generated/resolvers.ts';
import { historyConnection, historyVersion, readHistory } from './history.ts';
import { type ListArguments, listRecords } from './list.ts';
import type { RecordSource, RecordsContext } from './loaders.ts';

type MaybePromise<T> = T | Promise<T>;

/** Fields that entities of all types resolve alike; the generated types of one stand for all. */
type EntityResolvers = Required<
  Pick<CustomerResolvers, 'id' | 'moment' | 'name' | 'attributes' | 'version' | 'history' | 'diff'>
>;

/** The resolver map of the records subgraph for a registry. */
export function recordsResolvers(registry: Registry): object {
  const query: QueryResolvers = {
    entity: async (_root, { id, at }, context) => {
      const key = { id: parseId(id), moment: await context.request.momentAt(at) };
      return visible(registry, await context.loaders.typeName.load(key.id), key, context);
    },
    lookup: async (_root, args, context) => {
      const moment = await context.request.momentAt(args.at);
      const found = await lookUp(registry, args, context);
      return found && visible(registry, found.type, { id: found.id, moment }, context);
    },
  };
  const resolvers: Record<string, object> = {
    ...scalars,
    Query: { ...query, ...rootFields(registry), _entities: entitiesResolver(registry) },
    Version: version,
    HistoryConnection: historyConnection,
    HistoryVersion: historyVersion,
    ...diffResolvers(registry),
  };
  for (const type of registry.types) {
    resolvers[type.name] = { ...entityResolvers(type), ...fieldResolvers(registry, type) };
    resolvers[`${type.name}Connection`] = connection;
  }
  return resolvers;
}

const connection: Pick<CustomerConnectionResolvers, 'totalCount' | 'totalCountExact' | 'aggregate'> = {
  totalCount: async ({ count }) => (await count()).total,
  totalCountExact: async ({ count }) => (await count()).isExact,
  aggregate: ({ aggregate }, args) => aggregate(args),
};

const version: Pick<VersionResolvers, 'validTo' | 'systemTo'> = {
  validTo: ({ validTo }) => endOf(validTo),
  systemTo: ({ systemTo }) => endOf(systemTo),
};

/** `customer(id:, at:)` and `customers(…)` of each type. */
function rootFields(registry: Registry): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const type of registry.types) {
    fields[type.singular] = async (
      _root: unknown,
      args: { id: string; at?: ListArguments['at'] },
      context: RecordsContext,
    ) =>
      visible(registry, type.name, { id: parseId(args.id), moment: await context.request.momentAt(args.at) }, context);
    fields[type.plural] = (_root: unknown, args: ListArguments, context: RecordsContext, info: GraphQLResolveInfo) =>
      listRecords(type, args, context, info);
    fields[`${type.plural}Diff`] = (_root: unknown, args: DiffsArguments, context: RecordsContext) =>
      listDiffs(type, args, context);
  }
  return fields;
}

function entityResolvers(type: EntityType): EntityResolvers {
  return {
    id: ({ id }) => id,
    moment: ({ moment }) => moment,
    name: (source, _args, context) =>
      ofVersion(type, source, context, ({ values }) => (values.fields[type.nameField] ?? null) as string | null),
    attributes: (source, _args, context) => ofVersion(type, source, context, ({ values }) => values.attributes),
    version: (source, _args, context) => ofVersion(type, source, context, (found) => found),
    history: (source, args, context, info) => readHistory(type, source, args, context, info),
    diff: (source, args) => diffOf(type, source, args),
  };
}

function fieldResolvers(registry: Registry, type: EntityType): Record<string, unknown> {
  const resolverOf = (field: Field) => (source: RecordSource, _args: unknown, context: RecordsContext) =>
    ofVersion(type, source, context, ({ values }): MaybePromise<FieldValue | RecordSource> => {
      const value = values.fields[field.name] ?? null;
      if (field.kind !== 'reference' || value === null) return value;
      return visible(registry, field.references ?? '', { id: value as Id, moment: source.moment }, context);
    });
  return Object.fromEntries(
    type.fields.filter(({ name }) => name !== 'name').map((field) => [field.name, resolverOf(field)]),
  );
}

/** What is read from the entity's version; null where none is visible. At once when the version is there already. */
function ofVersion<T>(
  type: EntityType,
  source: RecordSource,
  context: RecordsContext,
  read: (version: RecordVersion) => MaybePromise<T | null>,
): MaybePromise<T | null> {
  if (source.version === undefined) {
    return context.loaders.version(type, source).then((found) => found && read(found));
  }
  return source.version && read(source.version);
}

/** The entity, or null when it is not visible at the moment. */
async function visible(
  registry: Registry,
  typeName: string | null,
  key: { readonly id: Id; readonly moment: Moment },
  context: RecordsContext,
): Promise<RecordSource | null> {
  const type = typeName === null ? undefined : registry.find(typeName);
  if (!type) return null;
  const found = await context.loaders.version(type, key);
  return found && { ...entityAt({ type: type.name, id: key.id }, key.moment), version: found };
}

/** @throws AsofError TYPE_UNKNOWN, ID_INVALID, FILTER_INVALID */
async function lookUp(registry: Registry, args: QueryLookupArgs, context: RecordsContext): Promise<EntityRef | null> {
  const { store, externalId, type, source } = args;
  if (type) registry.get(type);
  checkText(externalId, 'The externalId', 'ID_INVALID');
  if (store === 'IMPORT') {
    if (!type) throw new AsofError('FILTER_INVALID', 'Give the “type”, too: the sources of imports number each apart.');
    const name = checkText(source ?? 'import', 'The source', 'FILTER_INVALID');
    return context.loaders.external.load({ source: name, type, externalId });
  }
  if (source) throw new AsofError('FILTER_INVALID', 'A “source” goes with the store IMPORT only.');
  const found = await ofStore(args, context);
  return found && (type ?? found.type) === found.type ? found : null;
}

/** A store's own id: Graphiti's uuid by the map of ids, or else Asof's, by which all stores know what Asof wrote. */
async function ofStore({ store, externalId }: QueryLookupArgs, { loaders }: RecordsContext) {
  const mapped = store === 'NEO4J' ? await loaders.external.load({ source: 'neo4j', type: null, externalId }) : null;
  if (mapped) return mapped;
  const id = externalId.toLowerCase();
  const type = isId(id) ? await loaders.typeName.load(id) : null;
  return type !== null && isId(id) ? { type, id } : null;
}
