// Which private stores are left out, and what takes their place.
import { describe, expect, it } from 'vitest';
import { PRIVATE_STORES, replacementOf } from '../../cli/private-stores.ts';

describe('a private store', () => {
  it.each([
    [{}, {}],
    [{ DATABASE_URL: 'postgres://h/d' }, { postgres: 'DATABASE_URL' }],
    [{ VECTORS_URL_FILE: '/run/secrets/vectors' }, { vectors: 'VECTORS_URL' }],
    [{ QDRANT_URL: 'http://q:6333' }, {}],
    [{ VECTOR_STORE: 'pgvector', QDRANT_URL: 'http://q:6333' }, {}],
    [{ VECTOR_STORE: 'qdrant', QDRANT_URL: 'http://q:6333' }, { vectors: 'QDRANT_URL' }],
    [{ VECTOR_STORE: 'qdrant', VECTORS_URL: 'postgres://h/d' }, { vectors: 'QDRANT_URL' }],
  ])('with %j is replaced so: %j', (environment, replaced) => {
    const found = PRIVATE_STORES.flatMap((store) => {
      const replacement = replacementOf(store, environment);
      return replacement === undefined ? [] : [[store.name, replacement] as const];
    });
    expect(Object.fromEntries(found)).toEqual(replaced);
  });
});
