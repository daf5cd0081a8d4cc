// Answers questions about the schema alone from the schema itself: no plan, no subgraph, no moment, no ledger.
import { HeaderMap } from '@apollo/server';
import { executeSync, Kind, type OperationDefinitionNode } from 'graphql';
import type { GatewayPlugin } from '../plugin.ts';

export function introspection(): GatewayPlugin {
  return {
    name: 'introspection',
    apollo: {
      async requestDidStart() {
        return {
          async responseForOperation({ operation, document, schema, request: { variables, operationName } }) {
            if (!isIntrospection(operation)) return null;
            const result = executeSync({ schema, document, variableValues: variables, operationName });
            // Apollo says what is wrong with variables, on the road that it checks them on.
            if (result.errors) return null;
            return {
              http: { status: undefined, headers: new HeaderMap() },
              body: { kind: 'single', singleResult: { data: result.data } },
            };
          },
        };
      },
    },
  };
}

/** Whether an operation asks for the schema alone. */
export function isIntrospection({ operation, selectionSet }: OperationDefinitionNode): boolean {
  const isOfSchema = (name: string): boolean => name.startsWith('__');
  return (
    operation === 'query' && selectionSet.selections.every((s) => s.kind === Kind.FIELD && isOfSchema(s.name.value))
  );
}
