// Texts that clients send: how long they may be, and what no store could hold.
import { AsofError, type ErrorCode } from '../../core/errors.ts';

/** Characters of a text to search, to filter by or to look up. */
const TEXT_LENGTH_MAX = 1_000;

/**
 * Checks a text that goes to a store.
 * @throws AsofError with the code when it has U+0000, which PostgreSQL's text cannot hold, or is too long; the latter with
 *   a code of its own where one is given
 */
export function checkText(text: string, name: string, code: ErrorCode, tooLongCode: ErrorCode = code): string {
  if (text.length > TEXT_LENGTH_MAX) {
    throw new AsofError(tooLongCode, `${name} has ${text.length} characters; ${TEXT_LENGTH_MAX} are allowed.`);
  }
  if (text.includes('\0')) throw new AsofError(code, `${name} has the character U+0000, which no text may have.`);
  return text;
}
