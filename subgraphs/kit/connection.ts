// Relay connections: checks the size of a page, reads its cursor, and makes edges and page info.
import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { type CursorScope, makeCursor, readCursor } from '../../core/cursor.ts';
import { AsofError } from '../../core/errors.ts';
import { type Id, isId } from '../../core/ids.ts';
import { formatMoment, type Moment, parseMoment } from '../../core/moment.ts';
import type { Page } from '../../core/reads.ts';
import type { AsOfArgument } from './context.ts';

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** An edge whose cursor is made when it is read: it costs a hash, which only those pay who select it. */
export function edge<Node>(node: Node, makeCursor: () => string): Edge<Node> {
  return {
    node,
    get cursor() {
      return makeCursor();
    },
  };
}

export interface Connection<E extends Edge<unknown>> {
  readonly edges: readonly E[];
  readonly nodes: readonly E['node'][];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * Checks the size of a page.
 * @throws AsofError PAGE_TOO_LARGE when it is negative or above the maximum
 */
export function pageSize(first: number | null | undefined, limits: { readonly default: number; readonly max: number }) {
  const size = first ?? limits.default;
  if (size >= 0 && size <= limits.max) return size;
  throw new AsofError('PAGE_TOO_LARGE', `first: ${size} is not from 0 to ${limits.max}.`, {
    details: { first: size, max: limits.max },
  });
}

/**
 * The moment and position of the cursor `after`, or undefined without one. The page is read at the cursor's moment.
 * @throws AsofError CURSOR_INVALID, CURSOR_FOREIGN, CURSOR_MOMENT when `at` names another moment
 */
export function readAfter<Position>(
  scope: CursorScope,
  after: string | null | undefined,
  at: AsOfArgument | null | undefined,
  parsePosition: (position: unknown) => Position | undefined,
): { readonly moment: Moment; readonly position: Position } | undefined {
  if (after === null || after === undefined) return undefined;
  const { moment, position } = readCursor(scope, after);
  const differs = (axis: 'validTime' | 'systemTime') => (at?.[axis] ?? moment[axis]) !== moment[axis];
  if (differs('validTime') || differs('systemTime')) {
    throw new AsofError('CURSOR_MOMENT', 'The cursor reads at its own moment, and “at” names another.');
  }
  const parsed = parsePosition(position);
  if (parsed !== undefined) return { moment, position: parsed };
  throw new AsofError('CURSOR_INVALID', 'The cursor is not one that Asof made; pass it on unchanged.');
}

/** Makes a connection of a page that was read for `first` items, or for one to look ahead when `first` is 0. */
export function connectionOf<Item, E extends Edge<unknown>>(
  page: Page<Item>,
  first: number,
  options: {
    readonly scope: CursorScope;
    readonly moment: Moment;
    readonly hasPreviousPage: boolean;
    readonly positionOf: (item: Item) => unknown;
    readonly edgeOf: (item: Item, makeCursor: () => string) => E;
  },
): Connection<E> {
  const items = page.items.slice(0, first);
  const edges = items.map((item) =>
    options.edgeOf(item, () => makeCursor(options.scope, options.moment, options.positionOf(item))),
  );
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.hasNextPage || items.length < page.items.length,
      hasPreviousPage: options.hasPreviousPage,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}

/** Stands for a page that nobody selected. */
export const NO_PAGE: Page<never> = { items: [], hasNextPage: false };

const PAGE_FIELDS: readonly string[] = ['edges', 'nodes', 'pageInfo'];

/** Whether a connection is asked for more than its count; what `@skip` leaves out counts as asked for. */
export function selectsPage(info: GraphQLResolveInfo): boolean {
  const within = (selectionSet: SelectionSetNode | undefined): boolean =>
    selectionSet?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return PAGE_FIELDS.includes(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      return within(info.fragments[selection.name.value]?.selectionSet);
    }) ?? false;
  return info.fieldNodes.some((node) => within(node.selectionSet));
}

/** A position between two moments: the cursor itself keeps the second, this keeps the first. */
export const positionBetween = (from: Moment, id: Id): readonly [from: string, id: Id] => [formatMoment(from), id];

/** Reads what {@link positionBetween} made; undefined for anything else. */
export function parsePositionBetween(position: unknown): { readonly from: Moment; readonly id: Id } | undefined {
  if (!Array.isArray(position) || position.length !== 2) return undefined;
  const [from, id]: unknown[] = position;
  if (typeof from !== 'string' || typeof id !== 'string' || !isId(id)) return undefined;
  try {
    return { from: parseMoment(from), id };
  } catch {
    return undefined;
  }
}
