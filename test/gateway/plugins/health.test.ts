// Liveness and readiness.
import { afterAll, describe, expect, it } from 'vitest';
import { AsofError } from '../../../core/errors.ts';
import { startTestGateway } from '../support.ts';

const gateway = await startTestGateway();
afterAll(() => gateway.stop());

const get = async (path: string): Promise<[number, unknown]> => {
  const response = await fetch(new URL(path, gateway.url));
  return [response.status, await response.json()];
};

describe('health', () => {
  it('is live and ready once the gateway answers', async () => {
    expect(await get('/health/live')).toEqual([200, { status: 'live' }]);
    expect(await get('/health/ready')).toEqual([200, { status: 'ready' }]);
  });

  it('is not ready before the ledger was read, and recovers by itself', async () => {
    gateway.now.fault = new AsofError('STORE_UNAVAILABLE', 'connect ECONNREFUSED 10.0.0.3');
    expect(await get('/health/ready')).toEqual([503, { status: 'not ready', reason: 'the ledger was never read' }]);
    expect((await get('/health/live'))[0]).toBe(200);
    gateway.now.fault = undefined;
    expect((await get('/health/ready'))[0]).toBe(200);
  });

  it('stays ready while the ledger is away after it was read', async () => {
    gateway.now.reading = { ...gateway.now.reading, warning: 'The ledger cannot be read.' };
    expect((await get('/health/ready'))[0]).toBe(200);
  });
});
