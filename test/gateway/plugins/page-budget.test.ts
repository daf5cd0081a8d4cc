// The budget of pages: what `first` asks for is counted, with pages in pages, variables, defaults and fragments.
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../gateway/config.ts';
import { pageBudget } from '../../../gateway/plugins/page-budget.ts';

const schema = buildSchema(`
  interface Thing { id: ID! things(first: Int = 20): [Thing!] }
  type Leaf implements Thing { id: ID! things(first: Int = 20): [Thing!] name: String }
  type Page { nodes: [Thing!] totalCount: Int }
  type Query { things(first: Int = 20): [Thing!] wander(limit: Int! = 20): [Thing!] page(first: Int): Page thing: Thing }
`);

/** The code with which an operation is refused when 100 things are allowed. */
async function codeOf(query: string, variables: Record<string, unknown> = {}): Promise<string | undefined> {
  const document = parse(query);
  const plugin = pageBudget(loadConfig({ ASOF_QUERY_NODES_MAX: '100' }));
  const started = await plugin.apollo?.requestDidStart?.({} as never);
  const request = { document, operation: document.definitions[0], schema, request: { variables } };
  try {
    await started?.didResolveOperation?.(request as never);
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
  return undefined;
}

describe('the page budget', () => {
  it.each([
    ['a page within it', '{ things(first: 100) { id } }', {}],
    ['pages in pages within it', '{ things(first: 4) { things(first: 24) { id } } }', {}],
    ['a page by default', '{ things { id } }', {}],
    ['a connection without a page', '{ page { totalCount } }', {}],
    ['one thing', '{ thing { id } }', {}],
    ['a negative page, which is refused elsewhere', '{ things(first: -5) { id } }', {}],
    ['a page by a variable', 'query ($n: Int!) { things(first: $n) { id } }', { n: 100 }],
    ['a page by the default of a variable', 'query ($n: Int = 5) { things(first: $n) { id } }', {}],
  ])('lets through %s', async (_, query, variables) => {
    expect(await codeOf(query, variables)).toBeUndefined();
  });

  it.each([
    ['a page', '{ things(first: 101) { id } }', {}],
    ['pages in pages', '{ things(first: 4) { things(first: 25) { id } } }', {}],
    ['a page by its limit', '{ wander(limit: 60) { id } more: wander(limit: 60) { id } }', {}],
    ['pages side by side', '{ a: things(first: 60) { id } b: things(first: 60) { id } }', {}],
    ['pages by default', '{ things { things { id } } }', {}],
    ['a page by a variable', 'query ($n: Int!) { things(first: $n) { id } }', { n: 101 }],
    ['a page by the default of a variable', 'query ($n: Int = 500) { things(first: $n) { id } }', {}],
    ['a page in a connection', '{ page(first: 10) { nodes { things(first: 10) { id } } } }', {}],
    ['a page in fragments', '{ thing { ...T } } fragment T on Thing { ... on Leaf { things(first: 200) { id } } }', {}],
  ])('refuses %s beyond it', async (_, query, variables) => {
    expect(await codeOf(query, variables)).toBe('REQUEST_TOO_LARGE');
  });
});
