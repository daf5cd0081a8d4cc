// Parameters as Bolt wants them: the driver writes every JavaScript number as a float unless told otherwise.
import neo4j from 'neo4j-driver';

export type Parameter =
  | string
  | number
  | boolean
  | null
  | readonly Parameter[]
  | { readonly [name: string]: Parameter };
export type Parameters = { readonly [name: string]: Parameter };

/** The same parameters with every whole number as a Neo4j integer; other numbers stay floats. */
export function toBolt(parameters: Parameters): Record<string, unknown> {
  const converted: Record<string, unknown> = {};
  for (const name in parameters) converted[name] = convert(parameters[name] ?? null);
  return converted;
}

function convert(value: Parameter): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (value === null || typeof value !== 'object') return value;
  return isList(value) ? value.map(convert) : toBolt(value);
}

const isList = (value: readonly Parameter[] | Parameters): value is readonly Parameter[] => Array.isArray(value);
