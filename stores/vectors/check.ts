// What is asked of the vector store before anything relies on it, whichever engine it is.
import type { Instant } from '../../core/instant.ts';
import type { StoreReport } from '../../core/store-report.ts';
import type { Embedder } from './embedder.ts';
import type { VectorsEngine } from './migrate.ts';
import { checkPgvector } from './pgvector/check.ts';
import { checkQdrant } from './qdrant/check.ts';

export type VectorsCheckOptions = VectorsEngine & {
  /** What embeds the texts. */
  readonly embedder: Embedder;
  /** This machine's clock. */
  readonly clock: () => Instant;
};

/** Looks at the store. Changes nothing. */
export function checkVectors(options: VectorsCheckOptions, report: StoreReport): Promise<void> {
  if (options.engine === 'qdrant') return checkQdrant(options, report);
  return checkPgvector({ ...options, generation: options.embedder.generation }, report);
}
