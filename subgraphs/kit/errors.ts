// What clients see of errors: those thrown on purpose, with their code; all others masked and logged under an id.
import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { AsofError } from '../../core/errors.ts';
import type { SubgraphError } from '../../core/subgraph.ts';
import type { Logger } from './logger.ts';
import { asofErrorOf } from './scalars.ts';

/** The codes that servers of Apollo's use for errors of GraphQL itself. */
export type GraphqlCode = 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'BAD_USER_INPUT';

/** What went out for an error. One of a batch comes back once for each key: it is logged once, under one id. */
const shown = new WeakMap<Error, SubgraphError>();

/** An error of execution, in the form that goes out. */
export function executionError(error: GraphQLError, logger: Logger): SubgraphError {
  // Without a path nothing was executed: the variables were at fault.
  if (!error.path) return requestError(error, 'BAD_USER_INPUT', logger);
  const asof = asofErrorOf(error);
  const thrown = asof ?? error.originalError ?? error;
  const known = shown.get(thrown) ?? (asof ? coded(asof, logger) : masked(thrown, logger));
  shown.set(thrown, known);
  return { ...known, path: error.path };
}

/** The error of a request that did not come to be executed; what graphql-js itself found wrong gets the code. */
export function requestError(error: unknown, graphqlCode: GraphqlCode, logger: Logger): SubgraphError {
  const asof = asofErrorOf(error);
  if (asof) return coded(asof, logger);
  if (!(error instanceof GraphQLError)) return masked(error, logger);
  return { message: error.message, extensions: { code: graphqlCode, category: 'incorrect' } };
}

function coded(error: AsofError, logger: Logger): SubgraphError {
  if (error.category === 'unavailable' || error.category === 'fault') {
    logger.warn({ code: error.code, err: error.cause ?? error }, error.message);
  }
  return {
    message: error.message,
    extensions: { ...error.details, code: error.code, category: error.category },
  };
}

function masked(error: unknown, logger: Logger): SubgraphError {
  const errorId = randomUUID();
  logger.error({ err: error, errorId }, 'An error that nobody threw on purpose was masked.');
  const message = `Something is wrong in Asof; its log has the details under ${errorId}.`;
  return { message, extensions: { code: 'INTERNAL', category: 'fault', errorId } };
}
