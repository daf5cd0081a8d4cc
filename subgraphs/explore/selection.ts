// Turns what a client asked of the exploring API into what @neo4j/graphql is asked: the library's names and scalars,
// fragments written out, variables filled in, pages within their limits, and every order made complete.
import {
  type ArgumentNode,
  astFromValue,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { checkArguments, checkNodes, checkPage } from './limits.ts';
import { completeOrder } from './order.ts';

type Field = GraphQLField<unknown, unknown>;
type Values = Readonly<Record<string, unknown>>;

/** A field of the shown schema, and the same of the library's. */
interface FieldPair {
  readonly shown: Field;
  readonly library: Field;
}

/** What the library's resolver of a root field is called with. */
export interface LibraryCall {
  readonly args: Values;
  readonly info: GraphQLResolveInfo;
}

/**
 * The call that answers a root field.
 * @throws AsofError PAGE_TOO_LARGE, REQUEST_TOO_LARGE, FILTER_INVALID
 */
export function toLibraryCall(info: GraphQLResolveInfo, library: GraphQLSchema): LibraryCall {
  const parentType = library.getQueryType() as GraphQLObjectType;
  const field = parentType.getFields()[info.fieldName] as Field;
  const pair = { shown: info.parentType.getFields()[info.fieldName] as Field, library: field };
  const translated = info.fieldNodes.map((node) => translateField(node, pair, info));
  checkNodes(translated.reduce((sum, { nodes }) => sum + nodes, 0));
  const fieldNodes = translated.map(({ node }) => node);
  const args = getArgumentValues(field, fieldNodes[0] as FieldNode);
  const call = { schema: library, parentType, returnType: field.type, fieldNodes, fragments: {}, variableValues: {} };
  return { args, info: { ...info, ...call } };
}

/** A field as the library is asked for it, and how many things its pages may hold. */
interface Translated {
  readonly node: FieldNode;
  readonly nodes: number;
}

function translateField(node: FieldNode, { shown, library }: FieldPair, info: GraphQLResolveInfo): Translated {
  const given = getArgumentValues(shown, node, info.variableValues);
  checkArguments(given);
  const args = completeOrder(library, given);
  const type = getNamedType(library.type);
  const shownType = getNamedType(shown.type);
  const { selectionSet, ...rest } = node;
  const translated = { ...rest, arguments: toArgumentNodes(library, args) };
  if (!selectionSet || !isObjectType(type) || !isObjectType(shownType)) return { node: translated, nodes: 0 };
  const inner = translateSelection(selectionSet, { shown: shownType, library: type }, info);
  const size = sizeOf(shown, args);
  const nodes = size === undefined ? inner.nodes : size * (1 + inner.nodes);
  return { node: { ...translated, selectionSet: inner.set }, nodes };
}

/** How many things a page of the field holds; undefined for a field that has no pages. */
function sizeOf(field: Field, args: Values): number | undefined {
  const isPage = field.args.some(({ name }) => name === 'first' || name === 'limit');
  return isPage ? checkPage(args) : undefined;
}

interface TypePair {
  readonly shown: GraphQLObjectType;
  readonly library: GraphQLObjectType;
}

/** All types are object types, so that a fragment says nothing but what it selects. */
function translateSelection(
  set: SelectionSetNode,
  types: TypePair,
  info: GraphQLResolveInfo,
): { readonly set: SelectionSetNode; readonly nodes: number } {
  const selections: SelectionNode[] = [];
  let nodes = 0;
  for (const field of fieldsOf(set, info)) {
    const shown = types.shown.getFields()[field.name.value];
    const library = types.library.getFields()[field.name.value];
    if (!shown || !library) continue;
    const translated = translateField(field, { shown, library }, info);
    selections.push(translated.node);
    nodes += translated.nodes;
  }
  return { set: { kind: Kind.SELECTION_SET, selections }, nodes };
}

/** The fields of a selection, with its fragments written out and without what is skipped. */
function fieldsOf(set: SelectionSetNode, info: GraphQLResolveInfo): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (!isIncluded(selection, info.variableValues)) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, info);
    return fieldsOf((info.fragments[selection.name.value] as FragmentDefinitionNode).selectionSet, info);
  });
}

function isIncluded(node: SelectionNode, variables: Values): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}

/** Values as literals: instants become the whole numbers that the library takes. */
function toArgumentNodes(field: Field, args: Values): ArgumentNode[] {
  return field.args.flatMap((argument): ArgumentNode[] => {
    const value = args[argument.name];
    const literal = value === undefined ? null : astFromValue(value, argument.type);
    return literal ? [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: argument.name }, value: literal }] : [];
  });
}
