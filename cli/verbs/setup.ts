// `asof setup`: what `npm start` and `npm test` set up first, by itself. Most of it has been done by cli/asof.mjs
// when this runs; what is left is PostgreSQL's programs.
import { join } from 'node:path';
import type { Command } from 'commander';
import { installPostgres } from '../../stores/postgres/binaries.ts';
import { placeDirectory, serverAccount } from '../../stores/postgres/placement.ts';
import { openHome } from '../home.ts';

export function register(program: Command): void {
  program
    .command('setup')
    .description('install what is missing: npm packages, Neo4j, PostgreSQL; nothing when all is there')
    .option('--for-tests', 'also what the tests need')
    .action(setup);
}

function setup(): void {
  const home = openHome();
  if (!process.env.DATABASE_URL) installPostgres(placeDirectory(join(home.tools, 'postgres'), serverAccount()));
  console.error('Everything is set up.');
}
