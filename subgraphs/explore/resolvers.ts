// Resolvers of the exploring API: the library's own, with each root field asked for one tenant at one moment.
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from 'graphql';
import type { Moment } from '../../core/moment.ts';
import type { GraphExploration } from '../../stores/neo4j/explore/explore.ts';
import type { RequestContext } from '../kit/context.ts';
import { scalars } from '../kit/scalars.ts';
import { shownName } from './names.ts';
import { toLibraryCall } from './selection.ts';

export interface ExploreContext {
  readonly request: RequestContext;
  readonly exploration: GraphExploration;
}

type Resolver = (source: unknown, args: object, context: ExploreContext, info: GraphQLResolveInfo) => unknown;
type Field = GraphQLField<unknown, unknown>;

/** The resolver map for the SDL that is shown of the library's schema. */
export function exploreResolvers(sdl: string, library: GraphQLSchema): object {
  const types = new Map(Object.values(library.getTypeMap()).map((type) => [shownName(type.name), type]));
  const shown = parse(sdl).definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
  const maps = shown.map((definition) => {
    const type = types.get(definition.name.value);
    return [definition.name.value, isObjectType(type) ? fieldResolvers(definition, type, library) : {}];
  });
  return { DateTime: scalars.DateTime, ...Object.fromEntries(maps) };
}

function fieldResolvers(
  { fields = [] }: ObjectTypeDefinitionNode,
  type: GraphQLObjectType,
  library: GraphQLSchema,
): Readonly<Record<string, unknown>> {
  const isRoot = type === library.getQueryType();
  const found = fields.flatMap(({ name }) => type.getFields()[name.value] ?? []);
  return Object.fromEntries(found.map((field) => [field.name, isRoot ? rootResolver(field, library) : field.resolve]));
}

/** One root field is one Cypher statement, read at the moment of the request. */
function rootResolver(field: Field, library: GraphQLSchema): Resolver {
  return async (source, _args, { request, exploration }, info) => {
    const call = toLibraryCall(info, library);
    const moment = await request.momentAt(null);
    const context = { executionContext: runner(exploration, request, moment) };
    return field.resolve?.(source, call.args, context, call.info);
  };
}

/** What the library takes for a transaction of the driver's. */
function runner(exploration: GraphExploration, request: RequestContext, moment: Moment) {
  return {
    async run(statement: string, parameters: Readonly<Record<string, unknown>>) {
      const rows = await exploration.run(request.scope(), moment, statement, parameters);
      return { records: rows.map(toRecord), summary: { counters: { updates: () => ({}) } } };
    },
  };
}

const toRecord = (row: Readonly<Record<string, unknown>>) => ({
  toObject: () => row,
  [Symbol.iterator]: () => Object.values(row)[Symbol.iterator](),
});
