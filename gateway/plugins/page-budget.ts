// A budget for how many things one operation may ask for: pages within pages multiply, and one request must not keep
// all others waiting. What counts is `first` as it is asked for, before anything is read.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { AsofError } from '../../core/errors.ts';
import type { Config } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';
import { refusal } from './errors.ts';

const PAGE_MAX = 1_000;

interface Counting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Refuses an operation whose pages could hold more than `limits.queryNodes` things together. */
export function pageBudget({ limits: { queryNodes } }: Config): GatewayPlugin {
  return {
    name: 'page-budget',
    apollo: {
      async requestDidStart() {
        return {
          async didResolveOperation({ document, operation, schema, request }) {
            const root = operation && schema.getRootType(operation.operation);
            if (!root) return;
            const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
            const counting = {
              schema,
              fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
              variables: { ...defaultsOf(operation), ...request.variables },
            };
            const nodes = count(operation.selectionSet, root, counting);
            if (nodes <= queryNodes) return;
            const asked = `The operation's pages may hold ${nodes} things together; at most ${queryNodes} are allowed.`;
            throw refusal(
              new AsofError('REQUEST_TOO_LARGE', `${asked} Ask for less by “first”, and follow the cursors.`),
            );
          },
        };
      },
    },
  };
}

function defaultsOf(operation: {
  variableDefinitions?: readonly { variable: FieldVariable; defaultValue?: unknown }[];
}) {
  const definitions = operation.variableDefinitions ?? [];
  return Object.fromEntries(
    definitions.map(({ variable, defaultValue }) => [variable.name.value, intOf(defaultValue)]),
  );
}

type FieldVariable = { readonly name: { readonly value: string } };

function count(set: SelectionSetNode, parent: GraphQLCompositeType, counting: Counting): number {
  return set.selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + countField(selection, parent, counting);
    const spread = selection.kind === Kind.INLINE_FRAGMENT ? selection : counting.fragments.get(selection.name.value);
    if (!spread) return sum;
    const named = spread.typeCondition && counting.schema.getType(spread.typeCondition.name.value);
    return sum + count(spread.selectionSet, isCompositeType(named) ? named : parent, counting);
  }, 0);
}

function countField(node: FieldNode, parent: GraphQLCompositeType, counting: Counting): number {
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  const type = field && getNamedType(field.type);
  if (!field || !node.selectionSet || !isCompositeType(type)) return 0;
  const inner = count(node.selectionSet, type, counting);
  const first = firstOf(node, field, counting);
  return first === undefined ? inner : first * (1 + inner);
}

/** The argument `first` of a field, or `limit`, as it is given or by default; undefined for a field that has neither. */
function firstOf(node: FieldNode, field: GraphQLField<unknown, unknown>, { variables }: Counting): number | undefined {
  const definition = field.args.find(({ name }) => name === 'first' || name === 'limit');
  if (!definition) return undefined;
  const value = node.arguments?.find(({ name }) => name.value === definition.name)?.value;
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : intOf(value);
  const first = given ?? definition.defaultValue;
  // What is no number, negative, or more than a page may hold, is refused where it is read.
  return typeof first === 'number' && first > 0 ? Math.min(first, PAGE_MAX) : 0;
}

function intOf(value: unknown): number | undefined {
  const literal = value as { readonly kind?: string; readonly value?: string } | undefined;
  return literal?.kind === Kind.INT ? Number(literal.value) : undefined;
}
