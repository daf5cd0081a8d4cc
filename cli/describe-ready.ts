// What a person reads when everything is up: where it is, and three queries to try.
import { EXAMPLES } from '../gateway/plugins/examples.ts';

/** @param url where GraphQL is served */
export function describeReady(url: string): string {
  const examples = EXAMPLES.map(({ title, about, query }) => `# ${title}\n# ${about}\n${query.replace(/^/gm, '  ')}`);
  return [
    '',
    `Asof is ready: ${url}`,
    'Open it in a browser, or try one of these (Ctrl-C stops everything):',
    '',
    examples.join('\n\n'),
    '',
  ].join('\n');
}
