// What changed between two moments: of one entity, field by field with the steps that explain it; and which entities.
import { differences, kindOfDifference, stepsBetween } from '../../core/difference.ts';
import { AsofError } from '../../core/errors.ts';

import type { Moment } from '../../core/moment.ts';
import type { Changed, Way } from '../../core/record-queries.ts';
import type { EntityType, Registry } from '../../core/registry.ts';
import { boundsKnownAt, type DeadCommits } from '../../core/visibility.ts';
import {
  type Connection,
  connectionOf,
  type Edge,
  edge,
  pageSize,
  parsePositionBetween,
  positionBetween,
  readAfter,
} from '../kit/connection.ts';
import type { AsOfArgument } from '../kit/context.ts';
import { entityAt } from '../kit/entities.ts';
import { type FilterInput, readFilter } from './filter.ts';
import type { DiffStepResolvers, EntityDiffResolvers, FieldDiffResolvers } from './generated/resolvers.ts';
import { PAGE } from './list.ts';
import type { RecordSource, RecordsContext } from './loaders.ts';
import { shown } from './shown.ts';
import type { DiffStepSource, Ends, EntityDiffSource, FieldDiffSource } from './sources.ts';

/** The versions of a way have no bounds of dead commits any more. */
const NONE_DEAD: DeadCommits = new Set();

export interface DiffsArguments {
  readonly from: AsOfArgument;
  readonly to: AsOfArgument;
  readonly filter?: FilterInput | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** What changed of an entity; an axis that is left out is that of the entity's moment. */
export function diffOf(
  type: EntityType,
  { id, moment }: RecordSource,
  args: Pick<DiffsArguments, 'from' | 'to'>,
): EntityDiffSource {
  const at = ({ validTime, systemTime }: AsOfArgument): Moment => ({
    validTime: validTime ?? moment.validTime,
    systemTime: systemTime ?? moment.systemTime,
  });
  return { __typename: 'EntityDiff', id, type: type.name, from: at(args.from), to: at(args.to) };
}

/**
 * One page of the entities of a type that are not the same at both moments.
 * @throws AsofError PAGE_TOO_LARGE, FILTER_INVALID, ID_INVALID, CURSOR_INVALID, CURSOR_FOREIGN, CURSOR_MOMENT
 */
export async function listDiffs(
  type: EntityType,
  args: DiffsArguments,
  { request, reads }: RecordsContext,
): Promise<Connection<Edge<EntityDiffSource>>> {
  const first = pageSize(args.first, PAGE);
  const filter = readFilter(type, args.filter);
  const scope = [`${type.plural}Diff`, request.tenant, filter];
  const after = readAfter(scope, args.after, args.to, parsePositionBetween);
  if (after) checkFrom(args.from, after.position.from);
  const from = await request.momentAt(after?.position.from ?? args.from);
  const to = await request.momentAt(after?.moment ?? args.to);
  const query = { from, to, filter, first: Math.max(first, 1), after: after?.position.id ?? null };
  const page = await reads.diffs(request.scope(), type, query);
  return connectionOf(page, first, {
    scope,
    moment: to,
    hasPreviousPage: after !== undefined,
    positionOf: ({ id }: Changed) => positionBetween(from, id),
    edgeOf: ({ id, ...ends }, makeCursor) =>
      edge<EntityDiffSource>({ __typename: 'EntityDiff', id, type: type.name, from, to, ends }, makeCursor),
  });
}

/** Resolvers of a difference and its parts. */
export function diffResolvers(registry: Registry) {
  const endsOf = async ({ id, from, to, ends, ...diff }: EntityDiffSource, context: RecordsContext): Promise<Ends> => {
    if (ends) return ends;
    const read = (moment: Moment) => context.loaders.version(registry.get(diff.type), { id, moment });
    const [before, after] = await Promise.all([read(from), read(to)]);
    return { before, after };
  };
  const endOf = ({ type, id }: EntityDiffSource, moment: Moment, version: Ends['before']): RecordSource | null =>
    version && { ...entityAt({ type, id }, moment), version };
  const known = new WeakMap<Way, DiffStepSource[]>();
  /** Worked out once for a way, however many fields of it are asked for their steps. */
  const stepsOf = async (diff: EntityDiffSource, context: RecordsContext): Promise<DiffStepSource[]> => {
    const type = registry.get(diff.type);
    const way = await context.loaders.way(type, diff);
    const steps = known.get(way) ?? (way.isComplete ? makeSteps(type, way, diff) : []);
    known.set(way, steps);
    return steps;
  };
  const makeSteps = (type: EntityType, way: Way, diff: EntityDiffSource): DiffStepSource[] => {
    // What was learned after both moments is not shown.
    const knownAt = diff.from.systemTime > diff.to.systemTime ? diff.from.systemTime : diff.to.systemTime;
    return stepsBetween(type, way.versions, diff.from, diff.to).map((step) => ({
      ...step,
      version: step.version && boundsKnownAt(step.version, knownAt, NONE_DEAD),
      type,
    }));
  };

  const entityDiff: Pick<EntityDiffResolvers, 'kind' | 'before' | 'after' | 'fields' | 'steps' | 'stepsComplete'> = {
    kind: async (diff, _args, context) => {
      const { before, after } = await endsOf(diff, context);
      return kindOfDifference(registry.get(diff.type), before, after);
    },
    before: async (diff, _args, context) => endOf(diff, diff.from, (await endsOf(diff, context)).before),
    after: async (diff, _args, context) => endOf(diff, diff.to, (await endsOf(diff, context)).after),
    fields: async (diff, _args, context) => {
      const { before, after } = await endsOf(diff, context);
      return differences(registry.get(diff.type), before, after).map((difference) => ({ ...difference, diff }));
    },
    steps: async (diff, { first }, context) => (await stepsOf(diff, context)).slice(0, pageSize(first, PAGE)),
    stepsComplete: async (diff, _args, context) =>
      (await context.loaders.way(registry.get(diff.type), diff)).isComplete,
  };
  const fieldDiff: Pick<FieldDiffResolvers, 'before' | 'after' | 'steps'> = {
    before: ({ kind, before }: FieldDiffSource) => shown(kind, before),
    after: ({ kind, after }: FieldDiffSource) => shown(kind, after),
    steps: async ({ diff, field }, { first }, context) => {
      const steps = (await stepsOf(diff, context)).filter(({ fields }) => fields.includes(field));
      return steps.slice(0, pageSize(first, PAGE));
    },
  };
  const diffStep: Pick<DiffStepResolvers, 'version'> = {
    version: ({ type, version, moment }) => version && { type, version, moment },
  };
  return { EntityDiff: entityDiff, FieldDiff: fieldDiff, DiffStep: diffStep };
}

/** @throws AsofError CURSOR_MOMENT when `from` names another moment than the cursor's */
function checkFrom(asked: AsOfArgument, from: Moment): void {
  const differs = (['validTime', 'systemTime'] as const).some((axis) => (asked[axis] ?? from[axis]) !== from[axis]);
  if (differs) throw new AsofError('CURSOR_MOMENT', 'The cursor looks from its own moment, and “from” names another.');
}
