// Limits of one request: each is a coded error, and nothing reaches a subgraph.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startTestGateway } from '../support.ts';

const gateway = await startTestGateway({
  ASOF_BODY_BYTES_MAX: '4096',
  ASOF_QUERY_DEPTH_MAX: '4',
  ASOF_QUERY_ALIASES_MAX: '5',
  ASOF_QUERY_FIELDS_MAX: '40',
  ASOF_QUERY_TOKENS_MAX: '300',
  ASOF_REQUEST_TIMEOUT_MS: '400',
  ASOF_SUBGRAPH_TIMEOUT_MS: '150',
});
afterAll(() => gateway.stop());
afterEach(() => {
  gateway.notes.intercept = undefined;
  gateway.things.requests.length = 0;
});

const never = (): Promise<never> => new Promise(() => {});

describe('limits', () => {
  it.each([
    ['depth', '{ __schema { types { fields { type { ofType { name } } } } } }', 'nested 6 deep'],
    [
      'depth through fragments',
      'fragment T on __Type { ofType { ofType { name } } } { __schema { types { ...T } } }',
      'nested 5 deep',
    ],
    ['aliases', `{ ${[1, 2, 3, 4, 5, 6].map((n) => `a${n}: notes`).join(' ')} }`, '6 aliases'],
    [
      'fields written out',
      `fragment A on Thing { id name note ...B ...B } fragment B on Thing { ${'id name '.repeat(5)} ...C ...C } fragment C on Thing { ${'id '.repeat(8)} } { things(count: 1) { ...A } }`,
      '56 fields',
    ],
    ['tokens', `{ ${'notes '.repeat(400)} }`, '300 tokens'],
  ])('refuse too many: %s', async (_what, query, reason) => {
    const { status, body } = await gateway.post({ query });
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.message).toContain(reason);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'REQUEST_TOO_LARGE', category: 'incorrect' });
    expect(status).toBe(400);
    expect(gateway.things.requests).toEqual([]);
  });

  it('do not fall for fragments that contain themselves', async () => {
    const query = '{ things(count: 1) { ...A } } fragment A on Thing { ...B } fragment B on Thing { ...A }';
    const { body } = await gateway.post({ query });
    expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('refuse a body that is too large', async () => {
    const { status, body } = await gateway.post({ query: '{ notes }', variables: { text: 'x'.repeat(5000) } });
    expect(status).toBe(413);
    expect(body.errors?.[0]).toEqual({
      message: 'The body has more than 4096 bytes.',
      extensions: { code: 'REQUEST_TOO_LARGE', category: 'incorrect' },
    });
  });

  it('end the wait for one subgraph, and answer with what the others know', async () => {
    gateway.notes.intercept = never;
    const started = performance.now();
    const { status, body } = await gateway.post({ query: '{ notes thing(id: "a") { name note } }' });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(status).toBe(200);
    expect(body.data).toEqual({ notes: null, thing: { name: 'Thing a', note: null } });
    expect(body.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual(
      expect.arrayContaining([
        [['notes'], 'SUBGRAPH_UNAVAILABLE'],
        [['thing', 'note'], 'SUBGRAPH_UNAVAILABLE'],
      ]),
    );
  });

  it('end the request as a whole', async () => {
    const slow = await startTestGateway({ ASOF_REQUEST_TIMEOUT_MS: '150', ASOF_SUBGRAPH_TIMEOUT_MS: '5000' });
    slow.notes.intercept = never;
    const { body } = await slow.post({ query: '{ notes headers }' });
    expect(body.errors?.[0]).toMatchObject({
      path: ['notes'],
      extensions: { code: 'REQUEST_TIMEOUT', category: 'unavailable' },
    });
    expect(body.data).toMatchObject({ notes: null, headers: expect.any(Array) });
    await slow.stop();
  });
});
