import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportRun } from '../../support/import-run.ts';

const HEAD = 'id,validFrom,validTo,name,tier,creditLimit,paymentTermsDays,address,attributes,op';
const GOOD = 'good,2024-01-01,,Acme,GOLD,100.50,30,,,';
const long = 'x'.repeat(10_001);

type FileCase = readonly [
  what: string,
  type: string,
  name: string,
  content: string | Buffer,
  line: number,
  column: unknown,
];

const FILES: readonly FileCase[] = [
  ['an empty CSV file', 'Customer', 'a.csv', '', 1, null],
  ['a CSV file of blank lines', 'Customer', 'a.csv', '\n\n\n', 1, null],
  ['an empty JSON Lines file', 'Customer', 'a.jsonl', '\n', 1, null],
  ['an unknown column', 'Customer', 'a.csv', `validFrom,name,colour\n2024-01-01,A,red\n`, 1, 'colour'],
  ['a column of another type', 'Driver', 'a.csv', `validFrom,name,tier\n2024-01-01,A,GOLD\n`, 1, 'tier'],
  ['a column named twice', 'Customer', 'a.csv', `validFrom,name,name\n2024-01-01,A,B\n`, 1, 'name'],
  ['a column without a name', 'Customer', 'a.csv', `validFrom,,name\n2024-01-01,A,B\n`, 1, 2],
  ['no validFrom', 'Customer', 'a.csv', `id,name\na,A\n`, 1, 'validFrom'],
  ['no required column', 'Customer', 'a.csv', `id,validFrom,tier\na,2024-01-01,GOLD\n`, 1, 'name'],
  ['facts without subjects', 'Fact', 'a.csv', `validFrom,name,fact,object\n2024-01-01,A,B,Customer:c\n`, 1, 'subject'],
  ['semicolons', 'Customer', 'a.csv', `id;validFrom;name\na;2024-01-01;A\n`, 1, null],
  ['too few cells', 'Customer', 'a.csv', `id,validFrom,name\na,2024-01-01,A\nb,2024-01-01\n`, 3, 3],
  ['too many cells', 'Customer', 'a.csv', `id,validFrom,name\na,2024-01-01,A\nb,2024-01-01,B,C\n`, 3, 4],
  ['a quote that is never closed', 'Customer', 'a.csv', `id,validFrom,name\na,2024-01-01,"A\nb,2024-01-01,B\n`, 2, 3],
  ['text after a closing quote', 'Customer', 'a.csv', `id,validFrom,name\na,2024-01-01,A\nb,2024-01-01,"B"c\n`, 3, 3],
  ['a quote inside a bare cell', 'Customer', 'a.csv', `id,validFrom,name\na,2024-01-01,A"B\n`, 2, 3],
  [
    'a quote after CRLF inside quotes',
    'Customer',
    'a.csv',
    `id,validFrom,name\r\na,2024-01-01,"A\r\nB"\r\nb,2024-01-01,x"\r\n`,
    4,
    3,
  ],
  [
    'a byte that is no UTF-8',
    'Customer',
    'a.csv',
    Buffer.from([...Buffer.from('id,validFrom,name\na,2024-01-01,M'), 0xfc, ...Buffer.from('ller\n')]),
    2,
    15,
  ],
  [
    'a byte that is no UTF-8, in JSON',
    'Customer',
    'a.jsonl',
    Buffer.from([...Buffer.from('{"name":"'), 0xe9, ...Buffer.from('"}\n')]),
    1,
    10,
  ],
  [
    'a file that ends inside a character',
    'Customer',
    'a.jsonl',
    Buffer.from([...Buffer.from('{"name":"'), 0xe2, 0x82]),
    1,
    10,
  ],
  ['UTF-16', 'Customer', 'a.csv', Buffer.from('\ufeffid,validFrom,name\na,2024-01-01,A\n', 'utf16le'), 1, 1],
  ['a row of more than 1 MiB', 'Customer', 'a.csv', `id,validFrom,name\na,2024-01-01,${'x'.repeat(1_100_000)}\n`, 2, 3],
  ['a line of more than 1 MiB', 'Customer', 'a.jsonl', `{"name":"${'x'.repeat(1_100_000)}"}\n`, 1, null],
  ['a line that is no JSON', 'Customer', 'a.jsonl', `{"validFrom":"2024-01-01","name":"A"}\n{"name":}\n`, 2, 9],
  ['a line that is cut off', 'Customer', 'a.jsonl', `{"validFrom":"2024-01-01","name":"A`, 1, 36],
  ['a JSON array', 'Customer', 'a.jsonl', `[{"name":"A"}]\n`, 1, 1],
  ['a JSON text', 'Customer', 'a.jsonl', `"A"\n`, 1, 1],
  ['an unknown key', 'Customer', 'a.jsonl', `{"validFrom":"2024-01-01","nam":"A"}\n`, 1, 'nam'],
  ['a key twice', 'Customer', 'a.jsonl', `{"validFrom":"2024-01-01","name":"A","name":"B"}\n`, 1, 'name'],
];

type RowCase = readonly [what: string, type: string, header: string | null, row: string, column: string, code: string];
const C = 'Customer';
const INVALID = 'IMPORT_ROW_INVALID';
const FACT = 'id,validFrom,name,fact,subject,object,episodes,op';
const jsonRow = (row: object): string => JSON.stringify({ id: 'bad', validFrom: '2024-01-01', name: 'A', ...row });

const ROWS: readonly RowCase[] = [
  ['no validFrom', C, HEAD, 'bad,,,A,,,,,,', 'validFrom', INVALID],
  ['a validFrom that is no instant', C, HEAD, 'bad,yesterday,,A,,,,,,', 'validFrom', 'INSTANT_INVALID'],
  ['a day that does not exist', C, HEAD, 'bad,2023-02-29,,A,,,,,,', 'validFrom', 'INSTANT_INVALID'],
  ['a time without offset', C, HEAD, 'bad,2024-01-01T10:00:00,,A,,,,,,', 'validFrom', 'INSTANT_INVALID'],
  ['an instant out of range', C, HEAD, 'bad,1600-01-01,,A,,,,,,', 'validFrom', 'INSTANT_OUT_OF_RANGE'],
  ['a validTo that is no instant', C, HEAD, 'bad,2024-01-01,never,A,,,,,,', 'validTo', 'INSTANT_INVALID'],
  ['an empty period', C, HEAD, 'bad,2024-01-01,2024-01-01,A,,,,,,', 'validTo', 'INTERVAL_EMPTY'],
  ['a period that ends before it begins', C, HEAD, 'bad,2024-01-02,2024-01-01,A,,,,,,', 'validTo', 'INTERVAL_EMPTY'],
  ['no name', C, HEAD, 'bad,2024-01-01,,,GOLD,,,,,', 'name', INVALID],
  ['a tier that is none', C, HEAD, 'bad,2024-01-01,,A,gold,,,,,', 'tier', INVALID],
  ['a decimal with a comma', C, HEAD, 'bad,2024-01-01,,A,,"1,5",,,,', 'creditLimit', 'DECIMAL_INVALID'],
  ['a decimal with an exponent', C, HEAD, 'bad,2024-01-01,,A,,1e3,,,,', 'creditLimit', 'DECIMAL_INVALID'],
  ['a decimal that is text', C, HEAD, 'bad,2024-01-01,,A,,much,,,,', 'creditLimit', 'DECIMAL_INVALID'],
  ['a fraction where a whole number belongs', C, HEAD, 'bad,2024-01-01,,A,,,1.5,,,', 'paymentTermsDays', INVALID],
  ['a whole number out of range', C, HEAD, 'bad,2024-01-01,,A,,,3000000000,,,', 'paymentTermsDays', INVALID],
  ['text that is too long', C, HEAD, `bad,2024-01-01,,${long},,,,,,`, 'name', INVALID],
  ['a NUL character', C, HEAD, 'bad,2024-01-01,,A\u0000B,,,,,,', 'name', INVALID],
  ['a number in JSON that no float holds', C, HEAD, `bad,2024-01-01,,A,,,,"{""a"":1e999}",,`, 'address', INVALID],
  ['an address that is no JSON', C, HEAD, 'bad,2024-01-01,,A,,,,Main Street,,', 'address', INVALID],
  ['attributes that are no object', C, HEAD, 'bad,2024-01-01,,A,,,,,"[1]",', 'attributes', INVALID],
  [
    'JSON that nests too deep',
    C,
    HEAD,
    `bad,2024-01-01,,A,,,,${'['.repeat(40)}${']'.repeat(40)},,`,
    'address',
    INVALID,
  ],
  ['an op that is none', C, HEAD, 'bad,2024-01-01,,A,,,,,,delete', 'op', INVALID],
  ['an end without an id', C, HEAD, ',2024-01-01,,,,,,,,end', 'id', INVALID],
  ['an end with a validTo', C, HEAD, 'bad,2024-01-01,2024-02-01,,,,,,,end', 'validTo', INVALID],
  ['an end without a validFrom', C, HEAD, 'bad,,,,,,,,,end', 'validFrom', INVALID],
  ['a retraction of a period', C, HEAD, 'bad,2024-01-01,,,,,,,,retract', 'validFrom', INVALID],
  ['a key with a space before it', C, HEAD, ' bad,2024-01-01,,A,,,,,,', 'id', INVALID],
  ['a key that is too long', C, HEAD, `${'k'.repeat(501)},2024-01-01,,A,,,,,,`, 'id', INVALID],
  [
    'a calendar date that is none',
    'Driver',
    'validFrom,name,hiredOn',
    '2024-01-01,A,2024-13-01',
    'hiredOn',
    'DATE_INVALID',
  ],
  [
    'a calendar date with a time',
    'Driver',
    'validFrom,name,hiredOn',
    '2024-01-01,A,2024-01-01T00:00:00Z',
    'hiredOn',
    'DATE_INVALID',
  ],
  ['the year 0', 'Driver', 'validFrom,name,hiredOn', '2024-01-01,A,0000-01-01', 'hiredOn', 'DATE_INVALID'],
  [
    'a pickupAt that is no instant',
    'Load',
    'validFrom,reference,pickupAt',
    '2024-01-01,A,soon',
    'pickupAt',
    'INSTANT_INVALID',
  ],
  ['a subject without a type', 'Fact', FACT, 'f,2024-01-01,KNOWS,x,somebody,Driver:d,,', 'subject', INVALID],
  ['a subject of an unknown type', 'Fact', FACT, 'f,2024-01-01,KNOWS,x,Ship:s,Driver:d,,', 'subject', INVALID],
  ['an object that is missing', 'Fact', FACT, 'f,2024-01-01,KNOWS,x,Driver:d,,,', 'object', INVALID],
  ['an object without a key', 'Fact', FACT, 'f,2024-01-01,KNOWS,x,Driver:d,Driver:,,', 'object', INVALID],
  [
    'a UUID that nobody knows',
    'Fact',
    FACT,
    'f,2024-01-01,KNOWS,x,Driver:d,01890000-0000-7000-8000-000000000001,,',
    'object',
    INVALID,
  ],
  ['the end of a fact without its ends', 'Fact', FACT, 'f,2024-01-01,,,,Driver:d,,end', 'subject', INVALID],
  ['a source that is none', 'Episode', 'validFrom,name,content,source', '2024-01-01,A,B,fax', 'source', INVALID],
  [
    'content that is too long',
    'Episode',
    'validFrom,name,content',
    `2024-01-01,A,${'x'.repeat(100_001)}`,
    'content',
    INVALID,
  ],
  [
    'a mention of nothing',
    'Episode',
    'validFrom,name,content,mentions',
    '2024-01-01,A,B,Customer:c|x',
    'mentions',
    INVALID,
  ],
  ['a number for a name', C, null, jsonRow({ name: 7 }), 'name', INVALID],
  ['an object for a name', C, null, jsonRow({ name: {} }), 'name', INVALID],
  ['an empty name', C, null, jsonRow({ name: '' }), 'name', INVALID],
  ['true for a whole number', C, null, jsonRow({ paymentTermsDays: true }), 'paymentTermsDays', INVALID],
  [
    'a decimal with an exponent in JSON',
    C,
    null,
    '{"id":"bad","validFrom":"2024-01-01","name":"A","creditLimit":1e3}',
    'creditLimit',
    'DECIMAL_INVALID',
  ],
  ['a number for an instant', C, null, jsonRow({ validFrom: 1704067200 }), 'validFrom', INVALID],
  ['half of a surrogate pair', C, null, '{"id":"bad","validFrom":"2024-01-01","name":"A\\ud800"}', 'name', INVALID],
  ['a NUL deep in attributes', C, null, jsonRow({ attributes: { a: ['b\u0000'] } }), 'attributes', INVALID],
  ['labels that are no list', 'OtherEntity', null, jsonRow({ labels: { a: 1 } }), 'labels', INVALID],
];

describe('a fault of the file lets nothing in', () => {
  it.each(FILES)('%s', async (_what, type, name, content, line, column) => {
    const run = new ImportRun();
    const good = ['Customer', 'good.csv', `${HEAD}\n${GOOD}\n`] as const;
    const failure = run.texts([good, [type, name, content]]);
    await expect(failure).rejects.toMatchObject({
      code: 'IMPORT_FILE_INVALID',
      message: expect.stringContaining(`${name}, line ${line}`),
      details: { line, column },
    });
    expect(run.counts()).toEqual([0, 0, 0]);
    expect(run.ledger.watermark(run.tenant)).toBe(0);
  });

  it('a file that does not exist', async () => {
    const run = new ImportRun();
    const failure = run.files([['Customer', '/nowhere/a.csv']]);
    await expect(failure).rejects.toMatchObject({ code: 'IMPORT_FILE_INVALID', message: /cannot be read/ });
  });

  it('a directory', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'asof-import-'));
    await mkdir(join(parent, 'a.csv'));
    const failure = new ImportRun().files([['Customer', join(parent, 'a.csv')]]);
    await expect(failure).rejects.toMatchObject({ code: 'IMPORT_FILE_INVALID', message: /cannot be read/ });
    await rm(parent, { recursive: true });
  });

  it('a name that says no format', async () => {
    const failure = new ImportRun().texts([['Customer', 'a.xlsx', 'x']]);
    await expect(failure).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('a type that is none', async () => {
    const failure = new ImportRun().texts([['Ship', 'a.csv', 'x']]);
    await expect(failure).rejects.toMatchObject({ code: 'TYPE_UNKNOWN' });
  });

  it('a systemFrom outside a bootstrap load', async () => {
    const run = new ImportRun();
    const failure = run.texts([['Customer', 'a.csv', 'id,validFrom,systemFrom,name\na,2024-01-01,2024-01-01,A\n']]);
    await expect(failure).rejects.toMatchObject({ code: 'IMPORT_BOOTSTRAP_REFUSED', details: { line: 2 } });
    expect(run.counts()).toEqual([0, 0, 0]);
  });
});

describe('a fault of a row leaves that row out, and only that', () => {
  it.each(ROWS)('%s', async (_what, type, header, row, column, code) => {
    const run = new ImportRun();
    const good = ['Customer', 'good.csv', `${HEAD}\n${GOOD}\n`] as const;
    const [name, content] = header === null ? ['bad.jsonl', row] : ['bad.csv', `${header}\n${row}\n`];
    const summary = await run.texts([[type, name, content], good]);
    expect(summary).toMatchObject({ rows: 2, versions: 1, rowsLeftOut: 1 });
    expect(run.counts()).toEqual([1, 1, 1]);
    const line = header === null ? 1 : 2;
    expect(run.faults[0]).toMatchObject({ line, column, code, file: expect.stringContaining(name) });
    expect(run.faults).toHaveLength(1);
    expect(run.faults[0]?.reason).toMatch(/\w{3}/);
  });

  it('names every cell that is at fault', async () => {
    const run = new ImportRun();
    await run.texts([['Customer', 'a.csv', `${HEAD}\nbad,never,,A,gold,many,x,,,\n`]]);
    expect(run.faults.map((f) => [f.column, f.arrived])).toEqual([
      ['validFrom', 'never'],
      ['tier', 'gold'],
      ['creditLimit', 'many'],
      ['paymentTermsDays', 'x'],
    ]);
  });

  it('refuses the id of one type as the id of another', async () => {
    const run = new ImportRun();
    const id = '01890000-0000-7000-8000-000000000001';
    const summary = await run.texts([
      ['Customer', 'a.csv', `id,validFrom,name\n${id},2024-01-01,A\n`],
      ['Driver', 'b.csv', `id,validFrom,name\n${id},2024-01-01,A\n`],
      ['Load', 'c.csv', `validFrom,reference,driver\n2024-01-01,L,${id}\n`],
    ]);
    expect(summary).toMatchObject({ versions: 1, rowsLeftOut: 2 });
    expect(run.faults.map((f) => f.column)).toEqual(['id', 'driver']);
    expect(run.faults[0]?.reason).toContain('Customer');
  });
});
