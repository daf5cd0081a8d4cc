// Listens to the clients of this process: which statements some work sends, with their values, as no log has them.
import neo4j from 'neo4j-driver';
import pg from 'pg';

export interface SentSql {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface SentCypher {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface SentStatements {
  readonly sql: readonly SentSql[];
  readonly cypher: readonly SentCypher[];
}

/** The statements that `work` sends; those of the ledger, which is read beside it, are left out. */
export async function statementsOf(work: () => Promise<unknown>): Promise<SentStatements> {
  const sql: SentSql[] = [];
  const cypher: SentCypher[] = [];
  const restoreSql = listen(pg.Client.prototype, 'query', ([config]) => {
    const { text, values } = Object(config) as Partial<SentSql>;
    if (text !== undefined && !text.includes('ledger.')) sql.push({ text, values: values ?? [] });
  });
  const restoreCypher = listen(neo4j.Session.prototype, 'run', ([text, parameters]) => {
    cypher.push({ text: String(text), parameters: Object(parameters) });
  });
  try {
    await work();
  } finally {
    restoreSql();
    restoreCypher();
  }
  return { sql, cypher };
}

type Method = (...given: unknown[]) => unknown;

/** Has a method tell what it is given, until the returned function is called. */
function listen(prototype: object, name: string, told: (given: readonly unknown[]) => void): () => void {
  const original = Reflect.get(prototype, name) as Method;
  Reflect.set(prototype, name, function tell(this: unknown, ...given: unknown[]): unknown {
    told(given);
    return original.apply(this, given);
  });
  return () => Reflect.set(prototype, name, original);
}
