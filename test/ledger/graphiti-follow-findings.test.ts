// What the follower makes of what it finds: pure decisions, and one commit unless a store refuses something.
import { describe, expect, it } from 'vitest';
import { AsofError } from '../../core/errors.ts';
import { newId, parseTenant } from '../../core/ids.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import type { GraphitiEdgeTimes } from '../../core/visibility.ts';
import type { GraphitiEdge } from '../../stores/neo4j/graphiti-elements.ts';
import type { KnownVersion } from '../../stores/neo4j/graphiti-recent.ts';
import type { StatedChange } from '../../subgraphs/ledger/commit.ts';
import { commitFindings, type Finding } from '../../subgraphs/ledger/graphiti/findings.ts';
import { noticeFact, noticeNode } from '../../subgraphs/ledger/graphiti/notice.ts';
import { type Observed, observeEdge, observeNode } from '../../subgraphs/ledger/graphiti/observe.ts';

const tenant = parseTenant('test');
const time = (micros: number): Instant => micros as Instant;
const F = time(1_000);
const OPEN: GraphitiEdgeTimes = {
  createdAt: time(100),
  expiredAt: null,
  validAt: time(50),
  invalidAt: null,
  referenceTime: null,
};

function fact(times: Partial<GraphitiEdgeTimes> = {}): Observed {
  const edge = { uuid: newId(), name: 'KNOWS', fact: 'a knows b', episodes: [] } as unknown as GraphitiEdge;
  const ends = { subject: { type: 'Driver', id: newId() }, object: { type: 'Driver', id: newId() } };
  return observeEdge(newId(), edge, { ...OPEN, ...times }, ends, []);
}

const version = (more: Partial<KnownVersion> = {}): KnownVersion => ({
  validFrom: time(50),
  validTo: OPEN_END,
  systemFrom: time(100),
  systemTo: OPEN_END,
  mentions: 0,
  ...more,
});

describe('a fact of Graphiti’s', () => {
  it('is new when Asof has no version of it, with its end if that is known', () => {
    expect(noticeFact(fact(), false, [], F)).toMatchObject({
      verdict: 'new',
      changes: [{ kind: 'fact', observed: true, validFrom: 50, validTo: OPEN_END, values: { name: 'KNOWS' } }],
    });
    const ended = noticeFact(fact({ invalidAt: time(70), expiredAt: time(100) }), false, [], F);
    expect(ended).toMatchObject({ verdict: 'new', changes: [{ validFrom: 50, validTo: 70 }] });
    expect(noticeFact(fact({ expiredAt: time(120) }), false, [], F)).toEqual({ verdict: 'new', changes: [] });
  });

  it('has ended when Asof knows of a later end, or of none', () => {
    const times = { invalidAt: time(70), expiredAt: time(200) };
    expect(noticeFact(fact(times), false, [version()], F)).toMatchObject({
      verdict: 'ended',
      changes: [{ validFrom: 70, validTo: OPEN_END, values: null }],
    });
    expect(noticeFact(fact(times), false, [version({ validTo: time(80) })], F)).toMatchObject({ verdict: 'ended' });
    expect(noticeFact(fact(times), false, [version({ validTo: time(70) })], F)).toEqual({ verdict: 'known' });
    expect(noticeFact(fact({ expiredAt: time(200) }), false, [version()], F)).toMatchObject({
      verdict: 'ended',
      changes: [{ validTo: OPEN_END, values: null }],
    });
  });

  it('is left alone when it was edited otherwise, or ended here before', () => {
    expect(noticeFact(fact({ validAt: time(60) }), false, [version()], F)).toEqual({ verdict: 'known' });
    expect(noticeFact(fact(), false, [version({ validTo: time(70) })], F)).toEqual({ verdict: 'known' });
    expect(noticeFact(fact(), false, [version({ systemTo: time(300) })], F)).toEqual({ verdict: 'known' });
  });

  it('is not taken for Graphiti’s when Asof wrote it, whatever became of the commit', () => {
    expect(noticeFact(fact(), true, [], F)).toEqual({ verdict: 'known' });
    const ended = fact({ invalidAt: time(70), expiredAt: time(200) });
    expect(noticeFact(ended, true, [version()], F)).toMatchObject({ verdict: 'ended' });
  });

  it('is undecided while a commit that was not followed yet touches it', () => {
    const undecided = { verdict: 'undecided' };
    expect(noticeFact(fact(), false, [version({ systemFrom: time(1_001) })], F)).toEqual(undecided);
    expect(noticeFact(fact(), false, [version({ systemTo: time(1_001) })], F)).toEqual(undecided);
    expect(noticeFact(fact(), false, [version({ systemFrom: F })], F)).toEqual({ verdict: 'known' });
  });
});

describe('what no store takes', () => {
  const findings = Array.from({ length: 37 }, (): Finding => {
    const node = { uuid: newId(), labels: [], name: 'n', summary: '', createdAt: time(1), attributes: {} };
    const observed = observeNode({ type: 'OtherEntity', id: newId() }, node, time(1));
    return { phase: 'nodes', observed, notice: noticeNode(observed, [], F) };
  });
  const idOf = (change: StatedChange): string => ('entity' in change ? change.entity.id : change.id);

  it.each([[[3]], [[0, 36]], [[5, 6, 7]]])('is left out by itself: %j', async (bad) => {
    const refused = new Set(bad.map((index) => findings[index]?.observed.id as string));
    const committed: string[] = [];
    const commit = async (_tenant: string, _kind: string, changes: readonly StatedChange[]) => {
      if (changes.some((change) => refused.has(idOf(change)))) throw new AsofError('COMMIT_ABORTED', 'refused');
      committed.push(...changes.map(idOf));
      return { systemTime: time(2_000), stores: [] };
    };
    const { systemTime, leftOut } = await commitFindings({ commit }, tenant, findings);
    expect(systemTime).toBe(2_000);
    expect(new Set(leftOut.map(({ finding }) => finding.observed.id))).toEqual(refused);
    expect(committed.length).toBe(findings.length - refused.size);
  });

  it.each([
    ['a store is away', new AsofError('STORE_UNAVAILABLE', 'away')],
    ['an entity is held', new AsofError('ENTITY_HELD', 'held')],
    ['a commit took too long', new AsofError('COMMIT_ABORTED', 'late', { details: { timedOut: true } })],
    ['a store went away amid', new AsofError('COMMIT_ABORTED', 'x', { cause: new AsofError('STORE_TIMEOUT', 'y') })],
  ])('is not blamed when %s: all is tried again', async (_what, error) => {
    let calls = 0;
    const commit = async () => {
      calls += 1;
      throw error;
    };
    await expect(commitFindings({ commit }, tenant, findings)).rejects.toBe(error);
    expect(calls).toBe(1);
  });

  it('is no commit at all when there is nothing to state', async () => {
    const known = findings.map((finding) => ({ ...finding, notice: { verdict: 'known' } as const }));
    const commit = () => Promise.reject(new Error('nothing to commit'));
    expect(await commitFindings({ commit }, tenant, known)).toEqual({ systemTime: null, leftOut: [] });
  });
});
