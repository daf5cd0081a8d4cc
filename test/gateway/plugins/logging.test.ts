// The log: one line for each request, with what an operator needs and no more.
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startTestGateway } from '../support.ts';

const gateway = await startTestGateway();
afterAll(() => gateway.stop());

const lineOf = (id: string): Promise<Record<string, unknown>> =>
  vi.waitFor(() => {
    const lines = gateway.lines.filter(({ requestId, msg }) => requestId === id && msg === 'request');
    expect(lines).toHaveLength(1);
    return lines[0] ?? {};
  });

describe('the log', () => {
  it('has one line for a request, without its variables', async () => {
    const query = 'query ById($id: ID!) { thing(id: $id) { name } fails }';
    const { headers } = await gateway.post(
      { query, variables: { id: 'very-private' } },
      { 'x-request-id': 'caller-1' },
    );
    expect(headers.get('x-request-id')).toBe('caller-1');
    const line = await lineOf('caller-1');
    expect(line).toMatchObject({
      level: 30,
      method: 'POST',
      path: '/graphql',
      status: 200,
      operationName: 'ById',
      operationType: 'query',
      errorCodes: ['STORE_UNAVAILABLE'],
    });
    expect(line.durationMs).toBeGreaterThan(0);
    expect(JSON.stringify(gateway.lines)).not.toContain('very-private');
  });

  it('does not take an id that could forge lines', async () => {
    const { headers } = await gateway.post({ query: '{ notes }' }, { 'x-request-id': 'a b {"level":60}' });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('passes the request’s id and trace on to subgraphs', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await gateway.post({ query: '{ headers }' }, { 'x-request-id': 'caller-2', traceparent });
    expect(gateway.things.requests.at(-1)?.headers).toMatchObject({ 'x-request-id': 'caller-2', traceparent });
  });

  it('mentions health checks at debug level only', async () => {
    await fetch(new URL('/health/live', gateway.url), { headers: { 'x-request-id': 'probe' } });
    expect(await lineOf('probe')).toMatchObject({ level: 20, path: '/health/live' });
  });

  it('says at the start where the gateway is and what it is over', () => {
    const text = gateway.lines.map(({ msg }) => msg).join('\n');
    expect(text).toContain(gateway.url);
    expect(text).toContain('things (in process)');
    expect(text).toContain('without a key');
    expect(text).not.toContain('missing a url\n{"level":50');
    expect(gateway.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
