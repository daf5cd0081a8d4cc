// Every error that a user can meet, in one table; docs/errors.md is made from it.

/** Who has to do something: the caller, nobody (not supported), a retrying caller, an operator, or us. */
export type ErrorCategory = 'incorrect' | 'unsupported' | 'conflict' | 'unavailable' | 'fault';

interface ErrorDefinition {
  readonly category: ErrorCategory;
  readonly httpStatus: number;
  /** What it means and what to do about it, for docs/errors.md. */
  readonly help: string;
}

const incorrect = (help: string): ErrorDefinition => ({ category: 'incorrect', httpStatus: 400, help });
const conflict = (help: string): ErrorDefinition => ({ category: 'conflict', httpStatus: 409, help });
const unavailable = (help: string): ErrorDefinition => ({ category: 'unavailable', httpStatus: 503, help });
const fault = (help: string): ErrorDefinition => ({ category: 'fault', httpStatus: 500, help });

/** The table of errors, by code. */
export const ERRORS = {
  INSTANT_INVALID: incorrect(
    'The text is no instant. Send an ISO 8601 date (`2024-03-01`, midnight UTC) or a date-time with an offset and at most six fraction digits (`2024-03-01T09:30:00.000001Z`).',
  ),
  INSTANT_OUT_OF_RANGE: incorrect('Instants lie between the years 1684 and 2255. Send one inside.'),
  DATE_INVALID: incorrect('The text is no calendar date. Send `YYYY-MM-DD`.'),
  DECIMAL_INVALID: incorrect('The text is no exact decimal number. Send digits with at most one point, as a string.'),
  ID_INVALID: incorrect('Ids are UUIDs in the usual form of 36 characters. Send one as Asof returned it.'),
  MOMENT_INVALID: incorrect('A moment is `<validTime>@<systemTime>`. Send one as Asof returned it.'),
  INTERVAL_EMPTY: incorrect('An interval must end after it begins. Send a validTo later than validFrom, or none.'),
  TENANT_INVALID: incorrect('A tenant is 1 to 100 characters of letters, digits, `_` and `-`.'),
  TYPE_UNKNOWN: incorrect('No entity type of that name is in the registry. The message lists those that are.'),
  CURSOR_INVALID: incorrect('The cursor is not one that Asof made. Pass `endCursor` or an edge’s `cursor` unchanged.'),
  CURSOR_FOREIGN: incorrect(
    'The cursor belongs to another field, filter, order or tenant. Start again without `after`.',
  ),
  CURSOR_MOMENT: incorrect('The cursor reads at its own moment, and `at` names another. Leave `at` out, or `after`.'),
  PAGE_TOO_LARGE: incorrect('`first` is larger than a page may be, or negative. Ask for less and follow the cursor.'),
  FILTER_INVALID: incorrect('The filter, order or argument cannot be used so; the message says why.'),
  SYSTEM_TIME_IN_FUTURE: incorrect('Nobody knows yet what will be known then. Ask for a system time up to now.'),
  SYSTEM_TIME_NOT_REACHED: unavailable(
    'The answering process has not followed the ledger to that system time, or a commit below it is still pending. Send the request again.',
  ),
  REQUEST_TOO_LARGE: incorrect('The request is larger than the limit that the message names. Send it in parts.'),
  IMPORT_FILE_INVALID: incorrect('The file itself is at fault, so nothing of it was let in. The message says where.'),
  IMPORT_ROW_INVALID: incorrect('The row is at fault and was left out. The message names line, column and reason.'),
  IMPORT_BOOTSTRAP_REFUSED: conflict(
    'A past systemFrom is accepted only while a tenant is empty. Leave the column out, or load into a new tenant.',
  ),
  ENTITY_HELD: conflict('Another commit is writing one of these entities and did not finish in time. Send it again.'),
  COMMIT_ABORTED: conflict(
    'The commit could not be carried out and was undone; nothing of it is visible. Send it again.',
  ),
  ADOPTION_HELD: conflict(
    'Another process adopts the tenant’s graph, or was interrupted at it less than a minute ago. Run it again later: it goes on where it was.',
  ),
  UNAUTHENTICATED: {
    category: 'incorrect',
    httpStatus: 401,
    help: 'Send one of the configured API keys as `authorization: Bearer <key>`.',
  },
  FORBIDDEN: { category: 'incorrect', httpStatus: 403, help: 'The request is not allowed so; the message says why.' },
  STORE_UNAVAILABLE: unavailable(
    'One store does not answer; fields that live in others are unaffected. Asof reconnects by itself: send the request again.',
  ),
  STORE_TIMEOUT: unavailable('One store took longer than its limit. Ask for less, or send the request again.'),
  EMBEDDINGS_UNAVAILABLE: unavailable(
    'The provider that turns texts into vectors does not answer, or not now; only search by text and writes need it. Send the request again; operators: `asof doctor` tries the provider.',
  ),
  EMBEDDINGS_INVALID: fault(
    'The provider that turns texts into vectors refuses what it is asked, or answers with something that is not as many vectors of the right dimensions. Operators: the message says what; correct the variables `EMBEDDINGS_…` (docs/embeddings.md).',
  ),
  NOT_FOUND: {
    category: 'incorrect',
    httpStatus: 404,
    help: 'There is nothing at that path. GraphQL is at `/graphql`.',
  },
  REQUEST_TIMEOUT: {
    category: 'unavailable',
    httpStatus: 504,
    help: 'The request took longer than its limit; what was ready by then is there. Ask for less, or send it again.',
  },
  LEDGER_WENT_BACK: fault(
    'The ledger is older than what this process has already answered from: it was restored from a backup, or failed over with a loss. Restart the process.',
  ),
  SUBGRAPH_UNAVAILABLE: unavailable('A subgraph does not answer. Send the request again; operators: look at its URL.'),
  CONFIG_INVALID: incorrect('Some variables of the environment cannot be used; the message lists all of them.'),
  SETUP_FAILED: unavailable('A step of the set-up could not be done; the message says which, why and what to do.'),
  MIGRATION_REFUSED: conflict(
    'The schema in a store and the migrations in the project disagree; the message says where.',
  ),
  COMPOSITION_FAILED: incorrect('The subgraphs do not make one supergraph; the message lists the composition errors.'),
  SUPERGRAPH_INVALID: incorrect(
    'The file is no supergraph of Federation 2 that this gateway can serve; the message says why. `asof compose` makes one.',
  ),
  USAGE: incorrect('The command line was not understood; `--help` shows its form.'),
  INTERNAL: fault('Something is wrong in Asof. The log has the details under the id that the message names.'),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

/** An error thrown on purpose: its code and message are for the caller to read. All others are masked. */
export class AsofError extends Error {
  override readonly name = 'AsofError';
  readonly code: ErrorCode;
  /** What a program may want to read: where it went wrong, what arrived. Never a secret. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: Record<string, unknown> } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }

  get category(): ErrorCategory {
    return ERRORS[this.code].category;
  }

  get httpStatus(): number {
    return ERRORS[this.code].httpStatus;
  }
}
