// Entities as they travel between subgraphs: identity and moment. Resolves what Federation asks for by key.
import type { EntityRef } from '../../core/commit.ts';
import { AsofError } from '../../core/errors.ts';
import { type Id, parseId } from '../../core/ids.ts';
import { type Instant, OPEN_END } from '../../core/instant.ts';
import { type Moment, parseMoment } from '../../core/moment.ts';
import type { Registry } from '../../core/registry.ts';

/** An entity of the schema, by its key; its fields are loaded when they are asked for. */
export interface EntitySource {
  readonly __typename: string;
  readonly id: Id;
  readonly moment: Moment;
}

/** What changed of an entity between two moments, by its key; each subgraph knows its own part. */
export interface DiffSource {
  readonly __typename: 'EntityDiff';
  readonly id: Id;
  /** The entity's type. */
  readonly type: string;
  readonly from: Moment;
  readonly to: Moment;
}

/** More representations than this in one request are refused. */
const REPRESENTATIONS_MAX = 50_000;

export const entityAt = (ref: EntityRef, moment: Moment): EntitySource => ({
  __typename: ref.type,
  id: ref.id,
  moment,
});

/** The end of an interval as the schema shows it: null when it is open. */
export const endOf = (end: Instant): Instant | null => (end === OPEN_END ? null : end);

/**
 * The resolver of `_entities`. The one that @apollo/subgraph brings fails all representations when one is bad; here
 * each bad one is an error of its own. An entity is there whether it is visible at the moment or not, because a fact's
 * subject and object always are; then its fields are null.
 * @throws AsofError REQUEST_TOO_LARGE
 */
export function entitiesResolver(registry: Registry) {
  return (_root: unknown, { representations }: { readonly representations: readonly unknown[] }) => {
    if (representations.length > REPRESENTATIONS_MAX) {
      const message = `${representations.length} representations are more than the ${REPRESENTATIONS_MAX} of one request.`;
      throw new AsofError('REQUEST_TOO_LARGE', message);
    }
    const momentOf = momentReader();
    return representations.map((representation) => {
      try {
        return readRepresentation(registry, representation, momentOf);
      } catch (error) {
        // graphql-js reports an Error in a list as that item's error.
        return error;
      }
    });
  };
}

function readRepresentation(
  registry: Registry,
  representation: unknown,
  momentOf: (text: string) => Moment,
): EntitySource | DiffSource {
  const { __typename, id, moment, ...rest } = Object(representation) as Record<string, unknown>;
  if (__typename === 'EntityDiff') {
    return {
      __typename,
      type: registry.get(text(rest.type, 'TYPE_UNKNOWN', 'type')).name,
      id: parseId(text(id, 'ID_INVALID', 'id')),
      from: momentOf(text(rest.from, 'MOMENT_INVALID', 'from')),
      to: momentOf(text(rest.to, 'MOMENT_INVALID', 'to')),
    };
  }
  const type = registry.get(text(__typename, 'TYPE_UNKNOWN', '__typename'));
  return {
    __typename: type.name,
    id: parseId(text(id, 'ID_INVALID', 'id')),
    moment: momentOf(text(moment, 'MOMENT_INVALID', 'moment')),
  };
}

/** Reads moments; those of one request are mostly one and the same. */
function momentReader(): (text: string) => Moment {
  const known = new Map<string, Moment>();
  return (momentText) => {
    const moment = known.get(momentText) ?? parseMoment(momentText);
    known.set(momentText, moment);
    return moment;
  };
}

function text(value: unknown, code: 'TYPE_UNKNOWN' | 'ID_INVALID' | 'MOMENT_INVALID', name: string): string {
  if (typeof value === 'string') return value;
  throw new AsofError(code, `A representation has no ${name}, or one that is no text.`);
}
