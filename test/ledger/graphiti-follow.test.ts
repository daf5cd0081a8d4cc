// The follower as an operator knows it: one process at a time, on through failures, and nothing lost when it stops.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { newId, parseTenant } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { openPostgres, type PostgresStore } from '../../stores/postgres/store.ts';
import { type FollowOptions, followGraphiti, type GraphitiFollower } from '../../subgraphs/ledger/graphiti/follow.ts';
import type { Look, Looked } from '../../subgraphs/ledger/graphiti/look.ts';
import { storeVariable } from '../support/stack.ts';

const NOTHING: Looked = {
  systemTime: null,
  counts: { nodes: 0, episodes: 0, facts: 0, ends: 0 },
  leftOut: [],
  lagMs: 0,
  more: false,
};

let postgres: PostgresStore;
const running: GraphitiFollower[] = [];

beforeAll(async () => {
  postgres = await openPostgres({ url: storeVariable('DATABASE_URL'), ownerUrl: storeVariable('DATABASE_OWNER_URL') });
});
afterAll(async () => {
  await Promise.all(running.map((follower) => follower.stop()));
  await postgres.close();
});

/** Follows with a look of the test's own, and a real lease. */
function follow(name: string, once: () => Promise<Looked>, more: Partial<FollowOptions> = {}): GraphitiFollower {
  const follower = followGraphiti({
    tenant: parseTenant('test-follow'),
    isAdopted: async () => true,
    takeLease: () => postgres.takeLease(name),
    openLook: (): Look => ({ once }),
    pollMs: 20,
    idleMs: 20,
    ...more,
  });
  running.push(follower);
  return follower;
}

async function until(isSo: () => boolean): Promise<void> {
  const since = performance.now();
  while (!isSo()) {
    if (performance.now() - since > 20_000) throw new Error(`not so: ${isSo}`);
    await sleep(10);
  }
}

describe('followers of one tenant', () => {
  it('take turns: one follows, and another goes on when it stops', async () => {
    const name = newId();
    const looks = [0, 0];
    const count = (index: 0 | 1) => async () => {
      looks[index] = (looks[index] ?? 0) + 1;
      return NOTHING;
    };
    const first = follow(name, count(0));
    await until(() => (looks[0] ?? 0) > 3);
    const second = follow(name, count(1));
    await sleep(300);
    expect([looks[1], second.status().state]).toEqual([0, 'idle']);

    await first.stop();
    const before = looks[0];
    await until(() => (looks[1] ?? 0) > 3);
    expect([looks[0], first.status().state]).toEqual([before, 'stopped']);
    await second.stop();
  });

  it('hand over when the connection that holds the right breaks', async () => {
    const name = newId();
    const lease = await postgres.takeLease(name);
    expect(await postgres.takeLease(name)).toBeNull();
    await expect(lease?.confirm()).resolves.toBeUndefined();
    await breakLease(name);
    await expect(lease?.confirm()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const other = await postgres.takeLease(name);
    expect(other).not.toBeNull();
    await other?.release();
  });
});

/** Ends the session that holds a lease, as a server does that restarts. */
async function breakLease(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: storeVariable('DATABASE_URL') });
  await client.connect();
  const text = `SELECT pg_terminate_backend(pid) AS ended FROM pg_locks
    WHERE locktype = 'advisory' AND ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0)`;
  const { rows } = await client.query(text, [`asof.lease:${name}`]);
  await client.end();
  expect(rows).toEqual([{ ended: true }]);
}

describe('a follower', () => {
  it('waits until the graph is adopted', async () => {
    let adopted = false;
    const follower = follow(newId(), async () => NOTHING, { isAdopted: async () => adopted });
    await sleep(150);
    expect(follower.status().state).toBe('idle');
    adopted = true;
    await until(() => follower.status().state === 'following');
    await follower.stop();
  });

  it('goes on through failures, ever more slowly, and says what the last one was', async () => {
    let failing = true;
    const at: number[] = [];
    const lines: string[] = [];
    const log = {
      info: (_details: object, message: string) => lines.push(message),
      warn: (_details: object, message: string) => lines.push(message),
    };
    const once = async (): Promise<Looked> => {
      at.push(performance.now());
      if (failing) throw new AsofError('STORE_UNAVAILABLE', 'Neo4j does not answer.');
      return { ...NOTHING, systemTime: 5 as Instant, counts: { ...NOTHING.counts, facts: 2 }, lagMs: 40 };
    };
    const follower = follow(newId(), once, { log, pollMs: 40 });
    await until(() => at.length >= 4);
    expect(follower.status()).toMatchObject({ state: 'failing', lastError: 'Neo4j does not answer.', lagMs: null });
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    expect(pauses[2]).toBeGreaterThan(120);

    failing = false;
    await until(() => follower.status().state === 'following');
    expect(follower.status()).toMatchObject({ lastError: null, lagMs: 40 });
    expect(lines.filter((line) => line.includes('cannot be followed')).length).toBeGreaterThanOrEqual(4);
    expect(lines).toContain('Following what Graphiti writes again.');
    expect(lines).toContain('Observed of Graphiti’s: 0 nodes, 0 episodes, 2 facts, 0 ends; 40 ms behind.');
    await follower.stop();
  });

  it('lets the look in hand end when it stops', async () => {
    let ended = 0;
    let begun = 0;
    const once = async (): Promise<Looked> => {
      begun += 1;
      await sleep(100);
      ended += 1;
      return NOTHING;
    };
    const follower = follow(newId(), once);
    await until(() => begun === 2);
    await follower.stop();
    expect(ended).toBe(2);
    await sleep(150);
    expect(begun).toBe(2);
  });

  it('does not pause while there is more to look at', async () => {
    let looks = 0;
    const follower = follow(newId(), async () => ({ ...NOTHING, more: ++looks < 20 }), { pollMs: 60_000 });
    await until(() => looks === 20);
    await follower.stop();
  });
});
