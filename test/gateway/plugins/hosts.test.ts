// Which names a request may be addressed to, over a real socket: `fetch` would not let a test set the Host header.
import http from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { hostName } from '../../../core/host-names.ts';
import { startTestGateway } from '../support.ts';

const gateway = await startTestGateway({ ASOF_ALLOWED_HOSTS: 'asof.example.com' });
afterAll(() => gateway.stop());

function statusFor(host: string, path = '/graphql'): Promise<number> {
  const { port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    const request = http.request({
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      setHost: false,
      headers: { 'content-type': 'application/json', ...(host ? { host } : {}) },
    });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end('{"query":"{ notes }"}');
  });
}

describe('the Host header', () => {
  it.each([
    'localhost',
    'localhost:4000',
    '127.0.0.1:1',
    '[::1]:4000',
    'LOCALHOST',
    'app.localhost',
    'asof.example.com',
    'Asof.Example.com:443',
  ])('may be %s', async (host) => {
    expect(await statusFor(host)).toBe(200);
  });

  it.each([
    'evil.example.com',
    'localhost.evil.com',
    '127.0.0.1.evil.com',
    '192.168.0.1',
    'asof.example.com.evil.com',
    'localhost@evil.com',
    '::1',
  ])('may not be %s', async (host) => {
    expect(await statusFor(host)).toBe(403);
  });

  it('may not be missing', async () => {
    expect(await statusFor('')).toBe(400);
    expect(hostName(undefined)).toBeUndefined();
  });

  it('is not looked at by health checks, which go by address', async () => {
    const url = new URL('/health/live', gateway.url);
    expect((await fetch(url, { headers: { host: '10.1.2.3' } })).status).toBe(200);
  });
});
