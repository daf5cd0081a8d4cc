// Sets up what `npm start` and `npm test` need: each step is skipped when it is done, shows its progress, and says
// what to do when it cannot be done. Runs on the system's Node; only the standard library is there yet.
import { join } from 'node:path';
import { checkNode, installDependencies } from './setup/dependencies.mjs';
import { withLock } from './setup/lock.mjs';
import { checkJava, fetchNeo4j } from './setup/neo4j.mjs';
import { home, makeHome } from './setup/paths.mjs';
import { fetchPgvector } from './setup/pgvector.mjs';
import { Progress, SetupError } from './setup/progress.mjs';
import { installPythonPackages } from './setup/python.mjs';
import { installSystemPackages } from './setup/system.mjs';

/**
 * @param stores whether the private stores will run
 * @param forTests whether development packages and what tests need of the system are wanted, too
 * @throws SetupError
 */
export async function setUp({ stores, forTests }) {
  makeHome();
  const progress = new Progress();
  await withLock(join(home(), 'setup.lock'), async () => {
    const results = await Promise.allSettled([
      installDependencies(progress, forTests).then(checkNode),
      stores ? setUpNeo4j(progress) : undefined,
      forTests ? installSystemPackages(progress) : undefined,
      forTests ? installPythonPackages(progress) : undefined,
      forTests ? fetchPgvector(progress) : undefined,
    ]);
    const failure = results.find(({ status }) => status === 'rejected');
    if (failure) throw failure.reason;
  });
}

async function setUpNeo4j(progress) {
  if (process.env.NEO4J_URI) return;
  await checkJava();
  await fetchNeo4j(progress);
}

const NOT_WRITABLE = 'Give yourself the right to write there, or set ASOF_HOME to a directory of your own.';
const REMEDIES = {
  EACCES: NOT_WRITABLE,
  EPERM: NOT_WRITABLE,
  EROFS: NOT_WRITABLE,
  ENOTDIR: NOT_WRITABLE,
  ENOSPC: 'Make room on the disk; about 1 GB is needed.',
};
const OTHER_REMEDY = 'Start again; if it happens again, set ASOF_DEBUG=1 for the details.';

/** Prints a failure of the set-up: what went wrong, what the program said, what to do. */
export function reportFailure(error) {
  if (!(error instanceof SetupError)) {
    const remedy = REMEDIES[error.code] ?? OTHER_REMEDY;
    return reportFailure(new SetupError(error.message, remedy, process.env.ASOF_DEBUG ? error.stack : ''));
  }
  if (error.details) console.error(error.details.replace(/^/gm, '  | '));
  console.error(`SETUP_FAILED: ${error.message}.\n  → ${error.remedy}`);
}
