// One look at Graphiti's part of a tenant's graph: what is new or ended there, and not known here, becomes a commit.
import { LRUCache } from 'lru-cache';
import type { Tenant } from '../../../core/ids.ts';
import { EARLIEST, type Instant } from '../../../core/instant.ts';
import type { Now } from '../../../core/now.ts';
import type { Registry } from '../../../core/registry.ts';
import type { DeadCommits } from '../../../core/visibility.ts';
import type { GraphitiRecent, KnownVersion, RecentElement, RecentKind } from '../../../stores/neo4j/graphiti-recent.ts';
import type { GraphitiSource } from '../../../stores/neo4j/graphiti-source.ts';
import type { IdMap } from '../../../stores/postgres/id-map.ts';
import type { Committer } from '../commit.ts';
import { changesOf, commitFindings, type Finding, type LeftOut } from './findings.ts';
import { type Identifiable, Identities, type Identity } from './identities.ts';
import { type Notice, noticeEpisode, noticeFact, noticeNode } from './notice.ts';
import type { Observed } from './observe.ts';
import { GraphitiPages, type Phase } from './pages.ts';
import { Walk, type WalkPage } from './walk.ts';

/** Ten minutes. */
export const LOOK_BACK_MS = 600_000;

export interface LookPorts {
  readonly source: GraphitiSource;
  readonly recent: GraphitiRecent;
  readonly ids: IdMap;
  readonly now: Now;
  readonly committer: Pick<Committer, 'commit'>;
  readonly registry: Registry;
}

export interface LookOptions {
  /**
   * How long after an element was stamped it may be saved: Graphiti stamps when an ingestion begins, and saves when it
   * ends. Default 600,000 ms.
   */
  readonly lookBackMs?: number;
}

export interface Looked {
  /** The commit's; null when there was nothing to observe. */
  readonly systemTime: Instant | null;
  readonly counts: { readonly nodes: number; readonly episodes: number; readonly facts: number; readonly ends: number };
  /** What no store would take: it is not looked at again before it changes. */
  readonly leftOut: readonly LeftOut[];
  /** How long before the commit Graphiti had learned the oldest of what was observed; 0 when that was nothing. */
  readonly lagMs: number;
  /** Whether there is more to look at, so that the next look should not wait. */
  readonly more: boolean;
}

export interface Look {
  /** @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT, COMMIT_ABORTED, ENTITY_HELD; the next look begins where this did */
  once(): Promise<Looked>;
}

/** An edge before its ends, so that whatever an edge that was found names is there to be found, too. */
const RECENT = [
  ['edges', 400],
  ['ended', 400],
  ['episodes', 100],
  ['nodes', 400],
] as const;
/** Once, from the newest to the first: what was written while nobody followed. Edges come last: they name the others. */
const ALL = [
  ['nodes', 900],
  ['episodes', 150],
  ['edges', 900],
] as const;
const SEEN_MAX = 200_000;
const LIST_TRIES_MAX = 4;

const PHASES: Readonly<Record<RecentKind, Phase>> = {
  nodes: 'nodes',
  episodes: 'episodes',
  edges: 'edges',
  ended: 'edges',
};

/** A point to which the ledger was followed before Graphiti's part of the graph was read. */
interface Since {
  readonly systemTime: Instant;
  readonly clock: Instant;
  readonly dead: DeadCommits;
}

export function openLook(ports: LookPorts, tenant: Tenant, options: LookOptions = {}): Look {
  return new GraphitiLook(ports, tenant, options);
}

class GraphitiLook implements Look {
  readonly #ports: LookPorts;
  readonly #tenant: Tenant;
  readonly #lookBackMicros: number;
  readonly #identities: FollowedIdentities;
  readonly #recent = RECENT.map(([kind, limit]) => new Walk(kind, limit));
  /** What is left of the one walk through everything. */
  #all = ALL.map(([kind, limit]) => new Walk(kind, limit));
  /** The states that need no more looking at, by kind and uuid. */
  readonly #seen = new LRUCache<string, string>({ max: SEEN_MAX });

  constructor(ports: LookPorts, tenant: Tenant, { lookBackMs = LOOK_BACK_MS }: LookOptions) {
    this.#ports = ports;
    this.#tenant = tenant;
    this.#lookBackMicros = lookBackMs * 1_000;
    this.#identities = new FollowedIdentities(ports, tenant);
  }

  async once(): Promise<Looked> {
    const { now, committer } = this.#ports;
    const reading = await now.read(this.#tenant);
    const since = { systemTime: reading.systemTime, clock: reading.validTime, dead: now.dead(this.#tenant) };
    const { recent, old } = await this.#list(since);
    const findings = await this.#find([...recent, ...(old ? [old] : [])], since);

    const { systemTime, leftOut } = await commitFindings(committer, this.#tenant, findings);
    const wentOn = this.#goOn(recent, old, findings);
    const isMore = this.#recent.some((walk, index) => recent[index] !== undefined && walk.isFull(recent[index]));
    return { systemTime, leftOut, ...summed(findings, systemTime), more: isMore || wentOn };
  }

  /** The pages at which the walks stand: what is recent, and what may have been missed. */
  async #list(since: Since): Promise<{ recent: WalkPage[]; old: WalkPage | undefined }> {
    let recent = await this.#listRecent(since);
    // A transaction of Graphiti's that lands amid the lists would be seen in part: they are read until they stay.
    for (let tries = 1; tries < LIST_TRIES_MAX && recent.some((page) => this.#hasFresh(page)); tries += 1) {
      const before = recent;
      recent = await this.#listRecent(since);
      if (before.every((page, index) => isSame(page, recent[index]))) break;
    }
    return { recent, old: await this.#all[0]?.page(this.#ports.recent, this.#tenant, EARLIEST) };
  }

  /** One after the other: in this order a fact is never found without its ends. */
  async #listRecent({ clock }: Since): Promise<WalkPage[]> {
    const lookBack = (clock - this.#lookBackMicros) as Instant;
    const pages: WalkPage[] = [];
    for (const walk of this.#recent) pages.push(await walk.page(this.#ports.recent, this.#tenant, lookBack));
    return pages;
  }

  #hasFresh({ kind, elements }: WalkPage): boolean {
    return elements.some((element) => !this.#isSeen(kind, element));
  }

  async #find(pages: readonly WalkPage[], since: Since): Promise<Finding[]> {
    const fresh = { nodes: new Set<string>(), episodes: new Set<string>(), edges: new Set<string>() };
    for (const { kind, elements } of pages) {
      for (const element of elements) if (!this.#isSeen(kind, element)) fresh[PHASES[kind]].add(element.uuid);
    }
    const findings: Finding[] = [];
    for (const phase of ['nodes', 'episodes', 'edges'] as const) {
      const uuids = [...fresh[phase]];
      if (uuids.length > 0) findings.push(...(await this.#notice(phase, uuids, since)));
    }
    return findings;
  }

  async #notice(phase: Phase, uuids: readonly string[], since: Since): Promise<Finding[]> {
    const { recent } = this.#ports;
    const { observed } = await this.#pick(uuids).read(phase, '', { startedAt: since.clock, now: since.clock });
    const ids = observed.map(({ id }) => id);
    const known = await recent.known(this.#tenant, phase, ids, since.dead);
    const picked = new Set(uuids);
    return observed.map((element) => {
      const versions = known.get(element.id) ?? [];
      return { phase, observed: element, notice: noticeOf(phase, element, picked.has(element.id), versions, since) };
    });
  }

  /** The adoption's own way from elements to what they say, over some elements alone. */
  #pick(uuids: readonly string[]): GraphitiPages {
    const { source, recent, registry } = this.#ports;
    const picking: GraphitiSource = {
      ...source,
      nodes: (tenant) => recent.pickNodes(tenant, uuids),
      edges: (tenant) => recent.pickEdges(tenant, uuids),
      episodes: (tenant) => recent.pickEpisodes(tenant, uuids),
    };
    return new GraphitiPages({ source: picking, identities: this.#identities, registry, tenant: this.#tenant });
  }

  /** Only when all went well, so that whatever failed, or could not be decided yet, is looked at again. */
  #goOn(recent: readonly WalkPage[], old: WalkPage | undefined, findings: readonly Finding[]): boolean {
    const undecided = new Set(
      findings.filter(({ notice }) => notice.verdict === 'undecided').map(({ phase }) => phase),
    );
    for (const [index, page] of recent.entries()) {
      this.#recent[index]?.goOn(page);
      if (undecided.has(PHASES[page.kind])) continue;
      for (const element of page.elements) this.#seen.set(keyOf(page.kind, element.uuid), element.state);
    }
    const [walk] = this.#all;
    if (!old || !walk || undecided.has(PHASES[old.kind])) return false;
    walk.goOn(old);
    if (!walk.isFull(old)) this.#all = this.#all.slice(1);
    return this.#all.length > 0;
  }

  #isSeen(kind: RecentKind, { uuid, state }: RecentElement): boolean {
    return this.#seen.get(keyOf(kind, uuid)) === state;
  }
}

function isSame({ elements }: WalkPage, other: WalkPage | undefined): boolean {
  const texts = ({ uuid, state }: RecentElement): string => `${uuid} ${state}`;
  return elements.map(texts).join('\n') === other?.elements.map(texts).join('\n');
}

const keyOf = (kind: RecentKind, uuid: string): string => `${PHASES[kind]} ${uuid}`;

/** Graphiti may end an edge that Asof wrote, so Asof's own are looked at, too. */
class FollowedIdentities extends Identities {
  override async facts(edges: readonly Identifiable[]): Promise<ReadonlyMap<string, Identity>> {
    const found = await super.facts(edges);
    return new Map([...found].map(([uuid, { id }]) => [uuid, { id, own: false }]));
  }
}

/** @param isOwn whether Asof wrote it: then the uuid is the id */
function noticeOf(
  phase: Phase,
  observed: Observed,
  isOwn: boolean,
  versions: readonly KnownVersion[],
  { systemTime }: Since,
): Notice {
  if (phase === 'nodes') return noticeNode(observed, versions, systemTime);
  if (phase === 'episodes') return noticeEpisode(observed, versions, systemTime);
  return noticeFact(observed, isOwn, versions, systemTime);
}

function summed(findings: readonly Finding[], systemTime: Instant | null): Pick<Looked, 'counts' | 'lagMs'> {
  const counts = { nodes: 0, episodes: 0, facts: 0, ends: 0 };
  let lagMs = 0;
  for (const finding of findings) {
    if (changesOf(finding).length === 0) continue;
    const { phase, observed, notice } = finding;
    counts[notice.verdict === 'ended' ? 'ends' : phase === 'edges' ? 'facts' : phase] += 1;
    const learned = observed.history.at(-1)?.systemTime;
    if (systemTime !== null && learned !== undefined) lagMs = Math.max(lagMs, (systemTime - learned) / 1_000);
  }
  return { counts, lagMs: Math.round(lagMs) };
}
