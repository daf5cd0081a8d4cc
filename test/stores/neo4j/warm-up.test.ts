// Warming up: the statements of the read side have been sent once, so that Neo4j has planned them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Neo4jStore } from '../../../stores/neo4j/store.ts';
import { openNeo4j } from '../../../stores/neo4j/store.ts';
import { openTestGraph } from './graph.ts';

let graph: Neo4jStore;
const sent: string[] = [];
beforeAll(async () => {
  graph = await openTestGraph({ onStatement: (text) => sent.push(text) });
  sent.length = 0;
});
afterAll(() => graph.close());

describe('warming up', () => {
  it('sends the statements of the reads', async () => {
    await graph.warmUp();
    expect(new Set(sent).size).toBeGreaterThanOrEqual(10);
  });

  it('does not fail when the server is away', async () => {
    const away = openNeo4j({ uri: 'bolt://127.0.0.1:1', user: 'neo4j', password: 'none', connectTimeoutMs: 200 });
    await expect(away.warmUp()).resolves.toBeUndefined();
    await away.close();
  });
});
