// Writes the demo's files and loads them through the importer, unless the tenant has data already.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AsofError } from '../core/errors.ts';
import type { Tenant } from '../core/ids.ts';
import { generateDemo } from '../demo/generate.ts';
import { DEFAULT_SEED } from '../demo/ids.ts';
import type { Config } from '../gateway/config.ts';
import { checkBeforehand, type FileImportResult, importInto } from './import-files.ts';
import type { ProgressView } from './import-progress.ts';
import type { Stores } from './open-stores.ts';

export interface DemoLoad {
  readonly config: Config;
  readonly stores: Stores;
  /** Default: the configuration's. */
  readonly tenant?: Tenant;
  /** Where the files are written. Default: `demo` in the home. */
  readonly directory?: string;
  /** Default: the one for which docs name ids. */
  readonly seed?: number;
  readonly progress?: ProgressView;
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** A load that was interrupted counts as running for a minute. */
const WAIT_MS_MAX = 75_000;
const WAIT_STEP_MS = 3_000;

/**
 * Loads the demo into a tenant that is empty; undefined when it is not, and then nothing is changed.
 * @throws AsofError IMPORT_BOOTSTRAP_REFUSED when another load is running for too long, COMMIT_ABORTED
 */
export async function loadDemo(options: DemoLoad): Promise<FileImportResult | undefined> {
  const {
    config,
    stores,
    tenant = config.tenant,
    seed = DEFAULT_SEED,
    progress,
    log = () => undefined,
    signal,
  } = options;
  const directory = options.directory ?? join(config.home, 'demo');
  const isEmpty = async (): Promise<boolean> => (await stores.postgres.now.read(tenant)).systemTime === 0;
  if (!(await isEmpty())) return undefined;
  log(`Writing two years of a freight company to ${directory}`);
  const files = await generateDemo(directory, seed);
  const load = {
    tenant,
    files,
    source: 'demo',
    bootstrap: true,
    ...(progress && { progress }),
    ...(signal && { signal }),
  };
  const rowsTotal = await checkBeforehand(load);
  const until = performance.now() + WAIT_MS_MAX;
  for (let waited = false; ; waited = true) {
    try {
      return await importInto(stores, { ...load, rowsTotal });
    } catch (error) {
      const refused = error instanceof AsofError && error.code === 'IMPORT_BOOTSTRAP_REFUSED';
      if (!refused || performance.now() > until) throw error;
      if (!(await isEmpty())) return undefined;
      if (!waited) log(`${error.message} Waiting for it.`);
      await sleep(WAIT_STEP_MS, undefined, signal ? { signal } : {});
    }
  }
}
