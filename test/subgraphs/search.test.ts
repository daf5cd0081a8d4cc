// The search subgraph: neighbours of entities that arrive by key, and search by text, at moments.
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../core/ids.ts';
import { formatInstant, type Instant } from '../../core/instant.ts';
import { entity, MemoryCompany } from '../support/subgraphs.ts';

const company = new MemoryCompany();
const [oak, pine, far, blank] = [newId(), newId(), newId(), newId()];
let known: Instant;

beforeAll(async () => {
  known = await company.commit([
    entity('Customer', oak, { name: 'Oak furniture works', industry: 'furniture' }),
    entity('Customer', pine, { name: 'Pine furniture works', industry: 'furniture' }, '2024-03-01'),
    entity('OtherEntity', far, { name: 'Zzyzx furniture road' }),
    entity('Driver', blank, { name: '—' }),
  ]);
});

const key = (type: string, id: string, validTime: string) => ({
  __typename: type,
  id,
  moment: `${validTime}T00:00:00Z@${formatInstant(known)}`,
});

const SIMILAR = `query ($r: [_Any!]!, $first: Int) {
  _entities(representations: $r) { ... on Entity { similar(first: $first) { __typename id moment } } } }`;

describe('similar', () => {
  it('has the nearest of all types at the moment, without itself, with that moment', async () => {
    const representations = [key('Customer', oak, '2024-04-01'), key('Customer', oak, '2024-02-01')];
    const { _entities } = await company.data('search', SIMILAR, { r: representations, first: 1 });
    expect(_entities).toEqual([
      { similar: [{ ...key('Customer', pine, '2024-04-01') }] },
      { similar: [{ ...key('OtherEntity', far, '2024-02-01') }] },
    ]);
  });

  it('is null for what has no text at the moment', async () => {
    const representations = [key('Driver', blank, '2024-04-01'), key('Customer', pine, '2024-02-01')];
    const { _entities } = await company.data('search', SIMILAR, { r: representations });
    expect(_entities).toEqual([{ similar: null }, { similar: null }]);
  });

  it('asks the store once for a level, however many entities', async () => {
    for (const size of [5, 50]) {
      company.resetCalls();
      const r = Array.from({ length: size }, (_, n) => key(n % 2 ? 'Load' : 'Customer', newId(), '2024-04-01'));
      await company.data('search', SIMILAR, { r });
      expect(company.calls).toEqual({ similar: 1 });
    }
  });
});

describe('search', () => {
  const SEARCH = `query ($text: String!, $first: Int, $after: String, $at: AsOf) {
    search(text: $text, first: $first, after: $after, at: $at) {
      edges { cursor score node { __typename id moment } } nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

  interface Answer {
    search: {
      edges: { cursor: string; score: number; node: { id: string } }[];
      nodes: { id: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }
  const search = async (variables: Record<string, unknown>) =>
    (await company.data<Answer>('search', SEARCH, { text: 'pine furniture', ...variables })).search;

  it('finds what is visible at the moment, the nearest first', async () => {
    const found = await search({ first: 2 });
    expect(found.nodes.map(({ id }) => id)).toEqual([pine, oak]);
    const [best, second] = found.edges.map(({ score }) => score);
    expect(best).toBeGreaterThan(second ?? 0);
    const then = await search({ first: 1, at: { validTime: '2024-02-01' } });
    expect(then.edges[0]?.node).toEqual(key('Customer', oak, '2024-02-01'));
  });

  it('is paged to its end', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Answer['search'] = await search({ first: 1, after });
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([pine, oak, far]);
  });
});
