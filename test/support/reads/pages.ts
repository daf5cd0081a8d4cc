// Reads a connection to its end, page by page, and checks what every page says of itself.
import { expect } from 'vitest';

export interface Page<Edge> {
  readonly edges: readonly (Edge & { readonly cursor: string })[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export const PAGE_INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

/** More pages than anything here can have. */
const PAGES_MAX = 500;

/** All edges of a connection that is read in pages of `first`. */
export async function readPages<Edge>(
  first: number,
  read: (after: string | null) => Promise<Page<Edge> | null | undefined>,
): Promise<{ readonly edges: Edge[]; readonly pages: number }> {
  const edges: Edge[] = [];
  for (let pages = 1, after: string | null = null; pages <= PAGES_MAX; pages += 1) {
    const page = await read(after);
    expect(page).toBeTruthy();
    if (!page) break;
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    expect(hasPreviousPage).toBe(after !== null);
    expect(startCursor).toBe(page.edges[0]?.cursor ?? null);
    expect(endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
    expect(page.edges.length).toBeLessThanOrEqual(first);
    if (hasNextPage) expect(page.edges).toHaveLength(first);
    edges.push(...page.edges);
    if (!hasNextPage) return { edges, pages };
    after = endCursor;
  }
  throw new Error('The connection does not end.');
}
