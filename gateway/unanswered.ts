// Where the fields lie that a subgraph left unanswered, so that a client sees which ones it cannot have, and why.
import { type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import type { AsofError } from '../core/errors.ts';
import type { SubgraphError, SubgraphRequest } from '../core/subgraph.ts';

/** Errors for one failed call: a list of a thousand entities does not need a thousand of them. */
const ERRORS_MAX = 100;

/** The error of a failed call, once for each field that the call should have answered. */
export function unanswered(request: SubgraphRequest, error: AsofError): SubgraphError[] {
  const extensions = { ...error.details, code: error.code, category: error.category };
  return fieldPaths(request)
    .slice(0, ERRORS_MAX)
    .map((path) => ({ message: error.message, path, extensions }));
}

function fieldPaths(request: SubgraphRequest): (string | number)[][] {
  const document = parse(request.query, { noLocation: true });
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return [];
  const fragments = new Map(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  );
  const representations = request.variables?.representations;
  if (!Array.isArray(representations))
    return fieldsOf(operation.selectionSet, undefined, fragments).map((field) => [field]);

  const entities = operation.selectionSet.selections.find((s) => s.kind === Kind.FIELD && s.name.value === '_entities');
  const selection = entities?.kind === Kind.FIELD ? entities.selectionSet : undefined;
  return representations.flatMap((representation: { readonly __typename?: string }, index) => {
    const fields = selection ? fieldsOf(selection, representation.__typename, fragments) : [];
    return fields.length > 0 ? fields.map((field) => ['_entities', index, field]) : [['_entities', index]];
  });
}

/** Response names of a selection; of fragments only those on the given type, where one is given. */
function fieldsOf(
  set: SelectionSetNode,
  typename: string | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string[] {
  const names = set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      return selection.name.value === '__typename' ? [] : [(selection.alias ?? selection.name).value];
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    if (!fragment || (typename !== undefined && condition !== undefined && condition !== typename)) return [];
    return fieldsOf(fragment.selectionSet, typename, fragments);
  });
  return [...new Set(names)];
}
