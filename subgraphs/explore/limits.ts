// What one exploring operation may ask: the size of its pages, of all of them together, and of its filters.
import { AsofError } from '../../core/errors.ts';
import { pageSize } from '../kit/connection.ts';

/** How many things a page holds unless the query says, and at most. */
export const PAGE = { default: 20, max: 1_000 };
/** How many things the pages of one root field may hold together: pages within pages multiply. */
const NODES_MAX = 50_000;
/** Values in the arguments of one field. */
const VALUES_MAX = 2_000;
/** How deep filters may be nested: each relationship in them is followed for every candidate. */
const FILTER_DEPTH_MAX = 20;

/** A page as its arguments ask for it. */
interface PageArguments {
  readonly first?: number | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
  readonly after?: string | null;
}

/** What the library makes of cursors: how many came before. */
const CURSOR = /^arrayconnection:\d{1,9}$/;

/**
 * Checks the arguments of a page, and returns how many things it may hold.
 * @throws AsofError PAGE_TOO_LARGE, FILTER_INVALID, CURSOR_INVALID
 */
export function checkPage({ first, limit, offset, after }: PageArguments): number {
  const size = pageSize(first ?? limit, PAGE);
  // The library takes none for no limit.
  if (size === 0) throw new AsofError('FILTER_INVALID', 'A page of this API holds at least 1.');
  if ((offset ?? 0) < 0) throw new AsofError('FILTER_INVALID', `offset: ${offset} is negative.`);
  if (after != null && !CURSOR.test(Buffer.from(after, 'base64').toString('latin1'))) {
    throw new AsofError('CURSOR_INVALID', 'The cursor is not one that Asof made; pass it on unchanged.');
  }
  return size;
}

/**
 * Checks how many things the pages of a root field may hold together.
 * @throws AsofError REQUEST_TOO_LARGE
 */
export function checkNodes(nodes: number): void {
  if (nodes <= NODES_MAX) return;
  const asked = `The pages of one field may hold ${nodes} things together; at most ${NODES_MAX} are allowed.`;
  throw new AsofError('REQUEST_TOO_LARGE', `${asked} Ask for less by “first” or “limit”.`);
}

/**
 * Checks the arguments of a field: how many values they have, and how deep they are nested.
 * @throws AsofError FILTER_INVALID
 */
export function checkArguments(args: object): void {
  let values = 0;
  const walk = (value: unknown, depth: number): void => {
    if (depth > FILTER_DEPTH_MAX) throw tooLarge(`is nested more than ${FILTER_DEPTH_MAX} deep`);
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) walk(inner, depth + 1);
    else if (++values > VALUES_MAX) throw tooLarge(`has more than ${VALUES_MAX} values`);
  };
  walk(args, 0);
}

const tooLarge = (what: string): AsofError => new AsofError('FILTER_INVALID', `A filter or order ${what}.`);
