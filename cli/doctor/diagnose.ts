// Looks at all stores side by side, each for a bounded time, and gathers what was found.
import { setTimeout as sleep } from 'node:timers/promises';
import { AsofError } from '../../core/errors.ts';
import type { Instant } from '../../core/instant.ts';
import { type Finding, StoreReport } from '../../core/store-report.ts';
import { type Config, type Environment, loadConfig } from '../../gateway/config.ts';
import { checkNeo4j } from '../../stores/neo4j/check.ts';
import { checkPostgres } from '../../stores/postgres/check.ts';
import { isServerRunning } from '../../stores/private-server.ts';
import { checkVectors } from '../../stores/vectors/check.ts';
import { checkEmbeddings } from '../../stores/vectors/check-embeddings.ts';
import type { Embedder } from '../../stores/vectors/embedder.ts';
import { embedderOptions } from '../embedder-options.ts';
import { type Home, openHome } from '../home.ts';
import { isReplaced, PRIVATE_STORES, type PrivateStore } from '../private-stores.ts';
import { readState } from '../stack-state.ts';
import { type StoreOptions, storeOptions } from '../store-options.ts';
import { compareClocks } from './clocks.ts';
import { checkPrivateDisk } from './private-disk.ts';

/** Where a store's address comes from: the environment, or the private stack. */
export type Origin = 'environment' | 'private' | 'none';

export interface StoreDiagnosis {
  readonly store: string;
  readonly origin: Origin;
  readonly findings: readonly Finding[];
}

export interface Diagnosis {
  /** Whether there is no fault, and there was something to look at. */
  readonly healthy: boolean;
  readonly faults: number;
  readonly warnings: number;
  /** How long the slowest store took. */
  readonly tookMs: number;
  readonly stores: readonly StoreDiagnosis[];
}

const STORE_TIMEOUT_MS = 5_000;

/**
 * Looks at every store.
 * @param clock this machine's
 */
export async function diagnose(environment: Environment, clock: () => Instant): Promise<Diagnosis> {
  const since = performance.now();
  const home = openHome(environment);
  const running = runningStores(home);
  let config: Config;
  try {
    config = loadConfig({ ...environment, ...environmentOf(running, environment) });
  } catch (error) {
    if (!(error instanceof AsofError)) throw error;
    return conclude([{ store: 'configuration', origin: 'environment', findings: configurationFaults(error) }], since);
  }
  const { embedder } = embedderOptions(config);
  const asked = { options: storeOptions(config), embedder, home, clock };
  const looks = PRIVATE_STORES.map((store) => {
    const origin: Origin = isReplaced(store, environment)
      ? 'environment'
      : running.has(store.name)
        ? 'private'
        : 'none';
    return { store, origin, report: new StoreReport() };
  });
  const embeddings = new StoreReport();
  await Promise.all([
    ...looks.map((one) => lookAt(one, asked)),
    config.embeddings && inTime(checkEmbeddings({ ...config.embeddings, clock }, embeddings), embeddings),
  ]);
  const reportOf = (name: string): StoreReport[] =>
    looks.flatMap(({ store, report }) => (store.name === name ? [report] : []));
  const [postgres = new StoreReport()] = reportOf('postgres');
  compareClocks(postgres, [...reportOf('neo4j'), ...reportOf('vectors')]);
  const stores = looks.map(({ store, origin, report }) => ({ store: store.name, origin, findings: report.findings }));
  const provider = { store: 'embeddings', origin: 'environment', findings: embeddings.findings } as const;
  return conclude(config.embeddings === null ? stores : [...stores, provider], since);
}

interface Look {
  readonly store: PrivateStore;
  readonly origin: Origin;
  readonly report: StoreReport;
}

/** What every look needs. */
interface Asked {
  readonly options: StoreOptions;
  /** Of the embeddings that the configuration makes. */
  readonly embedder: Embedder;
  readonly home: Home;
  readonly clock: () => Instant;
}

async function lookAt({ store, origin, report }: Look, asked: Asked): Promise<void> {
  if (origin === 'none') {
    report.note(
      'configuration',
      `not configured, and the private one does not run`,
      `Asof starts a private one when it starts; to look at it, start it now. Or name your own in ${store.replacedBy}.`,
      'npx asof stack up',
    );
    return;
  }
  if (origin === 'private') checkPrivateDisk(asked.home, report);
  await inTime(look(store.name, asked, report), report);
}

/** Waits for a look to end, though not for ever; whatever keeps it from ending is a finding, too. */
async function inTime(look: Promise<void>, report: StoreReport): Promise<void> {
  const looking = look.catch((error: unknown) => {
    report.fault('finished', {
      found: `the look at it broke off: ${error instanceof Error ? error.message : error}`,
      remedy: 'Look at the server’s log; ASOF_DEBUG=1 shows where.',
    });
  });
  const late = new AbortController();
  const deadline = sleep(STORE_TIMEOUT_MS, 'late' as const, { signal: late.signal, ref: false });
  const ended = await Promise.race([looking, deadline]);
  late.abort();
  deadline.catch(() => undefined);
  if (ended === 'late') {
    report.fault('finished', {
      found: `it did not answer everything within ${STORE_TIMEOUT_MS} ms`,
      remedy:
        'Ask again: a server that has just started is slow at first. Else look at its load, and at statements that wait for locks.',
    });
  }
}

async function look(name: string, { options, embedder, clock }: Asked, report: StoreReport): Promise<void> {
  if (name === 'postgres' && options.postgres) await checkPostgres({ ...options.postgres, clock }, report);
  if (name === 'neo4j' && options.neo4j) await checkNeo4j({ ...options.neo4j, clock }, report);
  if (name === 'vectors' && options.vectors) await checkVectors({ ...options.vectors, clock, embedder }, report);
}

/** The variables of the private stores that run now, by name. */
function runningStores(home: Home): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const servers = readState(home)?.servers.filter(isServerRunning) ?? [];
  return new Map(servers.map(({ name, env }) => [name, env]));
}

/** The owner's URL of a private store must not meet the application's of another. */
function environmentOf(running: ReturnType<typeof runningStores>, environment: Environment): Environment {
  const ours = PRIVATE_STORES.filter((store) => !isReplaced(store, environment));
  return Object.assign({}, ...ours.map(({ name }) => running.get(name) ?? {}));
}

function configurationFaults({ message, details }: AsofError): readonly Finding[] {
  const report = new StoreReport();
  const faults = Array.isArray(details.faults) ? (details.faults as { variable: string; reason: string }[]) : [];
  for (const { variable, reason } of faults) {
    report.fault('configuration', {
      found: `${variable} ${reason}`,
      remedy: `Correct ${variable}; until then no store is looked at.`,
    });
  }
  if (faults.length === 0)
    report.fault('configuration', { found: message, remedy: 'Correct it; until then no store is looked at.' });
  return report.findings;
}

function conclude(stores: readonly StoreDiagnosis[], since: number): Diagnosis {
  const findings = stores.flatMap((store) => store.findings);
  const faults = findings.filter(({ level }) => level === 'fault').length;
  return {
    healthy: faults === 0 && stores.some(({ origin }) => origin !== 'none'),
    faults,
    warnings: findings.filter(({ level }) => level === 'warning').length,
    tookMs: Math.round(performance.now() - since),
    stores,
  };
}
