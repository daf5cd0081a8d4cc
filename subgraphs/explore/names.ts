// Names of the exploring API: the library's own types are renamed, so that nothing in a supergraph clashes with them,
// and some of what it generates is left out.

/** How the library calls a whole number of 64 bits. All that are declared are instants in µs. */
const LIBRARY_INSTANT = 'BigInt';

/** Conditions on the least and the greatest instant: the library has the same type for those on any instant. */
export const COMPARISONS = 'BigIntComparisons';

/** The shortest and the longest text: of several as long it is now this one, now that. */
const LEFT_OUT: ReadonlySet<string> = new Set([LIBRARY_INSTANT, 'StringAggregateSelection']);

const RENAMED: Readonly<Record<string, string>> = {
  [LIBRARY_INSTANT]: 'DateTime',
  BigIntAggregateSelection: 'ExploreDateTimeAggregate',
  BigIntScalarFilters: 'ExploreDateTimeFilters',
  BigIntScalarAggregationFilters: 'ExploreDateTimeAggregateFilters',
  [COMPARISONS]: 'ExploreDateTimeComparisons',
  StringScalarFilters: 'ExploreStringFilters',
  StringScalarAggregationFilters: 'ExploreStringAggregateFilters',
  CaseInsensitiveStringScalarFilters: 'ExploreCaseInsensitiveStringFilters',
  StringListFilters: 'ExploreStringListFilters',
  BooleanScalarFilters: 'ExploreBooleanFilters',
  IntScalarFilters: 'ExploreIntFilters',
  FloatScalarFilters: 'ExploreFloatFilters',
  ConnectionAggregationCountFilterInput: 'ExploreCountFilters',
};

const OF_GRAPHQL: ReadonlySet<string> = new Set(['Query', 'String', 'Int', 'Float', 'Boolean', 'ID']);

/** The name under which one of the library's types is shown. */
export function shownName(name: string): string {
  if (OF_GRAPHQL.has(name) || name.startsWith('Explore')) return name;
  return RENAMED[name] ?? `Explore${name}`;
}

/** Whether a type of the library's is shown: fields of one that is not are not shown either. */
export const isShownType = (name: string): boolean => !LEFT_OUT.has(name);

/**
 * What is left out: the tenant, which is always the request's; sums of instants, of which nobody makes sense; and `in`
 * in conditions on what an aggregation gives, which the library's schema has and its translation has not.
 */
export function isShownField(typeName: string, fieldName: string): boolean {
  if (fieldName === 'tenant') return false;
  if (fieldName === 'in') return !/^(Int|Float)ScalarFilters$/.test(typeName) && typeName !== COMPARISONS;
  return !(/^BigInt.*Aggregat/.test(typeName) && /^(sum|average)$/.test(fieldName));
}
