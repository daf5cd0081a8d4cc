// A subgraph over HTTP answers as it does in process, headers and errors included.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { type ServedSubgraph, serveSubgraph } from '../../../subgraphs/kit/http.ts';
import { entity, MemoryCompany } from '../../support/subgraphs.ts';

const company = new MemoryCompany();
const id = newId();
let served: ServedSubgraph;

beforeAll(async () => {
  await company.commit([entity('Customer', id, { name: 'Acme', tier: 'GOLD' }, '2024-02-01')]);
  served = await serveSubgraph(company.subgraph('records'), { port: 0, bodyBytesMax: 20_000 });
});
afterAll(() => served.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(served.url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('over HTTP', () => {
  it('answers POST only', async () => {
    const response = await fetch(served.url);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it.each([
    ['{ customers { totalCount nodes { name tier moment } } }', {}, {}],
    ['{ customers { nodes { name } } }', {}, { 'asof-valid-time': '2024-01-01' }],
    ['{ customers { nodes { name } } }', {}, { 'asof-tenant': 'another' }],
    ['{ customers { nodes { name } } }', {}, { 'asof-system-time': 'soon' }],
    ['query Q($id: ID!) { customer(id: $id) { name } }', { id }, {}],
    ['{ customer(id: "17") { name } }', {}, {}],
    ['{ spaceships }', {}, {}],
  ])('%s has the same answer', async (query, variables: Record<string, unknown>, headers: Record<string, string>) => {
    const response = await post(JSON.stringify({ query, variables }), headers);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(await company.ask('records', query, variables, headers));
  });

  it('tells its SDL', async () => {
    const response = await post(JSON.stringify({ query: '{ _service { sdl } }' }));
    const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
    expect(data._service.sdl).toContain('type Customer implements Entity');
  });

  it.each([
    ['{', 400, 'BAD_REQUEST'],
    ['{"query": 5}', 400, 'BAD_REQUEST'],
    ['[]', 400, 'BAD_REQUEST'],
    ['', 400, 'BAD_REQUEST'],
    [JSON.stringify({ query: `{ ${'a'.repeat(30_000)} }` }), 413, 'REQUEST_TOO_LARGE'],
  ])('refuses what is no request', async (body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});
