// Prints a diagnosis for people: a line for each finding, aligned, and below those that ask for it how to mend them.
import { styleText } from 'node:util';
import type { Finding, FindingLevel } from '../../core/store-report.ts';
import type { Diagnosis, Origin, StoreDiagnosis } from './diagnose.ts';

const SYMBOLS: Readonly<Record<FindingLevel, string>> = { ok: '✓', note: '·', warning: '!', fault: '✗' };
const COLOURS = { ok: 'green', note: 'cyan', warning: 'yellow', fault: 'red' } as const;
const NAMES: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL',
  neo4j: 'Neo4j',
  vectors: 'Vectors',
  embeddings: 'Embeddings',
};
const ORIGINS: Readonly<Record<Origin, string>> = {
  environment: 'from the environment',
  private: 'private',
  none: 'not configured',
};
const CHECK_WIDTH = 15;
const INDENT = ' '.repeat(4);

export function printDiagnosis(diagnosis: Diagnosis, stream: NodeJS.WriteStream): void {
  const lines = [...diagnosis.stores.flatMap((store) => [...linesOf(store, stream), '']), conclusionOf(diagnosis)];
  stream.write(`${lines.join('\n')}\n`);
}

function linesOf({ store, origin, findings }: StoreDiagnosis, stream: NodeJS.WriteStream): string[] {
  const title = NAMES[store] ?? 'The configuration';
  return [
    `${styleText('bold', title, { stream })} (${ORIGINS[origin]})`,
    ...findings.flatMap((finding) => findingLines(finding, stream)),
  ];
}

function findingLines({ check, level, found, remedy, command }: Finding, stream: NodeJS.WriteStream): string[] {
  const symbol = styleText(COLOURS[level], SYMBOLS[level], { stream });
  const margin = `${INDENT}${' '.repeat(CHECK_WIDTH)}`;
  return [
    `  ${symbol} ${check.padEnd(CHECK_WIDTH)}${found}`,
    ...(remedy === null ? [] : [`${margin}→ ${remedy}`]),
    ...(command === null ? [] : [`${margin}  ${styleText('bold', command, { stream })}`]),
  ];
}

function conclusionOf({ healthy, faults, warnings, stores, tookMs }: Diagnosis): string {
  const took = `(${(tookMs / 1_000).toFixed(1)} s)`;
  if (stores.every(({ origin }) => origin === 'none')) {
    return 'Nothing to look at: no store is configured, and the private ones do not run. Start them: npx asof stack up';
  }
  const counts = `${count(faults, 'fault')}, ${count(warnings, 'warning')}`;
  return healthy && warnings === 0 ? `All is well ${took}.` : `${counts} ${took}.`;
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
