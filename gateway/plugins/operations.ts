// Refuses a request that does not say which of its operations to run, which the query planner would take for a bug.
import { GraphQLError } from 'graphql';
import type { GatewayPlugin } from '../plugin.ts';

export function operations(): GatewayPlugin {
  return {
    name: 'operations',
    apollo: {
      async requestDidStart() {
        return {
          async didResolveOperation({ operation, request: { operationName } }) {
            if (operation) return;
            const named = operationName
              ? `no operation named “${operationName.slice(0, 100)}”`
              : 'not exactly one operation';
            throw new GraphQLError(`The document has ${named}; name one of its own in operationName.`, {
              extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
            });
          },
        };
      },
    },
  };
}
