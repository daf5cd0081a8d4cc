// Refuses a request that does not say which of its operations to run, or asks for one of a kind that the schema has not:
// the query planner would take both for bugs.
import { GraphQLError } from 'graphql';
import type { GatewayPlugin } from '../plugin.ts';

export function operations(): GatewayPlugin {
  return {
    name: 'operations',
    apollo: {
      async requestDidStart() {
        return {
          async didResolveOperation({ operation, schema, request: { operationName } }) {
            if (operation && schema.getRootType(operation.operation)) return;
            if (operation) throw refused(`The schema has no ${operation.operation}s.`, 'GRAPHQL_VALIDATION_FAILED');
            const named = operationName
              ? `no operation named “${operationName.slice(0, 100)}”`
              : 'not exactly one operation';
            throw refused(
              `The document has ${named}; name one of its own in operationName.`,
              'OPERATION_RESOLUTION_FAILURE',
            );
          },
        };
      },
    },
  };
}

function refused(message: string, code: 'GRAPHQL_VALIDATION_FAILED' | 'OPERATION_RESOLUTION_FAILURE'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
