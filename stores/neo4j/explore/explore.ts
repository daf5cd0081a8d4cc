// Reads of the graph by generated Cypher: each statement is guarded, for one tenant and at one moment.

import { LRUCache } from 'lru-cache';
import neo4j from 'neo4j-driver';
import { OPEN_END } from '../../../core/instant.ts';
import type { Moment } from '../../../core/moment.ts';
import type { ReadScope } from '../../../core/reads.ts';
import type { Neo4jClient } from '../client.ts';
import { groupOf } from '../graphiti.ts';
import type { Parameter, Parameters } from '../parameters.ts';
import { inOneParameter } from '../queries.ts';
import { guard } from './guard.ts';
import { ELEMENTS, GUARD_PARAMETERS } from './rules.ts';

/** Runs generated Cypher for a tenant at a moment. */
export interface GraphExploration {
  /**
   * Runs one statement that reads.
   * @param statement patterns as @neo4j/graphql generates them; what each may match is added here
   * @returns its rows, columns in order
   * @throws AsofError STORE_UNAVAILABLE, STORE_TIMEOUT
   */
  run(
    scope: ReadScope,
    moment: Moment,
    statement: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Statements differ by shape only, since values are parameters. */
const STATEMENTS_MAX = 500;
const STATEMENTS_LENGTH_MAX = 10_000_000;

/** The exploration over a client. */
export function graphExploration(client: Neo4jClient): GraphExploration {
  const guarded = new LRUCache<string, string>({
    max: STATEMENTS_MAX,
    maxSize: STATEMENTS_LENGTH_MAX,
    sizeCalculation: (text, statement) => text.length + statement.length,
  });
  return {
    run(scope, moment, statement, parameters) {
      const text = guarded.get(statement) ?? inOneParameter(guard(statement, ELEMENTS));
      guarded.set(statement, text);
      return client.read(text, { ...toParameters(parameters), ...guardParameters(scope, moment) });
    },
  };
}

function guardParameters({ tenant, dead }: ReadScope, { validTime, systemTime }: Moment): Parameters {
  return {
    [GUARD_PARAMETERS.tenant]: tenant,
    [GUARD_PARAMETERS.group]: groupOf(tenant),
    [GUARD_PARAMETERS.validTime]: validTime,
    [GUARD_PARAMETERS.systemTime]: systemTime,
    [GUARD_PARAMETERS.dead]: [...dead],
    [GUARD_PARAMETERS.openEnd]: OPEN_END,
  };
}

/** Parameters of the library are values of the driver's, among them its integers. */
function toParameters(parameters: Readonly<Record<string, unknown>>): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, toParameter(value)]));
}

function toParameter(value: unknown): Parameter {
  if (neo4j.isInt(value)) return value.toNumber();
  if (Array.isArray(value)) return value.map(toParameter);
  if (typeof value === 'object' && value !== null) return toParameters(value as Record<string, unknown>);
  return value as Parameter;
}
