// The bytes of an import file as checked text: a chunk that is not UTF-8 is a fault of the file, with its place.
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { fileFault } from './faults.ts';

/** A row longer than this, in bytes, is a fault of the file: most often a quote that nobody closed. */
export const ROW_BYTES_MAX = 1024 * 1024;

const NEWLINE = 0x0a;
const CHUNK_BYTES = 256 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a file as pieces that end with a line, except perhaps the last; a byte order mark is left out.
 * @throws AsofError IMPORT_FILE_INVALID when it cannot be read, is not UTF-8, or has no end of a line for too long
 */
export async function* readPieces(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let lines = 0;
  let first = true;
  const check = (piece: Buffer): Buffer => {
    if (!isUtf8(piece)) throw notUtf8(path, piece, lines);
    lines += countNewlines(piece);
    const marked = first && piece.subarray(0, 3).equals(BYTE_ORDER_MARK);
    first = false;
    return marked ? piece.subarray(3) : piece;
  };
  for await (const chunk of readBytes(path)) {
    const whole = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = whole.lastIndexOf(NEWLINE) + 1;
    rest = whole.subarray(end);
    if (end > 0) yield check(whole.subarray(0, end));
    if (rest.length > ROW_BYTES_MAX) {
      throw fileFault(
        { file: path, line: lines + 1, column: null },
        'the line is longer than the 1 MiB that a row may have',
      );
    }
  }
  if (rest.length > 0) yield check(rest);
}

async function* readBytes(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) yield chunk;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw fileFault({ file: path, line: 1, column: null }, `the file cannot be read (${reason})`, cause);
  }
}

function notUtf8(file: string, piece: Buffer, linesBefore: number): Error {
  let start = 0;
  for (let line = linesBefore + 1; ; line += 1) {
    const newline = piece.indexOf(NEWLINE, start);
    const bytes = piece.subarray(start, newline < 0 ? piece.length : newline);
    if (newline < 0 || !isUtf8(bytes)) {
      const column = firstBadCharacter(bytes);
      return fileFault({ file, line, column }, 'the file is not UTF-8; save it as UTF-8 and send it again');
    }
    start = newline + 1;
  }
}

function firstBadCharacter(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  // Halving: a prefix that ends inside a character is not UTF-8 either, so up to three bytes are tried around it.
  while (bad - good > 4) {
    const middle = (good + bad) >> 1;
    const cut = [middle, middle - 1, middle - 2, middle - 3].find((n) => n > good && isUtf8(bytes.subarray(0, n)));
    if (cut === undefined) bad = middle;
    else good = cut;
  }
  while (isUtf8(bytes.subarray(0, good + 1)) && good < bytes.length) good += 1;
  return [...bytes.subarray(0, good).toString()].length + 1;
}

function countNewlines(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
