// Migrations of the graph: applied once and in order, by one process at a time, and refused by name when they changed.
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../core/ids.ts';
import { migrateNeo4j, splitStatements } from '../../../stores/neo4j/migrate.ts';
import { graphOptions, openDriver } from './graph.ts';

const FOLDER = join(import.meta.dirname, '../../../cypher/migrations');

const chain = `test-${newId()}`;

let driver: Driver;
let directory: string;

beforeAll(async () => {
  driver = openDriver();
  directory = await mkdtemp(join(tmpdir(), 'asof-migrations-'));
});
afterAll(async () => {
  await driver.executeQuery('MATCH (m) WHERE m.chain STARTS WITH $chain DETACH DELETE m', { chain });
  await driver.close();
  await rm(directory, { recursive: true });
});

const migrate = (name: string) => migrateNeo4j({ ...graphOptions(), directory, chain: `${chain}-${name}` });

async function write(files: Record<string, string>): Promise<void> {
  for (const old of await readdir(directory)) await rm(join(directory, old));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(directory, `${name}.cypher`), text);
    await writeFile(join(directory, `${name}.down.cypher`), '// Nothing to take back.\n');
  }
}

const mark = (name: string): string => `// Marks.\nCREATE (:AsofTestMark {chain: '${chain}', name: '${name}'});\n`;
const FILES = { V0001__one: mark('one'), V0002__two: mark('two') };

const marks = async (): Promise<number> => {
  const { records } = await driver.executeQuery('MATCH (m:AsofTestMark {chain: $chain}) RETURN count(m) AS marks', {
    chain,
  });
  return records[0]?.get('marks') as number;
};

describe('migrations of the graph', () => {
  it('are applied once, in order, however many processes begin at the same time', async () => {
    await write(FILES);
    const before = await marks();
    const applied = await Promise.all([migrate('once'), migrate('once'), migrate('once')]);
    expect(applied.filter((names) => names.length > 0)).toEqual([['V0001__one', 'V0002__two']]);
    expect(await migrate('once')).toEqual([]);
    expect(await marks()).toBe(before + 2);
    await write({ ...FILES, V0003__three: mark('three') });
    expect(await migrate('once')).toEqual(['V0003__three']);
  });

  it('go on when another program has made an index at the same moment', async () => {
    // IF NOT EXISTS does not see an index that is being made; without it, the answer is the same each time.
    const index = 'CREATE INDEX asof_test_mark FOR (m:AsofTestMark) ON (m.name)';
    const drop = 'DROP INDEX asof_test_mark IF EXISTS';
    await driver.executeQuery(drop);
    await driver.executeQuery(index);
    await write({ V0001__index: `// Finds marks.\n${index};\n` });
    expect(await migrate('index')).toEqual(['V0001__index']);
    await driver.executeQuery(drop);
  });

  const faults: Record<string, { change: () => Promise<void>; named: string }> = {
    'one was edited': { change: () => write({ ...FILES, V0001__one: mark('edited') }), named: 'V0001__one' },
    'one is missing at the end': { change: () => write({ V0001__one: FILES.V0001__one }), named: 'V0002__two' },
    'one is missing in between': { change: () => write({ V0002__two: FILES.V0002__two }), named: 'V0002__two' },
    'the order changed': {
      change: () => write({ V0001__two: FILES.V0002__two, V0002__one: FILES.V0001__one }),
      named: 'V0001__two',
    },
    'two have one number': { change: () => write({ ...FILES, V0002__other: mark('other') }), named: 'V0002__two' },
    'a name has another form': {
      change: () => rename(join(directory, 'V0002__two.cypher'), join(directory, 'V2-two.cypher')),
      named: 'V2-two',
    },
    'one cannot be taken back': { change: () => rm(join(directory, 'V0002__two.down.cypher')), named: 'V0002__two' },
  };
  it.each(Object.entries(faults))('are refused by name when %s', async (what, { change, named }) => {
    await write(FILES);
    await migrate(what);
    await change();
    const before = await marks();
    await expect(migrate(what)).rejects.toMatchObject({
      code: 'MIGRATION_REFUSED',
      message: expect.stringContaining(named),
    });
    expect(await marks()).toBe(before);
  });

  it('that failed half-way are applied again from their start', async () => {
    await write({ V0001__one: `${mark('one')}RETURN nonsense;\n` });
    await expect(migrate('half')).rejects.toThrow('nonsense');
    await write({ V0001__one: mark('one') });
    expect(await migrate('half')).toEqual(['V0001__one']);
  });

  it('split at semicolons that end a line, and nowhere else', () => {
    const text = "// First; a comment;\nCREATE (:A {text: 'a;b'});\n\nMATCH (n) // not here; no\nRETURN n;  \n// end\n";
    expect(splitStatements(text)).toEqual(["CREATE (:A {text: 'a;b'})", 'MATCH (n) // not here; no\nRETURN n']);
  });
});

describe('the project’s own migrations', () => {
  it('take back by name all that they make, but for Graphiti’s indexes', async () => {
    const graphitis =
      /^((entity|episode|relation)_(uuid|group_id)|created_at_(entity|episodic|edge)_index|expired_at_edge_index)$/;
    const files = (await readdir(FOLDER)).filter((name) => !name.endsWith('.down.cypher'));
    for (const file of files) {
      const made = [...(await readFile(join(FOLDER, file), 'utf8')).matchAll(/CREATE (\w+) (\w+) IF NOT EXISTS/g)];
      const down = await readFile(join(FOLDER, file.replace('.cypher', '.down.cypher')), 'utf8');
      const dropped = [...down.matchAll(/DROP (\w+) (\w+) IF EXISTS/g)].map((m) => `${m[1]} ${m[2]}`);
      const own = made.filter((m) => !graphitis.test(m[2] ?? '')).map((m) => `${m[1]} ${m[2]}`);
      expect(dropped).toEqual(own.reverse());
    }
  });

  it('make what the graph then has', async () => {
    await migrateNeo4j(graphOptions());
    const { records } = await driver.executeQuery('SHOW INDEXES YIELD name, state RETURN name, state');
    const states = new Map(records.map((record) => [record.get('name') as string, record.get('state') as string]));
    for (const file of (await readdir(FOLDER)).filter((name) => !name.endsWith('.down.cypher'))) {
      for (const [, , name] of (await readFile(join(FOLDER, file), 'utf8')).matchAll(/CREATE (\w+) (\w+) IF/g)) {
        expect([name, states.get(name ?? '')]).toEqual([name, 'ONLINE']);
      }
    }
  });
});

describe('the migration to facts along time', () => {
  it('gives what was written before it mentions and marks, once, however often it is run', async () => {
    const tenant = `test-${newId()}`;
    await driver.executeQuery(
      `CREATE (a:AsofEntity {tenant: $tenant, id: 'a', type: 'Load'})
       CREATE (a)-[:FACT {tenant: $tenant, id: 'f', subject: 'a', object: 'a', validFrom: 5, systemFrom: 9}]->(a)
       CREATE (a)-[:FACT {tenant: $tenant, id: 'g', subject: 'a', object: 'a', validFrom: 9, systemFrom: 5}]->(a)
       CREATE (:AsofEpisode {tenant: $tenant, id: 'p', validFrom: 9, systemFrom: 5, mentionIds: ['a', 'b', 'a'],
         mentionTypes: ['Load', 'Driver', 'Load']})
       CREATE (:AsofEpisode {tenant: $tenant, id: 'q', validFrom: 5, systemFrom: 9, mentionIds: [], mentionTypes: []})`,
      { tenant },
    );
    const text = await readFile(join(FOLDER, 'V0005__facts_along_time.cypher'), 'utf8');
    const changes = splitStatements(text).filter((statement) => statement.includes('IN TRANSACTIONS'));
    const session = driver.session();
    for (const statement of [...changes, ...changes]) await session.run(statement);
    await session.close();
    const { records } = await driver.executeQuery(
      `MATCH (x)-[r:FACT|MENTION {tenant: $tenant}]->(a:AsofEntity {tenant: $tenant})
       RETURN coalesce(r.id, r.episode) AS id, a.id AS entity, a.type AS type, r.aheadFrom AS aheadFrom ORDER BY id, entity`,
      { tenant },
    );
    expect(records.map((record) => record.toObject())).toEqual([
      { id: 'f', entity: 'a', type: 'Load', aheadFrom: null },
      { id: 'g', entity: 'a', type: 'Load', aheadFrom: 9 },
      { id: 'p', entity: 'a', type: 'Load', aheadFrom: 9 },
      { id: 'p', entity: 'b', type: 'Driver', aheadFrom: 9 },
    ]);
    await driver.executeQuery('MATCH (n {tenant: $tenant}) WHERE n:AsofEntity OR n:AsofEpisode DETACH DELETE n', {
      tenant,
    });
  });
});
