// Turns trouble with PostgreSQL into coded errors. What is no such trouble passes through and is masked further up.
import { AsofError } from '../../core/errors.ts';
import { isTlsFailure } from '../postgres-url.ts';

const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
  // Prisma's own codes for a server that cannot be reached, closed the connection, or has none left.
  ...['P1000', 'P1001', 'P1002', 'P1003', 'P1010', 'P1011', 'P1017', 'P2024'],
  ...['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TlsConnectionError', 'TooManyConnections'],
]);
/** SQLSTATE classes: connection, authorization, no resources, operator intervention (shutdown, crash). */
const UNREACHABLE_CLASSES = /^(08|28|53|57P|3D)/;
const UNREACHABLE_MESSAGES =
  /connection terminated|timeout expired|not queryable|after calling end on the pool|connection error/i;
/** What the pool says when all of its connections stayed in use. */
const BUSY_MESSAGE = /timeout exceeded when trying to connect/i;
const TIMEOUT_CODES = new Set(['57014', '55P03', 'P1008']);

/** The coded error for a failure, or the failure itself when it is no trouble of reaching or waiting for the store. */
export function postgresError(cause: unknown): unknown {
  if (cause instanceof AsofError || !(cause instanceof Error)) return cause;
  const code = codeOf(cause);
  if (TIMEOUT_CODES.has(code) || /query read timeout/i.test(cause.message)) {
    return new AsofError('STORE_TIMEOUT', 'PostgreSQL took longer than its limit; ask for less, or try again.', {
      cause,
    });
  }
  if (BUSY_MESSAGE.test(cause.message)) {
    return new AsofError(
      'STORE_TIMEOUT',
      'No connection to PostgreSQL became free in time; ask for less, or try again.',
      {
        cause,
      },
    );
  }
  if (
    UNREACHABLE.has(code) ||
    UNREACHABLE_CLASSES.test(code) ||
    UNREACHABLE_MESSAGES.test(cause.message) ||
    isTlsFailure(cause)
  ) {
    return unavailable(cause);
  }
  return cause;
}

/** PostgreSQL cannot be reached; it is tried again with the next request. */
export function unavailable(cause: unknown): AsofError {
  return new AsofError('STORE_UNAVAILABLE', 'PostgreSQL does not answer; try again in a moment.', { cause });
}

/** The SQLSTATE, the operating system's code or Prisma's own word; an AggregateError has those of its parts. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('meta' in error) {
    const inner = codeOf(adapterCause(error.meta));
    if (inner) return inner;
  }
  if ('originalCode' in error && typeof error.originalCode === 'string') return error.originalCode;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('kind' in error && typeof error.kind === 'string') return error.kind;
  if (error instanceof AggregateError) return error.errors.map(codeOf).find((code) => code !== '') ?? '';
  return '';
}

/** Prisma's driver adapter wraps the driver's error once more. */
function adapterCause(meta: unknown): unknown {
  if (typeof meta !== 'object' || meta === null || !('driverAdapterError' in meta)) return undefined;
  const wrapped = meta.driverAdapterError;
  return typeof wrapped === 'object' && wrapped !== null && 'cause' in wrapped ? wrapped.cause : undefined;
}
