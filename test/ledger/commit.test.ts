import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommitState, EntityValues } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import { type Id, newId, parseTenant, type Tenant } from '../../core/ids.ts';
import { type Instant, instant, OPEN_END } from '../../core/instant.ts';
import { liveRectangle } from '../../core/visibility.ts';
import { createCommitter, type StatedChange } from '../../subgraphs/ledger/commit.ts';
import { MemoryLedger, MemoryParticipant, type Sabotage } from '../support/memory-ledger.ts';

const STEPS = ['apply', 'verify'] as const;
const NAMES = ['postgres', 'neo4j', 'vectors'];
const DEADLINE_MS = 60;

class World {
  readonly tenant: Tenant = parseTenant(`test-${newId()}`);
  readonly ledger: MemoryLedger;
  readonly participants = NAMES.map((name) => new MemoryParticipant(name));
  readonly lines: string[] = [];
  readonly committer;

  constructor(ledger: MemoryLedger = new MemoryLedger()) {
    this.ledger = ledger;
    const log = { warn: (_details: object, message: string) => void this.lines.push(message) };
    this.committer = createCommitter({ ledger, participants: this.participants, log, deadlineMs: DEADLINE_MS });
  }

  commit(...changes: readonly StatedChange[]): Promise<{ systemTime: Instant }> {
    return this.committer.commit(this.tenant, 'test', changes);
  }

  sabotage(name: string, sabotage: Sabotage): void {
    for (const participant of this.participants) if (participant.name === name) participant.sabotage = sabotage;
  }

  heal(): void {
    for (const participant of this.participants) participant.sabotage = () => undefined;
  }

  states(): (CommitState | undefined)[] {
    return (this.ledger.commits.get(this.tenant) ?? []).map((commit) => commit.state);
  }

  /** What readers may see of each store, whatever the moment. */
  live(): string[][] {
    const dead = this.ledger.dead(this.tenant);
    return this.participants.map((participant) => {
      const rows = participant.versions.flatMap((version) => liveRectangle(version, dead) ?? []);
      return rows.map((v) => [v.id, v.validFrom, v.validTo, v.systemFrom, v.systemTo].join()).sort();
    });
  }
}

function stated(id: Id, name: string | null, from = 0, to: number = OPEN_END): StatedChange {
  const values: EntityValues | null = name === null ? null : { fields: { name }, attributes: null };
  return { kind: 'entity', entity: { type: 'Customer', id }, validFrom: instant(from), validTo: instant(to), values };
}

const failsAt =
  (failing: string): Sabotage =>
  (step) => {
    if (step === failing) throw new Error(`${failing} is broken`);
  };

const hangsAt =
  (hanging: string): Sabotage =>
  (step) =>
    step === hanging ? new Promise<void>(() => undefined) : undefined;

describe('a commit', () => {
  it('is written to all stores under one system time, and seen when it is committed', async () => {
    const world = new World();
    const id = newId();
    const { systemTime } = await world.commit(stated(id, 'A'));
    expect(world.states()).toEqual(['committed']);
    expect(world.ledger.watermark(world.tenant)).toBe(systemTime);
    for (const { versions } of world.participants) expect(versions).toMatchObject([{ id, systemFrom: systemTime }]);
  });

  it('says what each store took', async () => {
    const world = new World();
    const { stores } = await world.committer.commit(world.tenant, 'test', [stated(newId(), 'A')]);
    expect(stores.map((timing) => timing.store)).toEqual(NAMES);
  });

  it('holds each id once, in order', async () => {
    const world = new World();
    const ids = [newId(), newId(), newId()];
    await world.commit(...ids.toReversed().map((id) => stated(id, 'A')), stated(ids[0] as Id, 'B'));
    expect(world.ledger.commits.get(world.tenant)?.[0]?.ids).toEqual(ids.toSorted());
  });

  it('cannot be opened while another commit holds an entity', async () => {
    const world = new World();
    const id = newId();
    await world.ledger.open(world.tenant, [id], 'other');
    await expect(world.commit(stated(id, 'A'))).rejects.toMatchObject({ code: 'ENTITY_HELD' });
    expect(world.participants.map((participant) => participant.versions.length)).toEqual([0, 0, 0]);
  });
});

describe('a commit that fails', () => {
  const cases = NAMES.flatMap((name) => STEPS.map((step) => [name, step] as const));

  it.each(cases)('when %s fails to %s is undone everywhere', async (name, step) => {
    const world = new World();
    const id = newId();
    await world.commit(stated(id, 'A'));
    const before = world.live();
    world.sabotage(name, failsAt(step));
    const failure = world.commit(stated(id, 'B', 10), stated(newId(), 'C'));
    await expect(failure).rejects.toMatchObject({
      code: 'COMMIT_ABORTED',
      message: expect.stringContaining(name),
      details: { store: name, state: 'aborted' },
      cause: { cause: { message: `${step} is broken` } },
    });
    await failure.catch((error: AsofError) => expect(error.message).not.toContain('is broken'));
    expect(world.states()).toEqual(['committed', 'aborted']);
    expect(world.live()).toEqual(before);
    expect(world.participants.map((participant) => participant.versions.length)).toEqual([1, 1, 1]);
  });

  it.each(cases)('when %s hangs in %s is undone when its time is up', async (name, step) => {
    const world = new World();
    world.sabotage(name, hangsAt(step));
    const failure = world.commit(stated(newId(), 'A'));
    await expect(failure).rejects.toMatchObject({
      code: 'COMMIT_ABORTED',
      message: /in time/,
      details: { timedOut: true },
    });
    expect(world.states()).toEqual(['aborted']);
    expect(world.live()).toEqual([[], [], []]);
  });

  it.each(NAMES)('before it opened, in %s, leaves no trace', async (name) => {
    const world = new World();
    world.sabotage(name, failsAt('prepare'));
    await expect(world.commit(stated(newId(), 'A'))).rejects.toMatchObject({ code: 'COMMIT_ABORTED' });
    expect(world.states()).toEqual([]);
  });

  it.each(NAMES)('and cannot be undone in %s is quarantined: dead, and undone in all others', async (name) => {
    const world = new World();
    const id = newId();
    await world.commit(stated(id, 'A'));
    const before = world.live();
    const broken: Sabotage = (step) => {
      if (step === 'verify' || step === 'compensate') throw new Error('broken');
    };
    world.sabotage(name, broken);
    await expect(world.commit(stated(id, 'B'))).rejects.toMatchObject({ details: { state: 'quarantined' } });
    expect(world.states()).toEqual(['committed', 'quarantined']);
    expect(world.live()).toEqual(before);
    expect(world.lines.some((line) => line.includes('Quarantined'))).toBe(true);
    world.heal();
    // Whoever writes next removes what is left of it.
    await world.commit(stated(id, 'C'));
    expect(new Set(world.live().map((rows) => rows.join('|'))).size).toBe(1);
  });

  it('and is undone at the second attempt only is aborted, not quarantined', async () => {
    const world = new World();
    let attempts = 0;
    world.sabotage('neo4j', (step) => {
      if (step === 'apply' || (step === 'compensate' && ++attempts === 1)) throw new Error('broken');
    });
    await expect(world.commit(stated(newId(), 'A'))).rejects.toMatchObject({ details: { state: 'aborted' } });
    expect(attempts).toBe(2);
  });

  it('does not matter when a store finishes it after it was given up', async () => {
    const world = new World();
    const id = newId();
    const { promise, resolve } = Promise.withResolvers<void>();
    world.sabotage('vectors', (step) => (step === 'apply' ? promise : undefined));
    await expect(world.commit(stated(id, 'A'))).rejects.toMatchObject({ code: 'COMMIT_ABORTED' });
    resolve();
    await expect.poll(() => world.participants[2]?.versions.length).toBe(1);
    expect(world.live()).toEqual([[], [], []]);
    world.heal();
    await world.commit(stated(id, 'B'));
    expect(world.participants.map((participant) => participant.versions.length)).toEqual([1, 1, 1]);
  });
});

describe('a ledger that does not answer', () => {
  it('is asked again whether it committed', async () => {
    class Forgetful extends MemoryLedger {
      override async settle(tenant: Tenant, at: Instant, state: Exclude<CommitState, 'pending'>): Promise<boolean> {
        const settled = await super.settle(tenant, at, state);
        if (settled) throw new Error('the answer was lost');
        return settled;
      }
    }
    const world = new World(new Forgetful());
    await world.commit(stated(newId(), 'A'));
    expect(world.states()).toEqual(['committed']);
    expect(world.live().map((rows) => rows.length)).toEqual([1, 1, 1]);
  });

  it('leaves it open whether the commit was made, and nothing is undone', async () => {
    class Away extends MemoryLedger {
      override async settle(): Promise<boolean> {
        throw new Error('connection refused');
      }
    }
    const world = new World(new Away());
    await expect(world.commit(stated(newId(), 'A'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(world.states()).toEqual(['pending']);
    expect(world.participants.map((participant) => participant.versions.length)).toEqual([1, 1, 1]);
  });

  it('when a commit is to be aborted leaves it to recovery', async () => {
    const world = new World();
    const { ledger } = world;
    const settle = ledger.settle.bind(ledger);
    ledger.settle = async () => {
      throw new Error('connection refused');
    };
    world.sabotage('postgres', failsAt('verify'));
    await expect(world.commit(stated(newId(), 'A'))).rejects.toMatchObject({ details: { state: 'pending' } });
    ledger.settle = settle;
    expect(await world.committer.recover(world.tenant)).toEqual({ aborted: [], quarantined: [] });
    ledger.overdue = () => true;
    expect((await world.committer.recover(world.tenant)).aborted).toHaveLength(1);
    expect(world.states()).toEqual(['aborted']);
    expect(world.participants.map((participant) => participant.versions.length)).toEqual([0, 0, 0]);
  });
});

it('a commit that another process aborted meanwhile is undone and reported', async () => {
  const world = new World();
  world.sabotage('vectors', async (step) => {
    const pending = world.ledger.commits.get(world.tenant)?.find((commit) => commit.state === 'pending');
    if (step === 'verify' && pending) await world.ledger.settle(world.tenant, pending.systemTime, 'aborting');
  });
  await expect(world.commit(stated(newId(), 'A'))).rejects.toMatchObject({ code: 'COMMIT_ABORTED' });
  expect(world.states()).toEqual(['aborted']);
  expect(world.participants.map((participant) => participant.versions.length)).toEqual([0, 0, 0]);
});

describe('recovery', () => {
  it('does nothing to what is committed, and quarantines what cannot be undone', async () => {
    const world = new World();
    await world.commit(stated(newId(), 'A'));
    await world.ledger.open(world.tenant, [newId()], 'left behind');
    world.ledger.overdue = () => true;
    world.sabotage('neo4j', failsAt('compensate'));
    expect((await world.committer.recover(world.tenant)).quarantined).toHaveLength(1);
    expect(world.states()).toEqual(['committed', 'quarantined']);
    expect(world.live().map((rows) => rows.length)).toEqual([1, 1, 1]);
  });
});

describe('any sequence of commits, some of which fail somewhere', () => {
  const ids = [newId(), newId(), newId()];
  const change = fc
    .record({
      id: fc.constantFrom(...ids),
      from: fc.nat(20),
      length: fc.integer({ min: 1, max: 20 }),
      name: fc.option(fc.string()),
    })
    .map(({ id, from, length, name }) => stated(id, name, from, from + length));
  const fault = fc.option(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...STEPS), fc.boolean()));
  const script = fc.array(fc.tuple(fc.array(change, { minLength: 1, maxLength: 5 }), fault), {
    minLength: 1,
    maxLength: 12,
  });

  it('leaves in every store what the successful ones alone would have left', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const world = new World();
        const truth = new MemoryParticipant('truth');
        for (const [changes, sabotage] of steps) {
          world.heal();
          if (sabotage) {
            const [name, step, cannotUndo] = sabotage;
            world.sabotage(name, (at) => {
              if (at === step || (cannotUndo && at === 'compensate')) throw new Error('broken');
            });
          }
          const outcome = await world.commit(...changes).catch((error: unknown) => error);
          if (sabotage) expect(outcome).toBeInstanceOf(AsofError);
          else {
            const { systemTime } = outcome as { systemTime: Instant };
            const stamped = changes.map((each) => ({ ...each, systemTime }));
            await truth.apply({ tenant: world.tenant, systemTime, changes: stamped, dead: new Set() });
          }
        }
        const rows = truth.versions.map((v) => [v.id, v.validFrom, v.validTo, v.systemFrom, v.systemTo].join()).sort();
        for (const live of world.live()) expect(live).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });
});
