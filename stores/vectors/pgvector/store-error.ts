// Turns what the PostgreSQL driver throws into errors with a code.
import { AsofError } from '../../../core/errors.ts';
import { isTlsFailure } from '../../postgres-url.ts';

/** Classes and codes of SQLSTATE by which a server says that it cannot serve now, or not this client. */
const UNAVAILABLE_STATE = /^(08|28|3D|53|57P0[1-5])/;
const UNAVAILABLE_ERRNO = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** The driver has no codes of its own for these. */
const UNAVAILABLE_MESSAGE =
  /connection (terminated|is closed|ended)|timeout expired|not queryable|closed the connection/i;
const TIMEOUT_MESSAGE = /query read timeout|timeout exceeded when trying to connect/i;
const QUERY_CANCELED = '57014';
const NO_SCHEMA = new Set(['42P01', '3F000', '42704', '42703']);

/** The coded error for what the driver threw; what it does not know comes back as it is. */
export function storeError(cause: unknown): unknown {
  if (cause instanceof AsofError || !(cause instanceof Error)) return cause;
  const state = stateOf(cause);
  if (state === QUERY_CANCELED || TIMEOUT_MESSAGE.test(cause.message)) {
    return new AsofError('STORE_TIMEOUT', 'The vector store took longer than its limit.', { cause });
  }
  if (NO_SCHEMA.has(state)) {
    return new AsofError('MIGRATION_REFUSED', 'The vector store lacks the schema of this version; migrate it first.', {
      cause,
    });
  }
  const away =
    UNAVAILABLE_STATE.test(state) ||
    UNAVAILABLE_ERRNO.has(state) ||
    UNAVAILABLE_MESSAGE.test(cause.message) ||
    isTlsFailure(cause);
  return away ? new AsofError('STORE_UNAVAILABLE', 'The vector store does not answer.', { cause }) : cause;
}

/** Whether an error says that the store did not answer, or not in time. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof AsofError && error.category === 'unavailable';
}

/** SQLSTATE or errno; several addresses that all failed come as one error with the reasons inside. */
function stateOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && 'code' in first && typeof first.code === 'string' ? first.code : '';
}
