// Cypher statements live as files, one a file; this loads them by name.
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../cypher/queries/', import.meta.url);

/**
 * The text of `cypher/queries/<name>.cypher`, without its opening comment. Called once for each statement, when its
 * module loads: a missing file is found at start, not by a request.
 */
export function loadQuery(name: string): string {
  return readFileSync(new URL(`${name}.cypher`, FOLDER), 'utf8')
    .replace(/^\s*\/\/.*\n/gm, '')
    .trim();
}
