// The rule for every statement of the graph, by its plan: it begins at an index, and never looks through a whole label.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { type Plan } from 'neo4j-driver';

const QUERIES = join(import.meta.dirname, '../../cypher/queries');

/** Statements that only write, and so have nowhere to begin. */
const WRITE_ONLY =
  /^(graph\/create-(episode-versions|graphiti-entities|graphiti-episodes)|migrations\/record-migration)$/;

/** Graphiti's small lists of one node are expanded, from the node that an index found. */
const MAY_EXPAND = new Set([
  'graph/update-graphiti-episodes',
  'graph/remove-graphiti-entities',
  'graph/read-communities',
  'graphiti/read-episodes',
  'graphiti/pick-episodes',
]);

/** The name of every statement but one that makes a constraint, and so begins nowhere. */
export const cypherNames: readonly string[] = ['graph', 'graphiti', 'migrations']
  .flatMap((folder) => readdirSync(join(QUERIES, folder)).map((file) => `${folder}/${file.replace('.cypher', '')}`))
  .filter((name) => name !== 'migrations/create-history');

/** One value for every parameter that a statement may name; plans do not depend on them. */
const PARAMETERS = {
  tenant: 'nobody',
  group: 'nobody',
  chain: 'nobody',
  name: 'nothing',
  checksum: '',
  keys: [],
  rows: [],
  ids: [],
  elements: [],
  dead: [],
  names: null,
  version: neo4j.int(1),
  since: '2026-01-01T00:00:00Z',
  before: '2026-01-01T00:00:00Z',
  beforeUuid: '',
  after: '',
  uuids: [],
  systemTime: neo4j.int(0),
  limit: neo4j.int(10),
  reachedMax: neo4j.int(10),
  axis: 'VALID',
  direction: 'BOTH',
  openEnd: neo4j.int(0),
};

/** As the client sends them. */
export const CYPHER_PARAMETERS = { in: PARAMETERS };

/** The operators of a plan, without the name of the database's planner behind them. */
export function operatorsOf(plan: Plan): readonly string[] {
  return [plan.operatorType.replace(/@.*/, ''), ...plan.children.flatMap(operatorsOf)];
}

/** The indexes that a plan seeks in. */
export function seeksOf(plan: Plan): readonly string[] {
  const details = /Seek/.test(plan.operatorType) ? String(plan.arguments.Details ?? '') : '';
  const index = /:(\w+\([^)]*\))/.exec(details)?.[1];
  return [...(index === undefined ? [] : [index]), ...plan.children.flatMap(seeksOf)];
}

/** What is wrong with the plan of the statement of that name; nothing, if all is well. */
export function faultsOf(name: string, plan: Plan | false): readonly string[] {
  if (!plan) return ['no plan'];
  const operators = operatorsOf(plan);
  const faults = operators.filter((operator) => /Scan/.test(operator));
  if (!MAY_EXPAND.has(name)) faults.push(...operators.filter((operator) => /Expand/.test(operator)));
  if (!WRITE_ONLY.test(name) && !operators.some((operator) => /Seek/.test(operator))) faults.push('no seek');
  return faults;
}
