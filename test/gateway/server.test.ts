// Starting and stopping: what is wrong at the start is said, what is in flight at the end finishes.
import { describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { fakeSubgraphs, startTestGateway, supergraphOf } from './support.ts';

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof AsofError ? error.code : error),
  );

describe('startGateway', () => {
  it('says which subgraph has no place', async () => {
    const fakes = fakeSubgraphs();
    expect(supergraphOf(fakes)).toContain('notes');
    expect(await codeOf(startTestGateway({}, { fakes, subgraphs: [fakes.things] }))).toBe('CONFIG_INVALID');
  });

  it('says that the port is taken, and what to do', async () => {
    const first = await startTestGateway();
    const { port } = new URL(first.url);
    const second = startTestGateway({ PORT: port });
    await expect(second).rejects.toThrow(/PORT/);
    expect(await codeOf(second)).toBe('SETUP_FAILED');
    await first.stop();
  });
});

describe('stop', () => {
  it('lets a request in flight finish, takes no further one, and closes', async () => {
    const gateway = await startTestGateway();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrived = new Promise<void>((resolve) => {
      gateway.notes.intercept = async () => {
        resolve();
        await held;
        return { data: { notes: ['late'] } };
      };
    });
    const answer = gateway.post({ query: '{ notes }' });
    await arrived;
    const stopped = gateway.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(fetch(new URL('/health/live', gateway.url))).rejects.toThrow();
    release();
    expect((await answer).body.data).toEqual({ notes: ['late'] });
    await stopped;
    expect(gateway.lines.at(-1)?.msg).toBe('The gateway has stopped.');
  });

  it('does not wait longer than its limit', async () => {
    const gateway = await startTestGateway({ ASOF_DRAIN_TIMEOUT_MS: '100' });
    const arrived = new Promise<void>((resolve) => {
      gateway.notes.intercept = () => {
        resolve();
        return new Promise(() => {});
      };
    });
    const answer = gateway.post({ query: '{ notes }' }).catch(() => 'cut off');
    await arrived;
    const started = performance.now();
    await Promise.all([gateway.stop(), gateway.stop()]);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await answer).toBe('cut off');
  });
});
