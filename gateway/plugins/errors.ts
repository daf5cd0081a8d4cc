// What clients see of errors: those thrown on purpose, with code and category; all others are masked and logged.

import type { ErrorRequestHandler } from 'express';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { AsofError, ERRORS, type ErrorCategory, type ErrorCode } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';

/** Codes that GraphQL, Apollo Server and the query planner give to requests that are at fault. */
const CLIENT_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Codes that stand for an error which nobody gave one: a bug, and its message may say anything. */
const UNMEANT_CODES: ReadonlySet<unknown> = new Set([undefined, 'DOWNSTREAM_SERVICE_ERROR', 'INTERNAL_SERVER_ERROR']);

/** Which errors of subgraphs clients see as they are; see `Config.subgraphErrors`. */
export type SubgraphErrors = 'coded' | 'all';

/** What a subgraph may add to an error for its developers, and no client may see. */
const PRIVATE_EXTENSIONS = ['stacktrace', 'exception', 'debug', 'originalError'];

interface Shown {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** An AsofError as a GraphQL error that also sets the status of the answer. */
export function refusal(error: AsofError): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { ...extensionsOf(error), http: { status: error.httpStatus } },
  });
}

/** Makes Apollo Server's `formatError`: the last word on every error that a client gets. */
export function errorFormatter(
  log: Logger,
  passed: SubgraphErrors,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const { extensions = {}, ...rest } = formatted;
    const meant = asofErrorIn(error);
    if (meant) return { ...rest, message: meant.message, extensions: extensionsOf(meant) };
    if (formatted.message.startsWith('Syntax Error: Document contains more')) return tooManyTokens(formatted);
    const { code, serviceName } = extensions;
    if (typeof serviceName === 'string') return { ...rest, ...fromSubgraph(formatted, serviceName, log, passed) };
    if (CLIENT_CODES.has(code)) return { ...rest, extensions: { ...extensions, category: 'incorrect' } };
    if (isBadRequest(error)) return { ...rest, extensions: { code: 'BAD_REQUEST', category: 'incorrect' } };
    return { ...rest, ...mask(error, log) };
  };
}

/** Answers what went wrong on the HTTP road, in the form of a GraphQL answer. */
export function httpErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status, body } = describe(error, log);
    response.status(status).json({ errors: [body] });
  };
}

function extensionsOf(error: AsofError): Record<string, unknown> {
  return { ...error.details, code: error.code, category: error.category };
}

function asofErrorIn(error: unknown): AsofError | undefined {
  let cause: unknown = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth += 1) {
    if (cause instanceof AsofError) return cause;
    cause = cause instanceof GraphQLError ? cause.originalError : undefined;
  }
  return undefined;
}

/** Apollo gives what is wrong with a persisted query no code, only the status. */
function isBadRequest(error: unknown): boolean {
  const head = error instanceof GraphQLError ? error.extensions.http : undefined;
  return typeof head === 'object' && head !== null && 'status' in head && head.status === 400;
}

function tooManyTokens({ message, locations }: GraphQLFormattedError): GraphQLFormattedError {
  const limit = /\d+/.exec(message)?.[0];
  const error = new AsofError('REQUEST_TOO_LARGE', `The document has more than ${limit} tokens.`);
  return { message: error.message, locations, extensions: extensionsOf(error) };
}

/** An error with a code was thrown on purpose: it passes, less what is for developers alone. */
function fromSubgraph(
  { message, extensions = {} }: GraphQLFormattedError,
  subgraph: string,
  log: Logger,
  passed: SubgraphErrors,
): Shown {
  if (passed === 'coded' && UNMEANT_CODES.has(extensions.code)) {
    const masked = mask({ subgraph, message, extensions }, log);
    return { ...masked, extensions: { ...masked.extensions, serviceName: subgraph } };
  }
  const shown: Record<string, unknown> = { ...extensions };
  for (const name of PRIVATE_EXTENSIONS) delete shown[name];
  const category = categoryOf(shown.code);
  return { message, extensions: category === undefined || 'category' in shown ? shown : { ...shown, category } };
}

function categoryOf(code: unknown): ErrorCategory | undefined {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode].category : undefined;
}

function mask(error: unknown, log: Logger): Shown {
  const errorId = newId();
  log.error({ errorId, err: error }, 'An error that nobody threw on purpose was masked.');
  const masked = new AsofError('INTERNAL', `Something went wrong in Asof; its log has the details under ${errorId}.`);
  return { message: masked.message, extensions: { ...extensionsOf(masked), errorId } };
}

/** Errors of the body parser say by `expose` that their message is meant for clients. */
interface ExposedError {
  readonly type?: string;
  readonly status: number;
  readonly message: string;
  readonly limit?: number;
}

function describe(error: unknown, log: Logger): { status: number; body: GraphQLFormattedError } {
  if (error instanceof AsofError) {
    return { status: error.httpStatus, body: { message: error.message, extensions: extensionsOf(error) } };
  }
  if (!isExposed(error)) return { status: 500, body: mask(error, log) };
  if (error.type === 'entity.too.large') {
    const tooLarge = new AsofError('REQUEST_TOO_LARGE', `The body has more than ${error.limit} bytes.`);
    return { status: 413, body: { message: tooLarge.message, extensions: extensionsOf(tooLarge) } };
  }
  const message = error.type === 'entity.parse.failed' ? 'The body is no JSON.' : error.message;
  return { status: error.status, body: { message, extensions: { code: 'BAD_REQUEST', category: 'incorrect' } } };
}

function isExposed(error: unknown): error is ExposedError {
  return error instanceof Error && 'expose' in error && error.expose === true && 'status' in error;
}
