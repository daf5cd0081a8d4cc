// The SQL statements of the vector store, each read once from the file of its name in sql/.
import { readFileSync } from 'node:fs';

const load = (name: string): string => readFileSync(new URL(`./sql/${name}.sql`, import.meta.url), 'utf8');

export const STATEMENTS = {
  findSimilar: load('find-similar'),
  searchPoints: load('search-points'),
  readEmbeddings: load('read-embeddings'),
  readTimelines: load('read-timelines'),
  insertPoints: load('insert-points'),
  closePoints: load('close-points'),
  deletePoints: load('delete-points'),
  deleteDeadPoints: load('delete-dead-points'),
  reopenDeadPoints: load('reopen-dead-points'),
  deleteCommit: load('delete-commit'),
  reopenCommit: load('reopen-commit'),
  purgeTenant: load('purge-tenant'),
  readGeneration: load('read-generation'),
  claimGeneration: load('claim-generation'),
} as const;
