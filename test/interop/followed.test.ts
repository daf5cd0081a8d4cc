// While both run: what graphiti-core writes is seen by Asof within two seconds, as ordinary commits.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptInto } from '../../cli/adopt-graphiti.ts';
import { followInto } from '../../cli/follow-graphiti.ts';
import { type Id, newId, parseTenant } from '../../core/ids.ts';
import { EARLIEST, formatInstant, type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import type { GraphitiFollower } from '../../subgraphs/ledger/graphiti/follow.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { clock, idOf, newEdge, newEntity, newEpisode, newMention } from './elements.ts';
import { type GraphitiEntity, GraphitiProcess, graphitiMissing } from './graphiti-process.ts';

const missing = graphitiMissing();
if (missing) console.warn(`Skipped: following Graphiti while it runs. ${missing}`);

const SEEN_WITHIN_MS = 2_000;
/** A machine that is busy with other tests may be late now and then. */
const WAIT_MAX_MS = 10_000;
const tenant = parseTenant(`test-${newId()}`);
const acme = newEntity(tenant, 'Acme', { labels: ['Customer'] });
const wim = newEntity(tenant, 'Wim', { labels: ['Driver'] });
const yesterday = formatInstant((clock() - 86_400_000_000) as Instant);
const drives = newEdge(tenant, 'DRIVES_FOR', [wim, acme], { valid_at: '2026-01-01T00:00:00Z' });

interface Fact {
  readonly id: Id;
  readonly name: string;
  readonly fact: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly systemFrom: string;
  readonly object: { readonly id: Id; readonly name: string | null };
  readonly episodes: readonly { readonly content: string; readonly mentions: readonly { readonly id: Id }[] }[];
}

interface Seen {
  readonly name: string | null;
  readonly facts: { readonly totalCount: number; readonly nodes: readonly Fact[] };
}

const QUERY = `query ($id: ID!, $at: AsOf) {
  entities: driver(id: $id, at: $at) {
    id name
    facts(direction: OUT) {
      totalCount
      nodes { id name fact validFrom validTo systemFrom systemTo object { id name } episodes { content mentions { id } } }
    }
  }
}`;

let asof: RunningAsof;
let graphiti: GraphitiProcess;
let follower: GraphitiFollower;
const seenAfterMs: number[] = [];
/** Every answer, with the moment that it was read at. */
const answers: { id: Id; moment: { validTime: string; systemTime: string }; text: string }[] = [];

describe.skipIf(missing)('following Graphiti', () => {
  beforeAll(async () => {
    asof = await startAsof();
    graphiti = new GraphitiProcess();
    await graphiti.buildIndices();
    await graphiti.save('entity', [acme, wim]);
    await graphiti.save('edge', [drives]);
    expect(await adoptInto({ stores: asof.stores, tenant })).toMatchObject({ outcome: 'adopted' });
    follower = followInto({ stores: asof.stores, tenant });
    while (follower.status().state !== 'following') await sleep(50);
    await read(wim);
  });
  afterAll(async () => {
    await follower?.stop();
    await Promise.all([asof?.stop(), graphiti?.stop()]);
  });

  it('sees new nodes and edges, whichever way they are saved', async () => {
    const depot = newEntity(tenant, 'Quarry', { labels: ['Depot'] });
    await graphiti.save('entity', [depot]);
    await graphiti.save('edge', [newEdge(tenant, 'PARKS_AT', [wim, depot])]);
    const { facts } = await until(wim, (seen) => seen.facts.totalCount === 2);
    expect(facts.nodes.find(({ name }) => name === 'PARKS_AT')).toMatchObject({
      fact: 'Wim PARKS_AT Quarry',
      object: { id: idOf(depot), name: 'Quarry' },
    });

    const ida = newEntity(tenant, 'Ida', { labels: ['Driver'] });
    const episode = newEpisode(tenant, 'Rota');
    const edge = newEdge(tenant, 'RELIEVES', [ida, wim], {
      episodes: [episode.uuid],
      valid_at: '2026-02-01T12:00:00Z',
    });
    await graphiti.saveBulk({
      episodes: [episode],
      mentions: [newMention(episode, ida), newMention(episode, wim)],
      entities: [ida, wim],
      edges: [edge],
    });
    const seen = await until(ida, ({ name }) => name !== null);
    expect(seen).toMatchObject({ name: 'Ida', facts: { nodes: [{ name: 'RELIEVES', validFrom: edge.valid_at }] } });
    const [source] = seen.facts.nodes[0]?.episodes ?? [];
    expect(source?.content).toBe('What Rota says.');
    expect(source?.mentions.map(({ id }) => id).sort()).toEqual([idOf(ida), idOf(wim)].sort());
  });

  it('sees what was saved long after it was stamped', async () => {
    const minutesAgo = formatInstant((clock() - 5 * 60_000_000) as Instant);
    const late = newEdge(tenant, 'WAVED_TO', [wim, acme], { created_at: minutesAgo });
    await graphiti.saveBulk({ edges: [late] });
    const { facts } = await until(wim, (seen) => seen.facts.nodes.some(({ id }) => id === idOf(late)));
    const fact = facts.nodes.find(({ id }) => id === idOf(late));
    // It is true since Graphiti said so, and known since it was seen.
    expect(fact?.validFrom).toBe(minutesAgo);
    expect(parseInstant(fact?.systemFrom ?? '')).toBeGreaterThan(parseInstant(minutesAgo) + 4 * 60_000_000);
  });

  it('sees edges end: by contradiction, by hand, and by being retracted', async () => {
    const better = newEdge(tenant, 'DRIVES_FOR', [wim, acme], { valid_at: '2026-05-01T00:00:00.000001Z' });
    const ended = await graphiti.contradict(better, [drives.uuid]);
    expect(ended).toMatchObject([{ uuid: drives.uuid }]);
    const { facts } = await until(wim, (seen) => seen.facts.nodes.some(({ id }) => id === idOf(better)));
    expect(facts.nodes.map(({ id }) => id)).not.toContain(idOf(drives));
    const april = { validTime: '2026-04-01', systemTime: answers.at(-1)?.moment.systemTime ?? '' };
    expect((await read(wim, april)).facts.nodes).toMatchObject([{ id: idOf(drives), validTo: better.valid_at }]);

    const soon = formatInstant((clock() + 3_600_000_000) as Instant);
    await graphiti.update('edge', better.uuid, { invalid_at: soon, expired_at: formatInstant(clock()) });
    await until(wim, (seen) => seen.facts.nodes.some(({ id, validTo }) => id === idOf(better) && validTo === soon));

    await graphiti.update('edge', better.uuid, { invalid_at: null, expired_at: formatInstant(clock()) });
    await until(wim, (seen) => seen.facts.nodes.every(({ id }) => id !== idOf(better)));
  });

  it('sees Graphiti end what Asof wrote, and does not take Asof’s own for Graphiti’s', async () => {
    const fact = { id: newId(), subject: { type: 'Driver', id: idOf(wim) }, object: { type: 'Customer', id: newId() } };
    const from = { validFrom: parseInstant('2026-01-01'), validTo: OPEN_END } as const;
    const observedBefore = follower.status().observed;
    await asof.committer.commit(tenant, 'test', [
      { kind: 'entity', entity: fact.object, ...from, values: { fields: { name: 'Marigold' }, attributes: null } },
      { kind: 'fact', ...fact, ...from, values: { name: 'SERVES', fact: 'Wim serves Marigold', episodes: [] } },
    ]);
    await until(wim, (seen) => seen.facts.nodes.some(({ id }) => id === fact.id));
    await sleep(SEEN_WITHIN_MS);
    expect(follower.status().observed).toBe(observedBefore);

    const today = formatInstant(clock());
    await graphiti.update('edge', fact.id, { invalid_at: today, expired_at: today });
    await until(wim, (seen) => seen.facts.nodes.every(({ id }) => id !== fact.id));
    expect(follower.status().observed).toBe(observedBefore + 1);
  });

  it('observes nothing twice, even when it begins again', async () => {
    await follower.stop();
    const before = await read(wim);
    follower = followInto({ stores: asof.stores, tenant });
    await sleep(SEEN_WITHIN_MS);
    expect(follower.status()).toMatchObject({ state: 'following', observed: 0, lastError: null });
    expect(await read(wim)).toEqual(before);
  });

  it('catches up with what was written while nobody followed', async () => {
    await follower.stop();
    const old = newEntity(tenant, 'Old Mill', { created_at: yesterday });
    const edge = newEdge(tenant, 'KNOWS', [wim, old], { created_at: yesterday });
    await graphiti.saveBulk({ entities: [old], edges: [edge] });
    follower = followInto({ stores: asof.stores, tenant });
    const { facts } = await until(wim, (seen) => seen.facts.nodes.some(({ id }) => id === idOf(edge)));
    expect(facts.nodes.find(({ id }) => id === idOf(edge))?.object).toMatchObject({ name: 'Old Mill' });
  });

  it('sees the end of an edge that was made long ago', async () => {
    const known = (await read(wim)).facts.nodes.find(({ name }) => name === 'KNOWS');
    expect(known?.validTo).toBeNull();
    const edges = await graphiti.get('edge', { node: wim.uuid });
    const edge = edges.find(({ name }) => name === 'KNOWS');
    await graphiti.update('edge', edge?.uuid ?? '', { invalid_at: yesterday, expired_at: formatInstant(clock()) });
    await until(wim, (seen) => seen.facts.nodes.every(({ name }) => name !== 'KNOWS'));
  });

  it('sees all of many that were stamped at one time', async () => {
    const hub = newEntity(tenant, 'Hub', { labels: ['Customer'] });
    const created_at = formatInstant(clock());
    const edges = Array.from({ length: 900 }, (_, n) => newEdge(tenant, `R${n % 7}`, [wim, hub], { created_at }));
    await graphiti.saveBulk({ entities: [hub], edges });
    const before = follower.status().observed;
    const since = performance.now();
    await untilObserved(before + 901);
    console.log(`901 elements were observed within ${Math.round(performance.now() - since)} ms`);
    expect((await read(wim)).facts.totalCount).toBeGreaterThanOrEqual(900);
    await sleep(1_500);
    expect(follower.status().observed).toBe(before + 901);
  });

  it('begins by itself when Graphiti begins to write', async () => {
    const later = parseTenant(`test-${newId()}`);
    const own = followInto({ stores: asof.stores, tenant: later, idleMs: 200 });
    const entity = { type: 'Customer', id: newId() };
    const from = { validFrom: EARLIEST, validTo: OPEN_END } as const;
    await asof.committer.commit(later, 'test', [
      { kind: 'entity', entity, ...from, values: { fields: { name: 'Own' }, attributes: null } },
    ]);
    await sleep(600);
    expect(own.status().state).toBe('idle');
    const first = newEntity(later, 'First', { labels: ['Customer'] });
    await graphiti.save('entity', [first]);
    const since = performance.now();
    for (let name: unknown = null; name !== 'First'; await sleep(100)) {
      const answer = await asof.query(`{ customer(id: "${idOf(first)}") { name } }`, { tenant: later });
      name = (answer.data?.customer as { name: string } | null)?.name;
      if (performance.now() - since > WAIT_MAX_MS) throw new Error(JSON.stringify(own.status()));
    }
    await own.stop();
  });

  it('leaves every earlier read as it was, byte for byte', async () => {
    expect(answers.length).toBeGreaterThan(10);
    await Promise.all(
      answers.map(async ({ id, moment, text }) => {
        const answer = await asof.query(QUERY, { tenant, variables: { id, at: moment } });
        expect(JSON.stringify(answer.data)).toBe(text);
      }),
    );
  });

  it('sees within two seconds', () => {
    const sorted = seenAfterMs.toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)], `of ${sorted.join(', ')} ms`).toBeLessThan(SEEN_WITHIN_MS);
  });
});

async function untilObserved(count: number): Promise<void> {
  const since = performance.now();
  while (follower.status().observed < count) {
    if (performance.now() - since > 3 * WAIT_MAX_MS) throw new Error(JSON.stringify(follower.status()));
    await sleep(50);
  }
}

/** Reads a driver now, or at a moment. */
async function read(entity: GraphitiEntity, at?: { validTime: string; systemTime: string }): Promise<Seen> {
  const id = idOf(entity);
  const answer = await asof.query(QUERY, { tenant, variables: { id, at } });
  expect(answer.errors).toBeUndefined();
  const moment = answer.extensions?.asOf as { validTime: string; systemTime: string };
  if (!at) answers.push({ id, moment, text: JSON.stringify(answer.data) });
  return (answer.data?.entities ?? { name: null, facts: { totalCount: 0, nodes: [] } }) as Seen;
}

/** Reads now, until it is so; how long that took is kept. */
async function until(entity: GraphitiEntity, isSo: (seen: Seen) => boolean): Promise<Seen> {
  const since = performance.now();
  for (;;) {
    const seen = await read(entity);
    const took = performance.now() - since;
    if (isSo(seen)) {
      seenAfterMs.push(Math.round(took));
      return seen;
    }
    if (took > WAIT_MAX_MS) throw new Error(`not seen: ${JSON.stringify({ seen, follower: follower.status() })}`);
    await sleep(100);
  }
}
