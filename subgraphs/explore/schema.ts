// The SDL of the exploring API, made of the library's schema: its names, instants as `DateTime`, sizes of pages as
// defaults, and descriptions of what the library generates without any.
import { readFileSync } from 'node:fs';
import {
  type ASTNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  printSchema,
  type StringValueNode,
  type TypeDefinitionNode,
  type TypeNode,
  visit,
} from 'graphql';
import { describeField, describeInput, describeType } from './descriptions.ts';
import { PAGE } from './limits.ts';
import { COMPARISONS, isShownField, isShownType, shownName } from './names.ts';

const HEADER = `# What @neo4j/graphql makes of types.graphql in the folder above, as \`asof generate\` shows it.
extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@shareable"])
`;

/** What is common to all subgraphs: the explore subgraph takes the scalar of instants from it. */
const COMMON = parse(readFileSync(new URL('../kit/schema.graphql', import.meta.url), 'utf8'));

/** The SDL that is shown of the library's schema. */
export function exploreSdl(library: GraphQLSchema): string {
  const dateTime = COMMON.definitions.filter((one) => isType(one) && one.name.value === 'DateTime');
  const types = withComparisons(parse(printSchema(library)).definitions.filter(isType));
  const shown = withoutHidden(types).map(show);
  return `${HEADER}\n${[...dateTime, ...shown].map(print).join('\n\n')}\n`;
}

/** Gives conditions on aggregated instants a type of their own. */
function withComparisons(types: readonly TypeDefinitionNode[]): readonly TypeDefinitionNode[] {
  return types.flatMap((type) => {
    const name = { kind: Kind.NAME, value: COMPARISONS } as const;
    if (nameOf(type) === 'BigIntScalarFilters') return [type, { ...type, name }];
    if (nameOf(type) !== 'BigIntScalarAggregationFilters') return [type];
    return [visit(type, { NamedType: (node): NamedTypeNode => ({ ...node, name }) })];
  });
}

/** Leaves out what is not shown, and then, again and again, fields without a type and types without a field. */
function withoutHidden(types: readonly TypeDefinitionNode[]): readonly TypeDefinitionNode[] {
  const hidden = new Set(types.map(nameOf).filter((name) => !isShownType(name)));
  const isKept = (type: string) => (field: FieldDefinitionNode | InputValueDefinitionNode) =>
    isShownField(type, field.name.value) && (!hidden.has(typeNameOf(field.type)) || isScalar(typeNameOf(field.type)));
  const isScalar = (name: string): boolean => types.some((type) => isScalarNamed(type, name));
  for (;;) {
    const kept = types
      .filter((type) => !hidden.has(nameOf(type)))
      .map((type) => withFields(type, isKept(nameOf(type))));
    const empty = kept.filter((type) => 'fields' in type && type.fields?.length === 0);
    if (empty.length === 0) return kept;
    for (const type of empty) hidden.add(nameOf(type));
  }
}

/** A scalar that is not shown goes by another name. */
const isScalarNamed = (type: TypeDefinitionNode, name: string): boolean =>
  type.kind === Kind.SCALAR_TYPE_DEFINITION && nameOf(type) === name;

type IsKept = (field: FieldDefinitionNode | InputValueDefinitionNode) => boolean;

function withFields(type: TypeDefinitionNode, isKept: IsKept): TypeDefinitionNode {
  if (type.kind === Kind.OBJECT_TYPE_DEFINITION) return { ...type, fields: type.fields?.filter(isKept) ?? [] };
  if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return { ...type, fields: type.fields?.filter(isKept) ?? [] };
  return type;
}

function show(type: TypeDefinitionNode): TypeDefinitionNode {
  const name = nameOf(type);
  const shown = shownName(name);
  const isInput = type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION;
  const visited = visit(type, {
    NamedType: (node): NamedTypeNode => ({ ...node, name: { ...node.name, value: shownName(node.name.value) } }),
    FieldDefinition: { leave: (node) => showField(node, name) },
    InputValueDefinition: {
      leave: (node) => (isInput ? described(node, describeInput(node.name.value)) : showArgument(node)),
    },
  });
  return { ...described(visited, describeType(shown)), name: { kind: Kind.NAME, value: shown } };
}

/** Root fields are nullable, so that trouble in the graph takes nothing else of an operation with it. */
function showField(node: FieldDefinitionNode, typeName: string): FieldDefinitionNode {
  const type = typeName === 'Query' && node.type.kind === Kind.NON_NULL_TYPE ? node.type.type : node.type;
  return { ...described(node, describeField(typeName, node.name.value)), type };
}

function showArgument(node: InputValueDefinitionNode): InputValueDefinitionNode {
  const shown = described(node, describeInput(node.name.value));
  const isSize = node.name.value === 'first' || node.name.value === 'limit';
  return isSize ? { ...shown, defaultValue: { kind: Kind.INT, value: String(PAGE.default) } } : shown;
}

/** With a description, if it has none, or has one that speaks of the library's scalar. */
function described<Node extends ASTNode & { readonly description?: StringValueNode | undefined }>(
  node: Node,
  description: string | undefined,
): Node {
  const isFit = node.description !== undefined && !node.description.value.includes('BigInt');
  if (isFit || description === undefined) return node;
  return { ...node, description: { kind: Kind.STRING, value: description } };
}

const isType = (node: DefinitionNode): node is TypeDefinitionNode => /^\w+TypeDefinition$/.test(node.kind);
const nameOf = (type: TypeDefinitionNode): string => type.name.value;
const typeNameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : typeNameOf(type.type);
