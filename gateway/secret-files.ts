// Secrets that stand in files: `NAME_FILE` names the file that holds what `NAME` would, as Docker and Kubernetes mount them.
import { readFileSync } from 'node:fs';
import { AsofError } from '../core/errors.ts';

/** The variables that may stand in a file instead. */
export const SECRET_VARIABLES = [
  'ASOF_API_KEYS',
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'DATABASE_OWNER_URL',
  'DATABASE_OWNER_PASSWORD',
  'NEO4J_PASSWORD',
  'VECTORS_URL',
  'VECTORS_PASSWORD',
  'QDRANT_API_KEY',
  'EMBEDDINGS_API_KEY',
] as const;

const BYTES_MAX = 64 * 1024;

type Given = Readonly<Record<string, string>>;

export interface SecretFault {
  readonly path: readonly [variable: string];
  readonly message: string;
}

/** The environment with what stands in files, and what is wrong with those; a line's end after a secret is not part of it. */
export function readSecretFiles(given: Given): {
  readonly environment: Given;
  readonly faults: readonly SecretFault[];
} {
  const environment = { ...given };
  const faults: SecretFault[] = [];
  for (const name of SECRET_VARIABLES) {
    const variable = `${name}_FILE`;
    const path = given[variable];
    if (path === undefined) continue;
    try {
      if (given[name] !== undefined) throw new AsofError('CONFIG_INVALID', `stands beside ${name}: set one of them`);
      environment[name] = readSecret(path);
    } catch (error) {
      const message = error instanceof AsofError ? error.message : `cannot be read: ${reasonOf(error)}`;
      faults.push({ path: [variable], message });
    }
  }
  return { environment, faults };
}

function readSecret(path: string): string {
  const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  if (text === '') throw new AsofError('CONFIG_INVALID', 'is an empty file');
  if (text.length > BYTES_MAX) throw new AsofError('CONFIG_INVALID', `is larger than ${BYTES_MAX} bytes: no secret`);
  return text;
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
