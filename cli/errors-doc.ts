// Writes docs/errors.md from the table of errors, so that the two cannot disagree.
import { ERRORS, type ErrorCategory } from '../core/errors.ts';

const CATEGORIES: Readonly<Record<ErrorCategory, string>> = {
  incorrect: 'The request is wrong. Change it; sending it again as it is gives the same error.',
  unsupported: 'The request is right but asks for something that Asof does not do.',
  conflict: 'The request met another one, or a state that does not allow it.',
  unavailable: 'Something does not answer at the moment. Sending the request again may succeed.',
  fault: 'Something is wrong in Asof. The log has the details under the id in the message.',
};

const HEAD = `# Errors

Every error that Asof raises on purpose has a code, in \`extensions.code\`, and a category, in \`extensions.category\`.
Messages say where, what arrived and what to do; details that a program may want are beside them in \`extensions\`.
Anything else is masked as \`INTERNAL\`. Errors of GraphQL itself keep their own codes (\`GRAPHQL_PARSE_FAILED\`,
\`GRAPHQL_VALIDATION_FAILED\`, \`BAD_USER_INPUT\`). The HTTP status is that of requests which fail as a whole; a field that
fails leaves the others standing, with status 200.

This page is made from [core/errors.ts](../core/errors.ts) by \`npm run generate\`.
`;

/** The page, as Markdown. */
export function errorsDoc(): string {
  const sections = (Object.keys(CATEGORIES) as ErrorCategory[]).flatMap((category) => {
    const rows = Object.entries(ERRORS).filter(([, error]) => error.category === category);
    if (rows.length === 0) return [];
    const lines = rows.map(([code, error]) => `| \`${code}\` | ${error.httpStatus} | ${error.help} |`);
    const table = ['| code | HTTP | what to do |', '| --- | --- | --- |', ...lines].join('\n');
    return [`## ${category}\n\n${CATEGORIES[category]}\n\n${table}\n`];
  });
  return [HEAD, ...sections].join('\n');
}
