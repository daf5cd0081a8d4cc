// Reads what the graph knows of entities themselves at a moment: type and name.
import type { GraphReads, NodeVersion } from '../../core/reads.ts';
import type { Neo4jClient } from './client.ts';
import { loadQuery } from './queries.ts';
import { momentKey, readEach } from './read-each.ts';

const READ_NODES = loadQuery('graph/read-nodes');

interface NodeRow {
  readonly index: number;
  readonly type: string;
  readonly name: string | null;
}

export function nodeReads(client: Neo4jClient): Pick<GraphReads, 'nodes'> {
  return {
    async nodes(scope, keys) {
      const rows = await readEach<NodeRow>(client, READ_NODES, scope, keys.map(momentKey));
      return keys.map(({ id }, index): NodeVersion | null => {
        const row = rows.get(index);
        return row ? { id, type: row.type, name: row.name } : null;
      });
    },
  };
}
