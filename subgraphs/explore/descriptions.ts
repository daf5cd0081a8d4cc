// Descriptions of what @neo4j/graphql generates without any, so that the API teaches itself.

/** What an argument is for, or a field of an input. */
export function describeInput(name: string): string {
  return INPUTS[name] ?? `By \`${name}\`.`;
}

export function describeField(typeName: string, name: string): string | undefined {
  if (typeName === 'Query') return describeRoot(name);
  if (name.endsWith('Connection'))
    return `Like \`${name.slice(0, -'Connection'.length)}\`, with what the relationships themselves say, counts and aggregations.`;
  return FIELDS[name] ?? `The least and the greatest \`${name}\`.`;
}

export function describeType(name: string): string | undefined {
  return TYPES.find(([pattern]) => pattern.test(name))?.[1];
}

const ROOTS: Readonly<Record<string, string>> = {
  exploreEntities: 'Entities of Asof’s record, each with its versions and facts.',
  exploreVersions: 'Versions of entities that are known at the moment; `visible` tells which are visible at it.',
  exploreEpisodes: 'Versions of episodes that are known at the moment; `visible` tells which are visible at it.',
  exploreRawEntities: 'Raw: nodes of Graphiti’s own, as they are just now.',
  exploreRawEpisodes: 'Raw: episodes of Graphiti’s own, as they are just now.',
  exploreRawCommunities: 'Raw: communities of Graphiti’s own, as they are just now.',
};

/** The moment is the request's: generated fields take no argument `at`. */
function describeRoot(name: string): string | undefined {
  const list = name.replace(/Connection$/, '');
  const what = ROOTS[list];
  if (what === undefined || list === name)
    return what && `${what} Read at the moment of the request’s headers, or else now.`;
  return `${what} With cursors, counts and aggregations.`;
}

const INPUTS: Readonly<Record<string, string>> = {
  first: 'How many, from 1 to 1,000.',
  limit: 'How many, from 1 to 1,000.',
  offset: 'How many to leave out before.',
  after: 'The cursor after which the page begins; it says how many came before, so ask at the same moment.',
  where: 'Only those for which this holds.',
  sort: 'The order; what it leaves open is ordered by key.',
  AND: 'All of these hold.',
  OR: 'One of these holds.',
  NOT: 'This does not hold.',
  eq: 'Is this; null is none.',
  in: 'Is one of these.',
  lt: 'Comes before this.',
  lte: 'Comes before this, or is it.',
  gt: 'Comes after this.',
  gte: 'Comes after this, or is it.',
  contains: 'Has this text inside.',
  startsWith: 'Begins with this text.',
  endsWith: 'Ends with this text.',
  includes: 'Has this among its values.',
  caseInsensitive: 'Holds whatever the case.',
  node: 'Of the node at the end.',
  edge: 'Of the relationship itself.',
  count: 'Of how many there are.',
  nodes: 'Different nodes.',
  edges: 'Relationships.',
  max: 'Of the greatest.',
  min: 'Of the least.',
  shortestLength: 'Of the length of the shortest text.',
  longestLength: 'Of the length of the longest text.',
  averageLength: 'Of the texts’ average length.',
};

const FIELDS: Readonly<Record<string, string>> = {
  edges: 'The page, with cursors.',
  node: 'The node at the end.',
  edge: 'Of the relationships themselves.',
  cursor: 'To be sent as `after` for what follows this one.',
  totalCount: 'How many there are on all pages together.',
  pageInfo: 'Where the page lies among all.',
  aggregate: 'Counts, and the least and greatest values, over all pages together.',
  count: 'How many there are.',
  nodes: 'Different nodes.',
  properties: 'What the relationship itself says.',
  hasNextPage: 'Whether more follows.',
  hasPreviousPage: 'Whether something came before.',
  startCursor: 'The cursor of the first edge; null on an empty page.',
  endCursor: 'The cursor of the last edge, to be sent as `after` for the next page; null on an empty page.',
  max: 'The greatest; null when there is none.',
  min: 'The least; null when there is none.',
  shortest: 'The shortest text; null when there is none.',
  longest: 'The longest text; null when there is none.',
};

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/PageInfo$/, 'Where a page lies among all pages of a connection.'],
  [/(Edge|Relationship)$/, 'One of a page, with its cursor.'],
  [/ConnectionFilters$/, 'Conditions on the relationships of one field, and on the nodes at their ends.'],
  [/RelationshipFilters$/, 'Conditions on the nodes to which one field leads.'],
  [/(ConnectionAggregateInput|AggregationWhereInput|AggregateFilters)$/, 'Conditions on what an aggregation gives.'],
  [/(ConnectionWhere|Where)$/, 'Conditions; all that are given must hold.'],
  [/Filters$/, 'Conditions; all that are given must hold.'],
  [/Sort$/, 'An order: one field in one direction.'],
  [/Aggregat/, 'What an aggregation gives.'],
  [/Count(Connection)?$/, 'How many there are.'],
  [/Connection$/, 'A page, and counts and aggregations over all of them.'],
];
