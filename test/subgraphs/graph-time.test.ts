// The graph subgraph along time: filters and order of facts, histories, and what changed of facts between two moments.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import { formatInstant, type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import { entity, fact, MemoryCompany } from '../support/subgraphs.ts';

const company = new MemoryCompany();
const [acme, dana, tractor] = Array.from({ length: 3 }, newId) as [Id, Id, Id];
const customer = { type: 'Customer', id: acme };
const driver = { type: 'Driver', id: dana };
const trusts = fact(customer, 'TRUSTS', driver, '2024-02-01', '2024-08-01');
const drives = fact(driver, 'DRIVES', { type: 'Equipment', id: tractor }, '2024-03-01');
let known: Instant;
let corrected: Instant;

beforeAll(async () => {
  known = await company.commit([entity('Customer', acme, { name: 'Acme' }), trusts, drives]);
  corrected = await company.commit([
    { ...trusts, validFrom: parseInstant('2024-04-01'), validTo: OPEN_END, values: null },
    { ...drives, values: { ...drives.values, name: 'DRIVES', fact: 'Dana drives the tractor.', episodes: [] } },
  ]);
});

const momentText = (validTime: string, systemTime: Instant) =>
  `${formatInstant(parseInstant(validTime))}@${formatInstant(systemTime)}`;

async function ofDriver<Field>(selection: string, validTime = '2024-03-15', variables: object = {}): Promise<Field> {
  const paged = selection.includes('$after') ? ', $after: String' : '';
  const query = `query ($r: [_Any!]!${paged}) { _entities(representations: $r) { ... on Driver { field: ${selection} } } }`;
  const r = [{ __typename: 'Driver', id: dana, moment: momentText(validTime, corrected) }];
  const { _entities } = await company.data<{ _entities: { field: Field }[] }>('graph', query, { r, ...variables });
  return _entities[0]?.field as Field;
}

const names = (...found: string[]) => ({ nodes: found.map((name) => ({ name })) });

describe('facts', () => {
  it('are filtered by what they say, when they hold, and whom they are about', async () => {
    const filtered = (filter: string) => ofDriver(`facts(filter: ${filter}) { nodes { name } }`);
    expect(await filtered('{ name: { startsWith: "DR" } }')).toEqual(names('DRIVES'));
    expect(await filtered('{ validTo: { isNull: true } }')).toEqual(names('DRIVES'));
    expect(await filtered('{ validFrom: { lt: "2024-03-01" } }')).toEqual(names('TRUSTS'));
    expect(await filtered(`{ other: { eq: "${tractor.toUpperCase()}" } }`)).toEqual(names('DRIVES'));
    expect(await filtered('{ otherType: ["Customer", "Load"] }')).toEqual(names('TRUSTS'));
    expect(await filtered('{ or: [{ name: { eq: "OWNS" } }, { not: { fact: { contains: "tractor" } } }] }')).toEqual(
      names('TRUSTS'),
    );
  });

  it('come in the order that is asked for', async () => {
    const ordered = (orderBy: string) => ofDriver(`facts(orderBy: ${orderBy}) { nodes { name } }`);
    expect(await ordered('{ field: VALID_FROM }')).toEqual(names('DRIVES', 'TRUSTS'));
    expect(await ordered('{ field: VALID_FROM, direction: ASC }')).toEqual(names('TRUSTS', 'DRIVES'));
  });

  it('are refused by code when the filter cannot be used', async () => {
    for (const [filter, code] of [
      ['{ name: { eq: null } }', 'FILTER_INVALID'],
      ['{ other: { eq: "x" } }', 'ID_INVALID'],
      ['{ or: [] }', 'FILTER_INVALID'],
      ['{ not: { not: { not: { not: { not: { name: { eq: "x" } } } } } } }', 'FILTER_INVALID'],
      [`{ fact: { in: [${'"x",'.repeat(1_001)}] } }`, 'FILTER_INVALID'],
    ]) {
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Driver { facts(filter: ${filter}) { totalCount } } } }`;
      const r = [{ __typename: 'Driver', id: dana, moment: momentText('2024-03-15', corrected) }];
      const { errors } = await company.ask('graph', query, { r });
      expect([filter, errors?.[0]?.extensions?.code]).toEqual([filter, code]);
    }
  });
});

describe('histories', () => {
  type Page = {
    nodes: {
      name: string;
      validTo: string | null;
      systemFrom: string;
      systemTo: string | null;
      subject: { moment: string };
    }[];
    pageInfo: { endCursor: string; hasNextPage: boolean };
    totalCount: number;
    totalCountExact: boolean;
  };
  const VERSION = 'name validTo systemFrom systemTo subject { moment }';

  it('of facts run along what is known, each version read where it begins', async () => {
    const page = await ofDriver<Page>(`factHistory { totalCount totalCountExact nodes { ${VERSION} } }`, '2025-01-01');
    const version = (name: string, from: string, validTo: string | null) => ({
      name,
      validTo,
      systemFrom: formatInstant(corrected),
      systemTo: null,
      subject: { moment: momentText(from, corrected) },
    });
    expect(page).toEqual({
      totalCount: 2,
      totalCountExact: true,
      nodes: [version('DRIVES', '2024-03-01', null), version('TRUSTS', '2024-02-01', '2024-04-01T00:00:00Z')],
    });
  });

  it('of facts run along what was known, page by page, at the moment of the first page', async () => {
    const field = `factHistory(axis: SYSTEM, direction: ASC, first: 1, name: ["TRUSTS"], after: $after) {
      nodes { ${VERSION} } pageInfo { endCursor hasNextPage } }`;
    const first = await ofDriver<Page>(field, '2024-03-15');
    const rest = await ofDriver<Page>(field, '2024-07-01', { after: first.pageInfo.endCursor });
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    expect([...first.nodes, ...rest.nodes]).toEqual([
      {
        name: 'TRUSTS',
        validTo: '2024-08-01T00:00:00Z',
        systemFrom: formatInstant(known),
        systemTo: formatInstant(corrected),
        subject: { moment: momentText('2024-03-15', known) },
      },
      {
        name: 'TRUSTS',
        validTo: '2024-04-01T00:00:00Z',
        systemFrom: formatInstant(corrected),
        systemTo: null,
        subject: { moment: momentText('2024-03-15', corrected) },
      },
    ]);
  });

  it('of one fact are its versions alone', async () => {
    const field = `facts(name: ["DRIVES"]) { nodes { history(axis: SYSTEM, first: 5) { totalCount nodes { fact systemTo } } } }`;
    expect(await ofDriver(field)).toEqual({
      nodes: [
        {
          history: {
            totalCount: 2,
            nodes: [
              { fact: 'Dana drives the tractor.', systemTo: null },
              { fact: 'Driver DRIVES Equipment', systemTo: formatInstant(corrected) },
            ],
          },
        },
      ],
    });
  });
});

describe('a fact and an episode', () => {
  it('are found by their ids at a moment, and are null without an error where they are not', async () => {
    const at = (validTime: string) => `at: { validTime: "${validTime}" }`;
    const query = `{
      there: fact(id: "${trusts.id}", ${at('2024-03-15')}) { name validTo }
      over: fact(id: "${trusts.id}", ${at('2024-05-01')}) { name }
      before: fact(id: "${trusts.id}", at: { validTime: "2024-05-01", systemTime: "${formatInstant(known)}" }) { validTo }
      fact(id: "${newId()}") { name }
      episode(id: "${trusts.id}") { name } }`;
    expect(await company.data('graph', query)).toEqual({
      there: { name: 'TRUSTS', validTo: '2024-04-01T00:00:00Z' },
      over: null,
      before: { validTo: '2024-08-01T00:00:00Z' },
      fact: null,
      episode: null,
    });
  });
});

describe('what changed of an entity', () => {
  type Changes = { nodes: object[]; pageInfo: { endCursor: string } };
  const diff = async (from: string, to: string, selection: string, after: string | null = null) => {
    const query = `query ($r: [_Any!]!, $after: String) { _entities(representations: $r) { ... on EntityDiff { id facts(first: 1, after: $after) { ${selection} } } } }`;
    const r = [{ __typename: 'EntityDiff', id: dana, type: 'Driver', from, to }];
    const { _entities } = await company.data<{ _entities: { facts: Changes }[] }>('graph', query, {
      r,
      after,
    });
    return _entities[0]?.facts;
  };

  it('is its facts that are not the same at both moments, page by page', async () => {
    const [from, to] = [momentText('2024-05-01', known), momentText('2024-05-01', corrected)];
    const selection = 'nodes { kind before { fact validTo } after { fact } } pageInfo { endCursor hasNextPage }';
    const first = await diff(from, to, selection);
    expect(first).toMatchObject({
      nodes: [
        { kind: 'REMOVED', before: { fact: 'Customer TRUSTS Driver', validTo: '2024-08-01T00:00:00Z' }, after: null },
      ],
      pageInfo: { hasNextPage: true },
    });
    const endCursor = first?.pageInfo.endCursor ?? '';
    expect(await diff(from, to, selection, endCursor)).toMatchObject({
      nodes: [
        { kind: 'CHANGED', before: { fact: 'Driver DRIVES Equipment' }, after: { fact: 'Dana drives the tractor.' } },
      ],
      pageInfo: { hasNextPage: false },
    });
    // An axis that was left out may be a later now by then: the cursor goes on between its own moments.
    const later = momentText('2024-05-02', corrected);
    expect(await diff(later, later, selection, endCursor)).toEqual(await diff(from, to, selection, endCursor));
    expect(await diff(to, from, 'nodes { kind }')).toEqual({ nodes: [{ kind: 'ADDED' }] });
    expect(await diff(to, to, 'nodes { kind }')).toEqual({ nodes: [] });
  });

  it('is refused where a moment is in the future', async () => {
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on EntityDiff { facts { nodes { kind } } } } }';
    const [now, later] = [momentText('2024-05-01', known), '2024-05-01@2200-01-01'];
    for (const [from, to] of [
      [now, later],
      [later, now],
    ]) {
      const r = [{ __typename: 'EntityDiff', id: dana, type: 'Driver', from, to }];
      const { errors } = await company.ask('graph', query, { r });
      expect(errors?.[0]?.extensions?.code).toBe('SYSTEM_TIME_IN_FUTURE');
    }
  });
});
