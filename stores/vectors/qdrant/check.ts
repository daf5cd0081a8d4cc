// What is asked of Qdrant before anything relies on it: the way to it, its version, the key, the collection, replicas.
import { AsofError } from '../../../core/errors.ts';
import type { Tenant } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { StoreReport } from '../../../core/store-report.ts';
import { checkMigrations } from '../../check/migrations.ts';
import { checkReachable, type Place } from '../../check/reach.ts';
import { checkTls } from '../../check/tls.ts';
import type { Embedder } from '../embedder.ts';
import { portOf, type QdrantOptions, type QdrantStoreClient, qdrantClient } from './client.ts';
import { type Collection, checkCollection, findCollection, MIGRATION, missingIndexes } from './collection.ts';
import { ofTenant } from './filters.ts';
import { statusOf } from './store-error.ts';

export interface QdrantCheckOptions extends QdrantOptions {
  /** What the collection must have been filled by. */
  readonly embedder: Embedder;
  /** This machine's clock. */
  readonly clock: () => Instant;
}

const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 4_000;
/** Collections keep metadata since then. */
const VERSION_MIN = [1, 16] as const;
const VERSION_TRIED = '1.19';
/** No tenant has that name. */
const NOBODY = '' as Tenant;

/** Looks at the store. Changes nothing. */
export async function checkQdrant(options: QdrantCheckOptions, report: StoreReport): Promise<void> {
  if (!(await checkRoad(options, report))) return;
  const { embedder, clock: _clock, ...where } = options;
  const client = qdrantClient({ ...where, readTimeoutMs: ANSWER_TIMEOUT_MS, writeTimeoutMs: ANSWER_TIMEOUT_MS });
  if (!(await checkServer(client, report))) return;
  const collection = await readCollection(client, options, report);
  if (collection === 'unread') return;
  if (!(await checkSchema(client, collection, embedder, report)) || collection === undefined) return;
  await checkRights(client, report);
  checkReplicas(client, collection, report);
}

async function checkRoad({ url, clock }: QdrantCheckOptions, report: StoreReport): Promise<boolean> {
  const { protocol, hostname } = new URL(url);
  const place: Place = {
    program: 'Qdrant',
    variable: 'QDRANT_URL',
    // An IPv6 address stands in brackets there.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: portOf(url),
    timeoutMs: CONNECT_TIMEOUT_MS,
  };
  if (!(await checkReachable(place, report))) return false;
  const mode = protocol === 'https:' ? 'verify-full' : 'disable';
  const words = { plain: 'http://', encrypted: 'https:// in QDRANT_URL', ca: 'NODE_EXTRA_CA_CERTS' };
  return checkTls({ place, mode, options: {}, begins: 'at once', words, clock }, report);
}

/** Its version needs no key. */
async function checkServer(client: QdrantStoreClient, report: StoreReport): Promise<boolean> {
  try {
    const { title, version } = await client.read('GET version', (qdrant) => qdrant.versionInfo());
    if (typeof title === 'string' && /qdrant/i.test(title)) return checkVersion(version, report);
  } catch (error) {
    if (error instanceof AsofError && error.code === 'STORE_TIMEOUT') {
      report.fault('login', { found: error.message, remedy: 'Look at the load of Qdrant, and at its log.' });
      return false;
    }
  }
  report.fault('login', {
    found: 'something answers there, and it is no Qdrant that speaks HTTP',
    remedy: 'Name the port of Qdrant’s REST API in QDRANT_URL: 6333, where 6334 is gRPC.',
  });
  return false;
}

/** @returns whether it is new enough to be asked more */
export function checkVersion(version: string, report: StoreReport): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < VERSION_MIN[0] || (major === VERSION_MIN[0] && minor < VERSION_MIN[1]);
  const least = VERSION_MIN.join('.');
  if (isOld) {
    report.fault('version', {
      found: `Qdrant ${version} is older than what Asof needs, ${least}`,
      remedy: 'Move to a newer one, one minor version after the other.',
      command: `docker pull qdrant/qdrant:v${VERSION_TRIED}.0`,
    });
  } else report.ok('version', `Qdrant ${version} (${least} or newer, tried with ${VERSION_TRIED})`);
  return !isOld;
}

async function readCollection(
  client: QdrantStoreClient,
  { apiKey }: QdrantCheckOptions,
  report: StoreReport,
): Promise<Collection | undefined | 'unread'> {
  try {
    const collection = await findCollection(client);
    report.ok('login', apiKey === undefined ? 'without an API key' : 'by the API key');
    return collection;
  } catch (error) {
    const status = error instanceof AsofError ? statusOf(error.cause) : undefined;
    if (status !== 401 && status !== 403) throw error;
    report.fault('login', {
      found: apiKey === undefined ? 'Qdrant asks for an API key' : 'Qdrant refuses the API key',
      remedy: `Set QDRANT_API_KEY to the one that may write the collection ${client.collection}.`,
    });
    return 'unread';
  }
}

/** @returns whether the collection can be used */
async function checkSchema(
  { collection: name }: QdrantStoreClient,
  collection: Collection | undefined,
  embedder: Embedder,
  report: StoreReport,
): Promise<boolean> {
  if (collection === undefined) report.ok('database', `there is no collection ${name} yet`);
  else {
    try {
      checkCollection(collection, embedder);
    } catch (error) {
      if (!(error instanceof AsofError)) throw error;
      report.fault('configured' in error.details ? 'embeddings' : 'database', {
        found: error.message,
        remedy:
          'Configure the embedder that filled it (the variables EMBEDDINGS_…), or name another collection in QDRANT_COLLECTION and import again.',
      });
      return false;
    }
    report.ok('database', `the collection ${name} is Asof’s`);
    report.ok('embeddings', `of generation “${embedder.generation}”`);
  }
  const missing = collection && missingIndexes(collection).length === 0 ? [] : [MIGRATION];
  await checkMigrations(Promise.resolve(missing), report);
  return collection !== undefined;
}

/** Tries a write that finds nothing to change. */
async function checkRights(client: QdrantStoreClient, report: StoreReport): Promise<void> {
  try {
    await client.write('POST points/batch', (qdrant, collection) =>
      qdrant.batchUpdate(collection, { operations: [{ delete: { filter: ofTenant(NOBODY) } }] }),
    );
    report.ok('rights', `the collection ${client.collection} may be written`);
  } catch (error) {
    if (!(error instanceof AsofError)) throw error;
    report.fault('rights', {
      found: `the collection ${client.collection} cannot be written: ${error.message}`,
      remedy: 'Set QDRANT_API_KEY to a key that is not read-only; if it is one, look at Qdrant’s log and disk.',
    });
  }
}

function checkReplicas({ replicas }: QdrantStoreClient, { config }: Collection, report: StoreReport): void {
  const found = config.params.replication_factor ?? 1;
  if (found === replicas) report.ok('durability', `replicas of each shard: ${replicas}`);
  else {
    report.warning('durability', {
      found: `the collection was made with ${found} replicas of each shard, and QDRANT_REPLICAS is ${replicas}`,
      remedy: `Set QDRANT_REPLICAS to ${found}, or make the replicas in Qdrant. With more than one, reads ask for what most of them have.`,
    });
  }
}
