// The scalars of Asof's schema: how their values come in and go out. Bad input is a coded error.
import { GraphQLError, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import type { JsonValue } from '../../core/commit.ts';
import { AsofError, type ErrorCode } from '../../core/errors.ts';
import { formatInstant, type Instant, parseCalendarDate, parseInstant } from '../../core/instant.ts';
import { formatMoment, type Moment, parseMoment } from '../../core/moment.ts';

type Variables = Parameters<typeof valueFromASTUntyped>[1];

interface Scalar<Internal> {
  serialize(value: unknown): unknown;
  parseValue(value: unknown): Internal;
  parseLiteral(node: ValueNode, variables?: Variables): Internal;
}

const DECIMAL = /^-?\d{1,40}(\.\d{1,40})?$/;

/**
 * Reads an exact decimal: text, or a whole number that a float holds exactly.
 * @throws AsofError DECIMAL_INVALID
 */
function parseDecimal(value: unknown): string {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === 'string' && DECIMAL.test(text)) return text;
  throw new AsofError('DECIMAL_INVALID', `${shown(value)} is no exact decimal; send digits as a string, “1250.00”.`);
}

/** Entity scalars by name, in the form in which `buildSubgraphSchema` takes them. */
export const scalars = {
  Moment: scalarOfText('MOMENT_INVALID', parseMoment, (value) => writeMoment(value as Moment)),
  DateTime: scalarOfText('INSTANT_INVALID', parseInstant, (value) => formatInstant(value as Instant)),
  Date: scalarOfText('DATE_INVALID', parseCalendarDate, (value) => value),
  Decimal: {
    serialize: (value) => String(value),
    parseValue: parseDecimal,
    // A number in the query's text is still text here, and so still exact.
    parseLiteral: (node) =>
      parseDecimal(
        node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : node.kind,
      ),
  } satisfies Scalar<string>,
  JSON: {
    serialize: (value) => value,
    parseValue: (value) => value as JsonValue,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables) as JsonValue,
  } satisfies Scalar<JsonValue>,
};

/** All entities of an answer share a moment or two, so each is written once. */
const written = new WeakMap<Moment, string>();

function writeMoment(moment: Moment): string {
  const known = written.get(moment) ?? formatMoment(moment);
  written.set(moment, known);
  return known;
}

function scalarOfText<Internal>(
  code: ErrorCode,
  parse: (text: string) => Internal,
  serialize: (value: unknown) => unknown,
): Scalar<Internal> {
  const parseValue = (value: unknown): Internal => {
    if (typeof value === 'string') return parse(value);
    throw new AsofError(code, `${shown(value)} is no text; send it as a string.`);
  };
  return {
    serialize,
    parseValue,
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return parse(node.value);
      throw new AsofError(code, `A value of kind ${node.kind} is no text; send it as a string.`);
    },
  };
}

const shown = (value: unknown): string => `“${(JSON.stringify(value) ?? String(value)).slice(0, 80)}”`;

/** The error that Asof threw on purpose, behind the wrapping of graphql-js; undefined when there is none. */
export function asofErrorOf(error: unknown): AsofError | undefined {
  if (error instanceof AsofError) return error;
  return error instanceof GraphQLError ? asofErrorOf(error.originalError) : undefined;
}
