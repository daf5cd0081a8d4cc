// The stores of a test run, as the global setup started them.
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The variables by which the stores are reached, as `asof stack up` prints them. */
    stores: Record<string, string>;
  }
}

export const STORE_VARIABLES = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'NEO4J_URI',
  'NEO4J_USER',
  'NEO4J_PASSWORD',
  'VECTORS_URL',
] as const;

export type StoreVariable = (typeof STORE_VARIABLES)[number];

/** One of the variables by which the stores of this run are reached. */
export function storeVariable(name: StoreVariable): string {
  const value = inject('stores')[name];
  if (value === undefined) throw new Error(`The stores of this run have no ${name}.`);
  return value;
}
