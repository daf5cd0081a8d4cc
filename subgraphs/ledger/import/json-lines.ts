// Rows of a JSON Lines file, one object a line: the form of the file is checked here, the values are not.
import { fileFault, type Place } from './faults.ts';
import { columnNames, type RowType } from './row-types.ts';
import type { RawRow } from './rows.ts';
import { ROW_BYTES_MAX, readPieces } from './text.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads the rows of a JSON Lines file; a null is absent, and blank lines are skipped.
 * @throws AsofError IMPORT_FILE_INVALID for a line that is no JSON object, or has a key that the type does not have
 */
export async function* readJsonLines(path: string, type: RowType): AsyncGenerator<RawRow> {
  const decimals = [...type.columns.values()].filter((c) => c.kind === 'decimal').map((c) => c.name);
  let line = 0;
  let rows = 0;
  for await (const piece of readPieces(path)) {
    const texts = piece.toString().split('\n');
    if (texts.at(-1) === '') texts.pop();
    for (const text of texts) {
      line += 1;
      if (text.trim() === '') continue;
      const object = parseLine({ file: path, line, column: null }, text);
      yield {
        line,
        size: text.length,
        cells: cellsOf({ file: path, line, column: null }, object, text, type, decimals),
      };
      rows += 1;
    }
  }
  if (rows === 0) throw fileFault({ file: path, line: 1, column: null }, 'the file is empty');
}

function parseLine(place: Place, text: string): JsonObject {
  if (Buffer.byteLength(text) > ROW_BYTES_MAX) {
    throw fileFault(place, 'the row is longer than the 1 MiB that a row may have');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw fileFault(
      { ...place, column: firstBadCharacter(text) },
      'the line is not JSON; a row is one JSON object on one line',
      cause,
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw fileFault({ ...place, column: 1 }, 'the line is no JSON object; a row is one JSON object on one line');
}

/** The first character, from 1, at which a text that is no JSON could no longer become JSON. */
function firstBadCharacter(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayContinue(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return bad;
}

/** Whether a text is JSON as far as it goes: the parser finds fault with its end only. */
function mayContinue(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return /Unexpected end|Unterminated/.test(message) || message.includes(`position ${text.length} `);
  }
}

function cellsOf(
  place: Place,
  object: JsonObject,
  text: string,
  type: RowType,
  decimals: readonly string[],
): ReadonlyMap<string, unknown> {
  const cells = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object)) {
    if (!type.columns.has(name)) {
      throw fileFault(
        { ...place, column: name.slice(0, 60) },
        `${type.name} has no such column; it has ${columnNames(type)}`,
      );
    }
    if (value !== null) cells.set(name, value);
  }
  refuseRepeatedKeys(place, object, text);
  if (decimals.some((name) => typeof cells.get(name) === 'number')) {
    for (const [name, digits] of exactNumbers(text)) if (decimals.includes(name)) cells.set(name, digits);
  }
  return cells;
}

/** JSON.parse keeps the last of two equal keys without a word, so each key's mark is counted in the text. */
function refuseRepeatedKeys(place: Place, object: JsonObject, text: string): void {
  for (const name of Object.keys(object)) {
    const mark = `"${name}"`;
    if (text.indexOf(mark) === text.lastIndexOf(mark)) continue;
    const repeated = topLevelKeys(text).filter((key) => key === name).length > 1;
    if (repeated) throw fileFault({ ...place, column: name }, 'the row has the key twice');
  }
}

/** The keys of the outer object of a text that is known to be JSON, in order, repeated ones included. */
function topLevelKeys(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && token.endsWith(':')) keys.push(JSON.parse(token.slice(0, -1)) as string);
  }
  return keys;
}

/** The digits of the outer object's numbers as they were written: a JavaScript number would round them. */
function exactNumbers(text: string): Map<string, string> {
  const numbers = new Map<string, string>();
  let depth = 0;
  let key = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]|-?\d[\d.eE+-]*/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && token.endsWith(':')) key = JSON.parse(token.slice(0, -1)) as string;
    else if (depth === 1 && !token.startsWith('"')) numbers.set(key, token);
  }
  return numbers;
}
