// Completes the order of a list by what tells its members apart, so that one page follows another and the same question
// has the same answer. Where a query names no order, the index that holds the keys gives it.
import { type GraphQLField, type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql';

type Values = Readonly<Record<string, unknown>>;
type Order = Readonly<Record<string, unknown>>;

/** Fields that tell the members of a type apart, by the library's name of its order. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  ExploreEntitySort: ['id'],
  ExploreVersionSort: ['entity', 'validFrom', 'systemFrom'],
  ExploreEpisodeSort: ['id', 'validFrom', 'systemFrom'],
  ExploreFactSort: ['id', 'validFrom', 'systemFrom'],
  ExploreRawEntitySort: ['uuid'],
  ExploreRawEpisodeSort: ['uuid'],
  ExploreRawCommunitySort: ['uuid'],
  ExploreRawFactSort: ['uuid'],
  ExploreRawLinkSort: ['uuid'],
};

/** The arguments of a field with a complete `sort`, if the field has one. */
export function completeOrder(field: GraphQLField<unknown, unknown>, args: Values): Values {
  const argument = field.args.find(({ name }) => name === 'sort');
  const type = argument && getNamedType(argument.type);
  if (!isInputObjectType(type)) return args;
  const given = (args.sort ?? []) as readonly Order[];
  return { ...args, sort: [...(given.length > 0 ? given : indexOrder(type)), ...keysOf(type)] };
}

/** An index gives its order only to those who name all of it: where it begins with the tenant, so does the order. */
function indexOrder(type: GraphQLInputObjectType): Order[] {
  return type.getFields().tenant ? [{ tenant: 'ASC' }] : [];
}

/** The keys of a type's order; of a relationship's its own keys, then those of the node at its end. */
function keysOf(type: GraphQLInputObjectType): Order[] {
  const { node, edge } = type.getFields();
  const within = (name: string, inner: typeof node): Order[] => {
    const innerType = inner && getNamedType(inner.type);
    return isInputObjectType(innerType) ? keysOf(innerType).map((order) => ({ [name]: order })) : [];
  };
  if (node) return [...within('edge', edge), ...within('node', node)];
  return (KEYS[type.name] ?? []).map((key) => ({ [key]: 'ASC' }));
}
