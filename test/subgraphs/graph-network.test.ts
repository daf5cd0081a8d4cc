// The graph subgraph around an entity: neighbours, paths, mentions and communities, and how many store calls they take.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId } from '../../core/ids.ts';
import { formatInstant, type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import { entity, fact, MemoryCompany } from '../support/subgraphs.ts';

const company = new MemoryCompany();
const [acme, dana, tractor, load, place, call] = Array.from({ length: 6 }, newId).sort() as [Id, Id, Id, Id, Id, Id];
const refs = {
  acme: { type: 'Customer', id: acme },
  dana: { type: 'Driver', id: dana },
  tractor: { type: 'Equipment', id: tractor },
  load: { type: 'Load', id: load },
  place: { type: 'OtherEntity', id: place },
};
const orders = fact(refs.acme, 'ORDERS', refs.load, '2024-02-01');
const hauls = fact(refs.dana, 'HAULS', refs.load, '2024-03-01');
const drives = fact(refs.dana, 'DRIVES', refs.tractor, '2024-01-15');
const trusts = fact(refs.acme, 'TRUSTS', refs.dana, '2024-04-01');
const again = fact(refs.dana, 'DRIVES', refs.tractor, '2024-01-20');
let at: Instant;

beforeAll(async () => {
  at = await company.commit([
    entity('Customer', acme, { name: 'Acme' }),
    orders,
    hauls,
    drives,
    trusts,
    again,
    {
      kind: 'episode',
      id: call,
      validFrom: parseInstant('2024-02-10'),
      validTo: OPEN_END,
      values: { name: 'call', source: 'text', sourceDescription: '', content: 'Acme calls.', mentions: [refs.acme] },
    },
  ]);
});

const key = (ref: { type: string; id: Id }, validTime = '2024-03-15') => ({
  __typename: ref.type,
  id: ref.id,
  moment: `${formatInstant(parseInstant(validTime))}@${formatInstant(at)}`,
});

async function ofAcme<Field>(selection: string, validTime?: string, after: string | null = null): Promise<Field> {
  const paged = selection.includes('$after') ? ', $after: String' : '';
  const query = `query ($r: [_Any!]!${paged}) { _entities(representations: $r) { ... on Customer { field: ${selection} } } }`;
  const variables = { r: [key(refs.acme, validTime)], after };
  const { _entities } = await company.data<{ _entities: { field: Field }[] }>('graph', query, variables);
  return _entities[0]?.field as Field;
}

describe('neighbours', () => {
  const EDGE = 'edges { distance node { __typename id moment } via { id } }';
  const edge = (distance: number, ref: { type: string; id: Id }, via: { id: Id }, validTime?: string) => {
    const { __typename, id, moment } = key(ref, validTime);
    return { distance, node: { __typename, id, moment }, via: { id: via.id } };
  };

  it('come nearest first, by the newest fact that leads there', async () => {
    const found = await ofAcme(`neighbors(depth: 4) { truncated ${EDGE} }`);
    expect(found).toEqual({
      truncated: false,
      edges: [edge(1, refs.load, orders), edge(2, refs.dana, hauls), edge(3, refs.tractor, again)],
    });
    expect(await ofAcme(`neighbors { ${EDGE} }`, '2024-05-01')).toEqual({
      edges: [edge(1, refs.dana, trusts, '2024-05-01'), edge(1, refs.load, orders, '2024-05-01')],
    });
  });

  it('are followed by direction and name, and returned by type', async () => {
    const ids = (arguments_: string) => ofAcme(`neighbors(${arguments_}) { nodes { id } }`);
    const nodes = (...found: Id[]) => ({ nodes: found.map((id) => ({ id })) });
    expect(await ids('depth: 3, direction: OUT')).toEqual(nodes(load));
    expect(await ids('depth: 3, direction: IN')).toEqual(nodes());
    expect(await ids('depth: 3, names: ["ORDERS", "HAULS"]')).toEqual(nodes(load, dana));
    expect(await ids('depth: 3, types: ["Equipment"]')).toEqual(nodes(tractor));
  });

  it('go on at the moment of the first page', async () => {
    type Page = { nodes: { id: Id }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    const field = 'neighbors(depth: 2, first: 1, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } }';
    const first = await ofAcme<Page>(field);
    const rest = await ofAcme<Page>(field, '2024-05-01', first.pageInfo.endCursor);
    expect([first, rest].map(({ nodes, pageInfo }) => [nodes[0]?.id, pageInfo.hasNextPage])).toEqual([
      [load, true],
      [dana, false],
    ]);
  });

  it('are refused beyond their limits', async () => {
    for (const arguments_ of ['depth: 5', 'depth: 0', `names: [${'"x",'.repeat(101)}]`, 'first: 1001']) {
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { neighbors(${arguments_}) { truncated } } } }`;
      const { errors } = await company.ask('graph', query, { r: [key(refs.acme)] });
      expect(errors?.[0]?.extensions?.code).toMatch(/^(FILTER_INVALID|PAGE_TOO_LARGE)$/);
    }
  });
});

describe('a path', () => {
  const path = (arguments_: string) =>
    company.data('graph', `{ path(${arguments_}) { length entities { __typename id } facts { id } } }`);
  const ends = `from: "${acme}", to: "${tractor}"`;
  const march = 'at: { validTime: "2024-03-15" }';
  const entities = [refs.acme, refs.load, refs.dana, refs.tractor].map(({ type, id }) => ({ __typename: type, id }));
  const by = (...facts: { id: Id }[]) => ({ length: facts.length, entities, facts: facts.map(({ id }) => ({ id })) });

  it('is the shortest; others follow by length, then by their facts', async () => {
    expect(await path(`${ends}, ${march}`)).toEqual({ path: [by(orders, hauls, drives)] });
    expect(await path(`${ends}, ${march}, first: 5`)).toEqual({
      path: [by(orders, hauls, drives), by(orders, hauls, again)],
    });
    const may = await company.data<{ path: { length: number }[] }>('graph', `{ path(${ends}, first: 5) { length } }`);
    expect(may.path.map(({ length }) => length)).toEqual([2, 2, 3, 3]);
  });

  it('is none where there is no way, or nobody to go to', async () => {
    for (const arguments_ of [
      `${ends}, ${march}, depthMax: 2`,
      `${ends}, ${march}, names: ["ORDERS"]`,
      `from: "${acme}", to: "${newId()}"`,
      `from: "${acme}", to: "${acme}"`,
    ]) {
      expect(await path(arguments_)).toEqual({ path: [] });
    }
  });

  it('is refused beyond its limits', async () => {
    for (const [arguments_, code] of [
      [`${ends}, depthMax: 7`, 'FILTER_INVALID'],
      [`${ends}, first: 11`, 'PAGE_TOO_LARGE'],
      [`from: "x", to: "${acme}"`, 'ID_INVALID'],
    ]) {
      const { errors } = await company.ask('graph', `{ path(${arguments_}) { length } }`);
      expect(errors?.[0]?.extensions?.code).toBe(code);
    }
  });
});

describe('mentions and communities', () => {
  it('are episodes at the moment, with what they mention', async () => {
    const field = 'mentions { nodes { id name mentions { id } } pageInfo { hasNextPage } }';
    expect(await ofAcme(field)).toEqual({
      nodes: [{ id: call, name: 'call', mentions: [{ id: acme }] }],
      pageInfo: { hasNextPage: false },
    });
    expect(await ofAcme('mentions { nodes { id } }', '2024-02-09')).toEqual({ nodes: [] });
  });

  it('are what Graphiti made of the entity', async () => {
    const createdAt = parseInstant('2024-01-01T00:00:00.000001Z');
    company.graph.communitiesOf.set(acme, [{ id: 'c', name: 'Shippers', summary: 'They ship.', createdAt }]);
    expect(await ofAcme('communities { id name summary createdAt }')).toEqual([
      { id: 'c', name: 'Shippers', summary: 'They ship.', createdAt: '2024-01-01T00:00:00.000001Z' },
    ]);
  });
});

describe('store calls', () => {
  it('are one for each field, however many entities ask for it', async () => {
    const selection = `facts(first: 2, filter: { name: { ne: "X" } }) { totalCount totalCountExact nodes { history { totalCount nodes { id } } } }
      factHistory { nodes { id } } neighbors(depth: 2) { nodes { id } } mentions { nodes { id } } communities { id }`;
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Entity { ${selection} } } }`;
    company.resetCalls();
    const r = Object.values(refs).flatMap((ref) => [key(ref), key(ref, '2024-04-15')]);
    await company.data('graph', query, { r });
    expect(company.calls).toEqual({
      // Facts, and the history of facts, which is another question.
      facts: 2,
      factCounts: 1,
      factVersions: 1,
      factVersionCounts: 1,
      neighbors: 1,
      mentions: 1,
      communities: 1,
    });
  });
});
