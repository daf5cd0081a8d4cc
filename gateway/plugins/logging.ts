// One line in the log for each request: what it was, how long it took, how it ended. No variables, no headers.
import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { newId } from '../../core/ids.ts';
import type { RequestRecord } from '../context.ts';
import type { GatewayPlugin } from '../plugin.ts';

/** A caller's own id is kept when it is harmless in a log. */
const REQUEST_ID = /^[\w.:-]{1,100}$/;

export function logging(log: Logger): GatewayPlugin {
  return {
    name: 'logging',
    http(app) {
      app.use((request, response, next) => {
        const sent = request.get('x-request-id');
        const record: RequestRecord = {
          requestId: sent !== undefined && REQUEST_ID.test(sent) ? sent : newId(),
          startedMs: performance.now(),
          operationName: null,
          operationType: null,
          errorCodes: [],
        };
        response.locals.record = record;
        response.setHeader('x-request-id', record.requestId);
        const { method, path } = request;
        response.once('close', () => {
          const line = describe(record, method, path, response.statusCode, !response.writableFinished);
          if (path.startsWith('/health/')) log.debug(line, 'request');
          else log.info(line, 'request');
        });
        next();
      });
    },
    context(context) {
      context.subgraphHeaders['x-request-id'] = context.record.requestId;
      const trace = context.clientHeaders.traceparent;
      if (trace !== undefined) context.subgraphHeaders.traceparent = trace;
    },
    apollo: {
      async requestDidStart() {
        return {
          async willSendResponse({ contextValue: { record }, operationName, operation, response }) {
            record.operationName = operationName ?? null;
            record.operationType = operation?.operation ?? null;
            if (response.body.kind === 'single') record.errorCodes = codesOf(response.body.singleResult.errors ?? []);
          },
        };
      },
    },
  };
}

function describe(record: RequestRecord, method: string, path: string, status: number, aborted: boolean): object {
  const { requestId, operationName, operationType, errorCodes } = record;
  const durationMs = Math.round((performance.now() - record.startedMs) * 1000) / 1000;
  return {
    requestId,
    method,
    path,
    status,
    durationMs,
    ...(operationType === null ? {} : { operationType, operationName }),
    ...(errorCodes.length === 0 ? {} : { errorCodes }),
    ...(aborted ? { aborted } : {}),
  };
}

function codesOf(
  errors: readonly Pick<GraphQLError, 'extensions'>[] | readonly { readonly extensions?: object }[],
): string[] {
  const codes = errors.map(({ extensions }) => (extensions && 'code' in extensions ? String(extensions.code) : 'NONE'));
  return [...new Set(codes)];
}
