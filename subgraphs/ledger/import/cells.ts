// Reads one cell: what arrived becomes a value of its column's kind, or a reason why it cannot.
import type { FieldValue, JsonValue } from '../../../core/commit.ts';
import { parseCalendarDate, parseInstant } from '../../../core/instant.ts';
import { CellError } from './faults.ts';
import { type Column, TEXT_LENGTH_MAX } from './row-types.ts';

const INT_MAX = 2_147_483_647;
const DECIMAL = /^([+-]?)0*(\d{1,28})(\.\d{1,10})?$/;
const LIST_LENGTH_MAX = 1_000;
const JSON_DEPTH_MAX = 32;

/**
 * Reads a cell of a kind that the registry has; a reference is read as the text of its key.
 * @throws CellError, or an AsofError that says more
 */
export function readCell(column: Column, arrived: unknown): FieldValue {
  switch (column.kind) {
    case 'int':
      return readInt(arrived);
    case 'decimal':
      return readDecimal(arrived);
    case 'date':
      return readDate(readText(column, arrived));
    case 'instant':
    case 'period':
      return parseInstant(readText(column, arrived));
    case 'json':
      return column.name === 'attributes' ? readObject(arrived) : readJson(arrived);
    case 'strings':
    case 'keys':
    case 'entities':
      return readList(column, arrived);
    case 'key':
    case 'entity':
    case 'reference':
      return readKey(column, arrived);
    case 'string':
      return readText(column, arrived);
  }
}

function readText(column: Column, arrived: unknown): string {
  if (typeof arrived !== 'string') throw new CellError(`expected text, not ${describe(arrived)}`);
  checkText(arrived, column.lengthMax);
  if (column.values && !column.values.includes(arrived)) {
    throw new CellError(`expected one of ${column.values.join(', ')}`);
  }
  return arrived;
}

function checkText(text: string, lengthMax: number): void {
  if (text.length > lengthMax) throw new CellError(`longer than ${lengthMax} characters`);
  if (text.includes('\u0000')) throw new CellError('has a NUL character, which no store keeps');
  if (!text.isWellFormed()) throw new CellError('has half of a surrogate pair');
}

/** Sources number their rows, so a whole number is taken for a key, too. */
function readKey(column: Column, arrived: unknown): string {
  const text = Number.isSafeInteger(arrived) ? String(arrived) : arrived;
  const key = readText(column, text);
  if (key.trim() !== key || key === '') throw new CellError('a key neither begins nor ends with a space');
  return key;
}

function readInt(arrived: unknown): number {
  const text = typeof arrived === 'number' ? String(arrived) : arrived;
  if (typeof text !== 'string' || !/^[+-]?\d{1,15}$/.test(text)) throw new CellError('expected a whole number');
  const value = Number(text);
  if (Math.abs(value) > INT_MAX) throw new CellError(`whole numbers lie between −${INT_MAX} and ${INT_MAX}`);
  return value === 0 ? 0 : value;
}

function readDecimal(arrived: unknown): string {
  const match = typeof arrived === 'string' ? DECIMAL.exec(arrived) : null;
  if (!match) {
    const reason = 'expected an exact decimal: digits, at most 28 before the point and 10 after it, no exponent';
    throw new CellError(reason, 'DECIMAL_INVALID');
  }
  const [, sign, whole = '', fraction = ''] = match;
  const digits = `${whole}${fraction}`;
  return sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

function readDate(text: string): string {
  // PostgreSQL's calendar has no year 0.
  if (text.startsWith('0000')) throw new CellError('there is no year 0', 'DATE_INVALID');
  return parseCalendarDate(text);
}

/** CSV writes JSON as text; JSON Lines has it as it is. */
function readJson(arrived: unknown): JsonValue {
  if (typeof arrived !== 'string') return checkJson(arrived as JsonValue, 0);
  let value: unknown;
  try {
    value = JSON.parse(arrived);
  } catch {
    throw new CellError('expected JSON');
  }
  return checkJson(value as JsonValue, 0);
}

function readObject(arrived: unknown): JsonValue {
  const value = readJson(arrived);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new CellError('expected a JSON object');
}

function checkJson(value: JsonValue, depth: number): JsonValue {
  if (depth > JSON_DEPTH_MAX) throw new CellError(`JSON nests deeper than ${JSON_DEPTH_MAX}`);
  if (typeof value === 'string') checkText(value, TEXT_LENGTH_MAX);
  // What overflows a float would be written again as null.
  else if (typeof value === 'number' && !Number.isFinite(value)) throw new CellError('has a number that is too large');
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      checkText(key, TEXT_LENGTH_MAX);
      checkJson(part as JsonValue, depth + 1);
    }
  }
  return value;
}

/** A JSON array of texts; in CSV also texts with `|` between them. */
function readList(column: Column, arrived: unknown): readonly string[] {
  const list =
    typeof arrived === 'string' ? (arrived.startsWith('[') ? readJson(arrived) : arrived.split('|')) : arrived;
  if (!Array.isArray(list)) throw new CellError('expected a list');
  if (list.length > LIST_LENGTH_MAX) throw new CellError(`lists have at most ${LIST_LENGTH_MAX} entries`);
  return list.map((entry) => (column.kind === 'strings' ? readText(column, entry) : readKey(column, entry)));
}

function describe(arrived: unknown): string {
  if (Array.isArray(arrived)) return 'a list';
  return typeof arrived === 'object' ? 'an object' : `a ${typeof arrived}`;
}
