// The read that the promise is about, a customer with its facts at a random moment, on every way, and what it answers.
import type { Instant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import {
  type BenchFact,
  courseOf,
  entityCount,
  entityId,
  HOUR,
  HOURS,
  type Size,
  START,
  statementAt,
  TYPES,
  valuesOf,
} from './company.ts';
import { PAGE, visibleFacts } from './expected.ts';
import { atOf, representationOf, type Ways } from './ways.ts';

export interface PointRead {
  readonly customer: number;
  readonly moment: Moment;
}

/** What a point read answers, on whatever way. */
export interface Point {
  readonly name: unknown;
  readonly tier: unknown;
  readonly facts: readonly { readonly fact: unknown; readonly object: unknown }[];
}

const FACTS = `facts(first: ${PAGE}) { nodes { fact object { id } } }`;
const QUERY = `query ($id: ID!, $at: AsOf) { customer(id: $id, at: $at) { name tier ${FACTS} } }`;
const RECORD = 'query ($id: ID!, $at: AsOf) { customer(id: $id, at: $at) { name tier moment } }';
const FACTS_OF = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Customer { ${FACTS} } } }`;
const SQL = `SELECT name, tier FROM customer_version
  WHERE tenant = $1 AND id = $2 AND valid_from <= $3 AND valid_to > $3 AND system_from <= $4 AND system_to > $4`;
const CYPHER = `MATCH (:AsofEntity {tenant: $tenant, id: $id})-[f:FACT]-()
  WHERE f.validFrom <= $validTime < f.validTo AND f.systemFrom <= $systemTime < f.systemTo
  RETURN f.fact AS fact, endNode(f).id AS object ORDER BY f.validFrom DESC, f.id DESC LIMIT ${PAGE}`;

interface Customer {
  readonly name: unknown;
  readonly tier: unknown;
  readonly facts: { readonly nodes: readonly { readonly fact: unknown; readonly object: { readonly id: unknown } }[] };
}

/** A moment of the company's years, on each axis by itself. */
export function randomMoment(random: () => number): Moment {
  const pick = (): Instant => (START + Math.floor(random() * HOURS * HOUR)) as Instant;
  return { validTime: pick(), systemTime: pick() };
}

export const randomCustomer = (size: Size, random: () => number): number =>
  Math.floor((random() * entityCount(size)) / TYPES.length) * TYPES.length;

export async function readByGateway(ways: Ways, { customer, moment }: PointRead): Promise<Point | null> {
  const variables = { id: entityId(customer), at: atOf(moment) };
  const data = await ways.ask<{ customer: Customer | null }>(QUERY, variables);
  return data.customer && pointOf(data.customer);
}

export async function readBySubgraphs(ways: Ways, { customer, moment }: PointRead): Promise<Point | null> {
  const id = entityId(customer);
  const record = await ways.askSubgraph('records', RECORD, { id, at: atOf(moment) });
  if (!record.customer) return null;
  const representations = [representationOf('Customer', id, moment)];
  const { _entities } = await ways.askSubgraph('graph', FACTS_OF, { representations });
  const [entity] = _entities as Customer[];
  return pointOf({ ...(record.customer as Customer), ...entity });
}

/** One after the other, as an application without Asof would have to. */
export async function readByClients(ways: Ways, tenant: string, read: PointRead): Promise<Point | null> {
  const record = await readBySql(ways, tenant, read);
  return record && { ...record, facts: await readByCypher(ways, tenant, read) };
}

export async function readBySql(
  ways: Ways,
  tenant: string,
  { customer, moment }: PointRead,
): Promise<Omit<Point, 'facts'> | null> {
  const { validTime, systemTime } = atOf(moment);
  const values = [tenant, entityId(customer), validTime, systemTime];
  const [row] = await ways.sql<Omit<Point, 'facts'>>(SQL, values, 'point');
  return row ?? null;
}

export function readByCypher(ways: Ways, tenant: string, { customer, moment }: PointRead): Promise<Point['facts']> {
  return ways.cypher<Point['facts'][number]>(CYPHER, { tenant, id: entityId(customer), ...moment });
}

function pointOf({ name, tier, facts }: Customer): Point {
  return { name, tier, facts: facts.nodes.map(({ fact, object }) => ({ fact, object: object.id })) };
}

/** What must come out, from the company's formulas. */
export function expectedPoint(size: Size, { customer, moment }: PointRead, facts: readonly BenchFact[]): Point | null {
  const statement = statementAt(courseOf(size, customer), moment);
  if (statement < 0) return null;
  const { name, tier } = valuesOf(size, customer, statement).fields;
  const page = visibleFacts(facts, moment).slice(0, PAGE);
  return { name, tier, facts: page.map(({ values, object }) => ({ fact: values.fact, object: entityId(object) })) };
}
