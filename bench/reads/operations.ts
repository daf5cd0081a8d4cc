// What is asked besides point reads: one operation for each kind of read, each run at a moment and about a customer.
import type { Moment } from '../../core/moment.ts';
import { entityId } from './company.ts';
import { atOf, type Json, type Ways } from './ways.ts';

export interface Operation {
  readonly name: string;
  readonly query: string;
  /** It has to look at all that there is, so that a whole table is no fault. */
  readonly readsAll?: true;
}

/** What an operation is run with: it uses of it what it needs. */
export interface Asked {
  readonly customer: number;
  /** Another entity: where a path leads. */
  readonly other: number;
  readonly moment: Moment;
  /** An earlier moment: from where a difference is told. */
  readonly before: Moment;
}

const list = (name: string, args: string, selection: string): Operation => ({
  name,
  query: `query ($at: AsOf) { customers(first: 20, at: $at${args && `, ${args}`}) { ${selection} } }`,
});
const ofCustomer = (name: string, selection: string): Operation => ({
  name,
  query: `query ($id: ID!, $at: AsOf) { customer(id: $id, at: $at) { ${selection} } }`,
});

const VERSION = 'validFrom validTo systemFrom systemTo';
const FACT = `fact ${VERSION}`;

export const HISTORY_VALID = ofCustomer(
  'history along valid time',
  `history(first: 20) { nodes { ${VERSION} entity { ... on Customer { tier } } } }`,
);
export const HISTORY_SYSTEM = ofCustomer(
  'history along system time',
  `history(first: 20, axis: SYSTEM) { nodes { ${VERSION} entity { ... on Customer { tier } } } }`,
);
export const FACTS = ofCustomer('page of facts', `facts(first: 20) { nodes { ${FACT} } }`);
export const FACT_HISTORY = ofCustomer('history of facts', `factHistory(first: 20) { nodes { ${FACT} } }`);
export const FILTERED = list(
  'list by tier and credit limit',
  'filter: { tier: { eq: "GOLD" }, creditLimit: { gte: "50000" } }, orderBy: [{ field: creditLimit, direction: DESC }]',
  'nodes { id name creditLimit }',
);
export const TOTAL = list(
  'list with its total',
  'filter: { tier: { eq: "GOLD" } }',
  'totalCount totalCountExact nodes { id }',
);
export const AGGREGATE = list(
  'aggregate of low credit limits by tier',
  'filter: { creditLimit: { lt: "1000" } }',
  'aggregate(by: [tier], of: [creditLimit]) { groups { keys { value } count values { sum } } }',
);
export const MENTIONS = ofCustomer('episodes that mention it', 'mentions(first: 20) { nodes { name } }');
export const NEIGHBORS = ofCustomer('neighbours within 1', 'neighbors(first: 1000) { truncated nodes { id } }');
export const DIFFERENCE: Operation = {
  name: 'difference of a customer',
  query: `query ($id: ID!, $at: AsOf!, $before: AsOf!) { customer(id: $id, at: $at) {
    diff(from: $before, to: $at) { kind fields { field before after } facts(first: 20) { nodes { kind } } } } }`,
};

export const OPERATIONS: readonly Operation[] = [
  list('list by id', '', 'nodes { id name tier }'),
  FILTERED,
  list('list by a text’s beginning', 'filter: { name: { startsWith: "Customer 77" } }', 'nodes { id name }'),
  list('list by a text inside', 'filter: { email: { contains: "l 77" } }', 'nodes { id email }'),
  list(
    'list by an open attribute',
    'filter: { attributes: [{ path: ["region"], eq: "R4" }] }',
    'nodes { id attributes }',
  ),
  {
    name: 'loads of a customer',
    query: `query ($id: ID!, $at: AsOf) { loads(first: 20, at: $at, filter: { customer: { eq: $id } }) {
      nodes { reference status driver { name } } } }`,
  },
  TOTAL,
  AGGREGATE,
  {
    ...list(
      'aggregate of all by tier',
      '',
      'aggregate(by: [tier], of: [creditLimit]) { groups { keys { value } count } }',
    ),
    readsAll: true,
  },
  HISTORY_VALID,
  HISTORY_SYSTEM,
  DIFFERENCE,
  {
    name: 'customers that differ',
    query: `query ($at: AsOf!, $before: AsOf!) { customersDiff(from: $before, to: $at, first: 20) {
      nodes { kind fields { field before after } } } }`,
  },
  FACTS,
  ofCustomer(
    'facts by type, oldest first',
    `facts(first: 20, filter: { name: { in: ["PAYS", "KNOWS"] } }, orderBy: { field: VALID_FROM, direction: ASC }) {
      nodes { ${FACT} } }`,
  ),
  FACT_HISTORY,
  NEIGHBORS,
  ofCustomer('neighbours within 2', 'neighbors(depth: 2, first: 20) { truncated edges { distance node { id name } } }'),
  ofCustomer('neighbours within 4', 'neighbors(depth: 4, first: 20) { truncated edges { distance node { id } } }'),
  {
    name: 'path of at most 4',
    query:
      'query ($id: ID!, $other: ID!, $at: AsOf) { path(from: $id, to: $other, at: $at) { length entities { id } } }',
  },
  MENTIONS,
  list(
    '20 customers with facts and their objects',
    '',
    `nodes { name facts(first: 20) { nodes { fact object { id name } } } }`,
  ),
];

/** Runs an operation through the gateway. */
export function ask<Data = Json>(ways: Ways, { query }: Operation, asked: Asked): Promise<Data> {
  const all: Json = {
    id: entityId(asked.customer),
    other: entityId(asked.other),
    at: atOf(asked.moment),
    before: atOf(asked.before),
  };
  const used = Object.entries(all).filter(([name]) => query.includes(`$${name}:`));
  return ways.ask<Data>(query, Object.fromEntries(used));
}
