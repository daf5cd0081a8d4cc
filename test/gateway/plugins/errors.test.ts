// What clients see of errors: code, category and path of those thrown on purpose, and nothing of the others but an id.
import { afterAll, describe, expect, it } from 'vitest';
import { startTestGateway } from '../support.ts';

const gateway = await startTestGateway();
afterAll(() => gateway.stop());

describe('errors', () => {
  it('pass from a subgraph with code, category, details and path, beside the data of others', async () => {
    const { status, body, text } = await gateway.post({ query: '{ fails notes }' });
    expect(status).toBe(200);
    expect(body.data).toEqual({ fails: null, notes: ['a', 'b'] });
    expect(body.errors).toEqual([
      {
        message: 'The store of things is away.',
        path: ['fails'],
        extensions: { code: 'STORE_UNAVAILABLE', category: 'unavailable', store: 'things', serviceName: 'things' },
      },
    ]);
    expect(text).not.toContain('secret.ts');
  });

  it('keep the path of each element of a list', async () => {
    const { body } = await gateway.post({ query: '{ things(count: 2) { id broken note } }' });
    expect(body.errors?.map(({ path }) => path)).toEqual([
      ['things', 0, 'broken'],
      ['things', 1, 'broken'],
    ]);
    expect(body.data?.things).toMatchObject([{ broken: null }, { broken: null }]);
  });

  it('are masked when nobody gave them a code, and logged under an id', async () => {
    const { body, text } = await gateway.post({ query: '{ breaks notes }' });
    expect(text).not.toContain('hunter2');
    expect(body.data).toEqual({ breaks: null, notes: ['a', 'b'] });
    const error = body.errors?.[0];
    expect(error).toMatchObject({
      path: ['breaks'],
      extensions: { code: 'INTERNAL', category: 'fault', serviceName: 'things' },
    });
    const id = error?.extensions.errorId;
    expect(error?.message).toContain(id);
    expect(gateway.lines.find(({ errorId }) => errorId === id)).toMatchObject({
      level: 50,
      err: { message: 'password=hunter2' },
    });
  });

  it('are masked when a data source breaks', async () => {
    gateway.notes.intercept = () => Promise.reject(new Error('/home/me/secret.ts broke'));
    const { body, text } = await gateway.post({ query: '{ notes headers }' });
    gateway.notes.intercept = undefined;
    expect(text).not.toContain('secret.ts');
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', category: 'fault' });
    expect(body.data?.headers).toHaveLength(3);
  });

  it.each([
    ['a syntax error', { query: '{ things(' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int!) { things(count: $n) { id } }', variables: { n: 'x' } },
      'BAD_USER_INPUT',
    ],
    ['no query', { variables: {} }, 'BAD_REQUEST'],
    [
      'a persisted query that is another',
      { query: '{ notes }', extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } },
      'BAD_REQUEST',
    ],
    ['a subscription, of which there are none', { query: 'subscription { notes }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown operation', { query: 'query A { notes }', operationName: 'B' }, 'OPERATION_RESOLUTION_FAILURE'],
  ])('of GraphQL itself keep their codes: %s', async (_what, request, code) => {
    const { status, body } = await gateway.post(request);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code, category: 'incorrect' });
    expect(body.errors?.[0]?.extensions).not.toHaveProperty('stacktrace');
  });

  it('have the form of a GraphQL answer on the HTTP road, too', async () => {
    const broken = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query": ',
    });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toEqual({
      errors: [{ message: 'The body is no JSON.', extensions: { code: 'BAD_REQUEST', category: 'incorrect' } }],
    });

    const nowhere = await fetch(new URL('/admin', gateway.url));
    expect(nowhere.status).toBe(404);
    expect(await nowhere.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('keep Apollo’s guard against cross-site requests', async () => {
    const url = `${gateway.url}?query=%7Bnotes%7D`;
    expect((await fetch(url)).status).toBe(400);
    const preflighted = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    expect(await preflighted.json()).toMatchObject({ data: { notes: ['a', 'b'] } });
    const form = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{notes}"}',
    });
    expect(form.status).toBe(400);
  });
});
