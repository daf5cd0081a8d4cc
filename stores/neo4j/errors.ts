// Turns what the driver throws into errors of the table: a store that is away, or one that took too long.
import neo4j from 'neo4j-driver';
import { AsofError } from '../../core/errors.ts';

const TIMED_OUT = /TransactionTimedOut|LockAcquisitionTimeout|LockClientStopped|ExecutionTimeout/;

/**
 * The error to throw for one of the driver's. Trouble with the server becomes STORE_UNAVAILABLE or STORE_TIMEOUT; what
 * is neither (a statement at fault) is returned as it came, to be masked and logged. Credentials are in none of them.
 */
export function toStoreError(cause: unknown): unknown {
  if (cause instanceof AsofError || !(cause instanceof neo4j.Neo4jError)) return cause;
  if (TIMED_OUT.test(cause.code)) return timedOut(cause);
  if (cause.message.startsWith('Connection acquisition timed out')) {
    return new AsofError('STORE_TIMEOUT', 'Neo4j: no connection became free in time.', { cause });
  }
  if (cause.code.startsWith('Neo.ClientError.Security.')) {
    return new AsofError('STORE_UNAVAILABLE', 'Neo4j refuses the configured user or password.', { cause });
  }
  if (cause.retriable || cause.code.startsWith('Neo.DatabaseError.') || cause.code === 'ProtocolError') {
    return new AsofError('STORE_UNAVAILABLE', 'Neo4j does not answer.', { cause });
  }
  return cause;
}

/** The error for a statement that took longer than its limit. */
export function timedOut(cause: unknown): AsofError {
  return new AsofError('STORE_TIMEOUT', 'Neo4j took longer than its limit for one statement.', { cause });
}

/** Whether a transaction lost a deadlock, so that it will most likely succeed when it is run again. */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof AsofError &&
  error.cause instanceof neo4j.Neo4jError &&
  error.cause.code === 'Neo.TransientError.Transaction.DeadlockDetected';

/** Whether a server did not answer: perhaps by a connection that broke while it was idle. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof AsofError && error.cause instanceof neo4j.Neo4jError && error.cause.retriable;

/** Whether an index or a constraint is there already: IF NOT EXISTS does not see one that is being made just now. */
export const isThereAlready = (error: unknown): boolean =>
  error instanceof neo4j.Neo4jError && error.code === 'Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists';
