import { describe, expect, it } from 'vitest';
import type { Change, EntityValues, EpisodeValues, FactValues } from '../../../core/commit.ts';
import { EARLIEST, OPEN_END, parseInstant } from '../../../core/instant.ts';
import { ImportRun } from '../../support/import-run.ts';
import type { MemoryVersion } from '../../support/memory-ledger.ts';

const at = parseInstant;

/** The versions of the first store that are open, newest period last, each with its change. */
function open(run: ImportRun): MemoryVersion[] {
  const versions = run.participants[0]?.versions ?? [];
  return versions.filter((v) => v.systemTo === OPEN_END).toSorted((a, b) => a.validFrom - b.validFrom);
}

const valuesOf = <T>(version: MemoryVersion | undefined): T => version?.values.values as T;

describe('a row', () => {
  it('becomes a version in every store, with every kind of value', async () => {
    const run = new ImportRun();
    const csv = [
      'id,validFrom,validTo,name,creditLimit,paymentTermsDays,address,attributes',
      'acme,2024-01-01,2025-01-01T00:00:00.000001+02:00,"Acme, ""the"" Co.",+0012.50,30,"{""city"":""X""}","{""vip"":true}"',
    ].join('\r\n');
    expect(await run.texts([['Customer', 'a.csv', csv]])).toMatchObject({ rows: 1, versions: 1, batches: 1 });
    expect(run.counts()).toEqual([1, 1, 1]);
    const [version] = open(run);
    expect(version).toMatchObject({ validFrom: at('2024-01-01'), validTo: at('2024-12-31T22:00:00.000001Z') });
    expect(valuesOf<EntityValues>(version)).toEqual({
      fields: { name: 'Acme, "the" Co.', creditLimit: '12.50', paymentTermsDays: 30, address: { city: 'X' } },
      attributes: { vip: true },
    });
  });

  it('keeps decimals exact, in CSV and in JSON numbers', async () => {
    const run = new ImportRun();
    const digits = '12345678901234567890.1234567890';
    await run.texts([
      ['Customer', 'a.csv', `id,validFrom,name,creditLimit\na,2024-01-01,A,${digits}\n`],
      [
        'Customer',
        'b.jsonl',
        `{"attributes":{"creditLimit":1},"creditLimit":${digits},"id":"b","validFrom":"2024-01-01","name":"B"}\n`,
      ],
      ['Customer', 'c.jsonl', `{"creditLimit":"-0.10","id":"c","validFrom":"2024-01-01","name":"C"}\n`],
    ]);
    expect(open(run).map((v) => valuesOf<EntityValues>(v).fields.creditLimit)).toEqual([digits, digits, '-0.10']);
    expect(run.faults).toEqual([]);
  });

  it('without an id gets a new one, and without a value has none', async () => {
    const run = new ImportRun();
    await run.texts([['Customer', 'a.csv', 'validFrom,name,tier\n2024-01-01,A,\n2024-01-01,A,\n']]);
    const [first, second] = open(run);
    expect(first?.id).not.toBe(second?.id);
    expect(valuesOf<EntityValues>(first)).toEqual({ fields: { name: 'A' }, attributes: null });
  });

  it('may be empty lines, a byte order mark and no last line break away from the next', async () => {
    const run = new ImportRun();
    const summary = await run.texts([
      ['Customer', 'a.csv', '\ufeffvalidFrom,name\n\n2024-01-01,A\n\n\n2024-01-01,B'],
      ['Customer', 'b.jsonl', '\ufeff{"validFrom":"2024-01-01","name":"A"}\n\n{"validFrom":"2024-01-01","name":"B"}'],
    ]);
    expect(summary).toMatchObject({ versions: 4, rowsLeftOut: 0 });
  });

  it('is reported by the line where it begins, over line breaks in quotes', async () => {
    const run = new ImportRun();
    const csv = 'validFrom,name\r\n2024-01-01,"A\r\nB"\r\n\r\nbad,"C\nD"\nbad,E\n';
    await run.texts([['Customer', 'a.csv', csv]]);
    expect(run.faults.map((fault) => fault.line)).toEqual([5, 7]);
  });
});

describe('keys', () => {
  it('of a source become the same ids in every file and every run', async () => {
    const run = new ImportRun();
    await run.texts([
      ['Load', 'loads.csv', 'id,validFrom,reference,customer\nL1,2024-01-02,L-1,acme\n'],
      ['Customer', 'customers.csv', 'id,validFrom,name\nacme,2024-01-01,Acme\n'],
    ]);
    const [customer, load] = open(run);
    expect(valuesOf<EntityValues>(load).fields.customer).toBe(customer?.id);
    await run.texts([['Customer', 'customers.csv', 'id,validFrom,name\nacme,2024-06-01,Acme Ltd\n']]);
    expect(new Set(open(run).map((version) => version.id)).size).toBe(2);
  });

  it('are told apart by type and by source', async () => {
    const run = new ImportRun();
    const csv = 'id,validFrom,name\n1,2024-01-01,A\n';
    await run.texts([
      ['Customer', 'a.csv', csv],
      ['Driver', 'b.csv', csv],
    ]);
    await run.texts([['Customer', 'a.csv', csv]], { source: 'crm' });
    expect(new Set(open(run).map((version) => version.id)).size).toBe(3);
  });

  it('that are UUIDs are ids themselves', async () => {
    const run = new ImportRun();
    const id = '01890000-0000-7000-8000-00000000000A';
    await run.texts([['Customer', 'a.csv', `id,validFrom,name\n${id},2024-01-01,A\n`]]);
    expect(open(run)[0]?.id).toBe(id.toLowerCase());
    expect(run.directory.ids.size).toBe(0);
  });
});

describe('facts and episodes', () => {
  const id = '01890000-0000-7000-8000-000000000001';
  const episode = {
    id: 'e1',
    validFrom: '2024-01-01',
    name: 'Note',
    content: 'Robin drives T-1.',
    mentions: ['Driver:robin'],
  };
  const fact = {
    id: 'f1',
    validFrom: '2024-01-01',
    name: 'DRIVES',
    fact: 'Robin drives T-1.',
    subject: 'Driver:robin',
    object: id,
    episodes: ['e1'],
  };

  it('join entities by Type:key, by UUID and by the keys of episodes', async () => {
    const run = new ImportRun();
    const lines = (row: object): string => `${JSON.stringify(row)}\n`;
    await run.texts([
      ['Driver', 'd.jsonl', lines({ id: 'robin', validFrom: '2024-01-01', name: 'Robin' })],
      ['Equipment', 'e.jsonl', lines({ id, validFrom: '2024-01-01', unitNumber: 'T-1' })],
      ['Episode', 'episodes.jsonl', lines(episode)],
      ['Fact', 'facts.jsonl', lines(fact)],
    ]);
    expect(run.faults).toEqual([]);
    const changes = open(run).map((version) => version.values);
    const find = <K extends Change['kind']>(kind: K) =>
      changes.find((change) => change.kind === kind) as Extract<Change, { kind: K }>;
    const stated = find('fact');
    const note = find('episode');
    expect(stated.subject).toEqual({ type: 'Driver', id: find('entity').entity.id });
    expect(stated.object).toEqual({ type: 'Equipment', id });
    expect((stated.values as FactValues).episodes).toEqual([note.id]);
    expect((note.values as EpisodeValues).mentions).toEqual([stated.subject]);
    expect((note.values as EpisodeValues).source).toBe('text');
  });

  it('take lists in CSV as JSON or with bars between', async () => {
    const run = new ImportRun();
    const csv =
      'validFrom,name,content,mentions\n2024-01-01,N,x,Driver:a|Driver:b\n2024-01-02,N,x,"[""Driver:a"",""Driver:b""]"\n';
    await run.texts([['Episode', 'a.csv', csv]]);
    const [first, second] = open(run).map((version) => valuesOf<EpisodeValues>(version).mentions);
    expect(first).toHaveLength(2);
    expect(first).toEqual(second);
  });
});

describe('ops', () => {
  const head = 'id,op,validFrom,validTo,name\n';

  it('end what holds from an instant on', async () => {
    const run = new ImportRun();
    await run.texts([['Customer', 'a.csv', `${head}a,,2024-01-01,,A\n`]]);
    await run.texts([['Customer', 'a.csv', `${head}a,end,2024-06-01,,\n`]]);
    expect(open(run)).toMatchObject([{ validFrom: at('2024-01-01'), validTo: at('2024-06-01') }]);
  });

  it('retract what never was so', async () => {
    const run = new ImportRun();
    await run.texts([['Customer', 'a.csv', `${head}a,state,2024-01-01,,A\n`]]);
    await run.texts([['Customer', 'a.csv', `id,op\na,retract\n`]]);
    expect(open(run)).toEqual([]);
    expect(run.counts()).toEqual([1, 1, 1]);
  });

  it('and states of one entity in one batch are one commit, in their order', async () => {
    const run = new ImportRun();
    const rows = ['a,,2024-01-01,,A', 'a,,2024-03-01,2024-04-01,B', 'a,end,2024-06-01,,', 'a,,2024-03-15,2024-03-20,C'];
    expect(await run.texts([['Customer', 'a.csv', head + rows.join('\n')]])).toMatchObject({ batches: 1, versions: 4 });
    const names = open(run).map((v) => [v.validFrom, v.validTo, valuesOf<EntityValues>(v).fields.name]);
    expect(names).toEqual([
      [at('2024-01-01'), at('2024-03-01'), 'A'],
      [at('2024-03-01'), at('2024-03-15'), 'B'],
      [at('2024-03-15'), at('2024-03-20'), 'C'],
      [at('2024-03-20'), at('2024-04-01'), 'B'],
      [at('2024-04-01'), at('2024-06-01'), 'A'],
    ]);
    expect(run.ledger.commits.get(run.tenant)).toHaveLength(1);
    expect(run.participants[0]?.versions.every((v) => v.systemTo === OPEN_END)).toBe(true);
  });

  it('reach over all of valid time', async () => {
    const run = new ImportRun();
    const changes: Change[] = [];
    run.committer.commit = async (_tenant, _kind, stated) => {
      changes.push(...stated.map((change) => ({ ...change, systemTime: at('2024-01-01') })));
      return { systemTime: at('2024-01-01'), stores: [] };
    };
    await run.texts([['Customer', 'a.csv', `id,op\na,retract\n`]], { writer: writerOver(run) });
    expect(changes).toMatchObject([{ validFrom: EARLIEST, validTo: OPEN_END, values: null }]);
  });
});

function writerOver(run: ImportRun) {
  const nothing = async (): Promise<void> => undefined;
  return {
    open: nothing,
    close: nothing,
    prepare: nothing,
    write: async (rows: readonly { readonly change: Parameters<typeof run.committer.commit>[2][number] }[]) =>
      (
        await run.committer.commit(
          run.tenant,
          'import',
          rows.map((row) => row.change),
        )
      ).stores,
  };
}
