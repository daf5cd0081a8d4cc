// Turns what Qdrant's client throws into errors with a code.
import { QdrantClientResourceExhaustedError, QdrantClientTimeoutError } from '@qdrant/js-client-rest';
import { AsofError } from '../../../core/errors.ts';

const REASON_LENGTH_MAX = 300;

/** The coded error for what the client threw; what it does not know comes back as it is. What Qdrant says is for logs alone. */
export function storeError(cause: unknown): unknown {
  if (cause instanceof AsofError || !(cause instanceof Error)) return cause;
  const status = statusOf(cause);
  if (cause instanceof QdrantClientTimeoutError || status === 408 || status === 504) {
    return new AsofError('STORE_TIMEOUT', 'The vector store took longer than its limit.', { cause });
  }
  if (status === 401 || status === 403) {
    return new AsofError('STORE_UNAVAILABLE', 'The vector store refuses the API key.', { cause });
  }
  if (status === 404 && /collection/i.test(reasonOf(cause))) {
    return new AsofError('MIGRATION_REFUSED', 'The vector store lacks the collection; migrate it first.', { cause });
  }
  if (
    cause instanceof QdrantClientResourceExhaustedError ||
    status === 404 ||
    status === 429 ||
    (status !== undefined && status >= 500)
  ) {
    return new AsofError('STORE_UNAVAILABLE', 'The vector store cannot serve now.', { cause });
  }
  // What `fetch` throws when there is no answer, or only half of one.
  if (status === undefined && cause instanceof TypeError && /fetch failed|terminated/.test(cause.message)) {
    return new AsofError('STORE_UNAVAILABLE', 'The vector store does not answer.', { cause });
  }
  return cause;
}

/** The status of an answer; the client's errors have no class by which they could be told apart. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

/** What Qdrant says of it; empty when it says nothing. */
export function reasonOf(error: unknown): string {
  const { data } = error as { data?: { status?: { error?: unknown } } };
  const reason = data?.status?.error;
  return typeof reason === 'string' ? reason.slice(0, REASON_LENGTH_MAX) : '';
}
