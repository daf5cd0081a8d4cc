// Reads the plan of every statement of the read side on stores that are full: nothing may look through a whole table.
import type { Stores } from '../../cli/open-stores.ts';
import type { Tenant } from '../../core/ids.ts';
import type { Moment } from '../../core/moment.ts';
import type { FilterOperator, Order } from '../../core/reads.ts';
import type { EntityType, Field } from '../../core/registry.ts';
import { loadQuery } from '../../stores/neo4j/queries.ts';
import { FILTER_OPERATORS } from '../../stores/postgres/filter.ts';
import { at, busyCustomer, entityCount, type Size, TYPES, valuesOf } from './company.ts';
import { CYPHER_PARAMETERS, cypherNames, faultsOf, seeksOf } from './cypher-plans.ts';
import { ask, OPERATIONS } from './operations.ts';
import { statementsOf } from './sent-statements.ts';
import { type SqlPlan, sqlPlansOf } from './sql-plans.ts';
import type { Ways } from './ways.ts';

export interface PlanReport {
  /** How many plans were read. */
  readonly count: number;
  /** What is wrong, one line each. */
  readonly faults: readonly string[];
  /** What goes by which index, for people. */
  readonly lines: readonly (readonly [what: string, paths: string])[];
}

/** Late enough for all entities to be there; what is asked for lies after what is known, the harder case. */
const MOMENT: Moment = { validTime: at(45_000), systemTime: at(40_000) };
const BEFORE: Moment = { validTime: at(35_000), systemTime: at(38_000) };

export async function readPlans(ways: Ways, stores: Stores, tenant: Tenant, size: Size): Promise<PlanReport> {
  const parts = [
    await readCypherFiles(ways),
    await readOperations(ways, size),
    await readLists(ways, stores, tenant, size),
  ];
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    faults: parts.flatMap(({ faults }) => faults),
    lines: parts.flatMap(({ lines }) => lines),
  };
}

/** All statements that are kept as files, as the graph's tests read their plans, too. */
async function readCypherFiles(ways: Ways): Promise<PlanReport> {
  const faults: string[] = [];
  for (const name of cypherNames) {
    const plan = await ways.explainCypher(loadQuery(name), CYPHER_PARAMETERS);
    faults.push(...faultsOf(name, plan).map((fault) => `${name}: ${fault}`));
  }
  return { count: cypherNames.length, faults, lines: [] };
}

/** What each operation really sends to either store. */
async function readOperations(ways: Ways, size: Size): Promise<PlanReport> {
  const asked = { customer: busyCustomer(0), other: entityCount(size) - 1, moment: MOMENT, before: BEFORE };
  const faults: string[] = [];
  const lines: (readonly [string, string])[] = [];
  let count = 0;
  for (const operation of OPERATIONS) {
    const { sql, cypher } = await statementsOf(() => ask(ways, operation, asked));
    const plans = await sqlPlansOf(ways, operation.name, sql);
    if (!operation.readsAll) faults.push(...scansOf(plans));
    const seeks: string[] = [];
    for (const { text, parameters } of cypher) {
      const plan = await ways.explainCypher(text, parameters);
      faults.push(...faultsOf('', plan).map((fault) => `${operation.name}: ${fault}`));
      if (plan) seeks.push(...seeksOf(plan));
    }
    count += sql.length + cypher.length;
    const paths = [...plans.flatMap((plan) => plan.paths), ...seeks];
    const rows = plans.reduce((sum, plan) => sum + plan.rows, 0);
    lines.push([operation.name, `${[...new Set(paths)].join(', ')}; ${rows} rows of tables`]);
  }
  return { count, faults, lines };
}

/** Lists by every condition and every order; those of one kind are counted together. */
async function readLists(ways: Ways, stores: Stores, tenant: Tenant, size: Size): Promise<PlanReport> {
  const scope = { tenant, dead: stores.postgres.now.dead(tenant) };
  const counts = new Map<string, Map<string, number>>();
  const rowsMax = new Map<string, number>();
  const faults: string[] = [];
  let count = 0;
  for (const { name, kind, type, filter, order } of lists(size)) {
    const query = { moment: MOMENT, filter, order, first: 20, after: null };
    const { sql } = await statementsOf(() => stores.postgres.reads.list(scope, type, query));
    const plans = await sqlPlansOf(ways, name, sql);
    faults.push(...scansOf(plans));
    count += plans.length;
    const ofKind = counts.get(kind) ?? new Map<string, number>();
    for (const index of new Set(plans.flatMap(({ indexes }) => indexes))) {
      const shown = shownIndex(type, filter?.field ?? order[0]?.field, index);
      ofKind.set(shown, (ofKind.get(shown) ?? 0) + 1);
    }
    counts.set(kind, ofKind);
    rowsMax.set(kind, Math.max(rowsMax.get(kind) ?? 0, ...plans.map(({ rows }) => rows)));
  }
  const lines = [...counts].map(([kind, ofKind]) => {
    const paths = [...ofKind].map(([path, n]) => `${path} ${n}`).join(', ');
    return [kind, `${paths}; at most ${rowsMax.get(kind)} rows`] as const;
  });
  return { count, faults, lines };
}

const scansOf = (plans: readonly SqlPlan[]): readonly string[] =>
  plans.flatMap(({ from, scans }) => scans.map((path) => `${from}: ${path}`));

/** An index by what it is to a field, so that those of all types can be counted together. */
function shownIndex(type: EntityType, fieldName: string | undefined, index: string | null): string {
  if (index === null) return 'whole table';
  const column = type.fields.find(({ name }) => name === fieldName)?.column;
  const suffix = index.replaceAll(`${type.table}_`, '');
  return suffix === column ? 'the field’s index' : suffix === 'pkey' ? 'primary key' : suffix;
}

/** All lists with one condition or one order that a type has. */
function lists(size: Size): readonly ListPlan[] {
  return TYPES.flatMap((type, place) => {
    const { fields } = valuesOf(size, place, 0);
    return type.fields.flatMap((field): ListPlan[] => [
      ...FILTER_OPERATORS[field.kind].flatMap((operator) => {
        const filter = { field: field.name, operator, value: operandOf(operator, fields[field.name]) };
        const kind = `filter ${operator}`;
        return isPlain(field)
          ? [{ name: `${type.name}.${field.name} ${operator}`, kind, type, filter, order: [] }]
          : [];
      }),
      ...(['ASC', 'DESC'] as const).flatMap((direction) =>
        isPlain(field)
          ? [
              {
                name: `${type.name} by ${field.name} ${direction}`,
                kind: `order ${direction}`,
                type,
                filter: null,
                order: [{ field: field.name, direction }],
              },
            ]
          : [],
      ),
    ]);
  });
}

interface ListPlan {
  readonly name: string;
  /** Which lists are counted together. */
  readonly kind: string;
  readonly type: EntityType;
  readonly filter: { readonly field: string; readonly operator: FilterOperator; readonly value: unknown } | null;
  readonly order: readonly Order[];
}

const isPlain = ({ kind }: Field): boolean => kind !== 'json' && kind !== 'strings';

function operandOf(operator: FilterOperator, value: unknown): unknown {
  if (operator === 'isNull') return true;
  return operator === 'in' ? [value] : value;
}
