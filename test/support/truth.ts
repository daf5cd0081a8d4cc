// Temporal truth: random histories, read at random moments, equal a scan of what was stated. The same for every set-up
// of gateway and subgraphs.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { EntityValues, FactValues } from '../../core/commit.ts';
import { type Id, newId, parseTenant, type Tenant } from '../../core/ids.ts';
import { formatInstant, parseInstant } from '../../core/instant.ts';
import { formatMoment, type Moment } from '../../core/moment.ts';
import type { RunningAsof } from './asof.ts';
import { anyHistory, type Cast, draw, type History, newCast, pickMoments, randomFrom, Truth } from './histories.ts';
import { type Bounds, expectVisibleBounds } from './reads/bounds.ts';

const AT_ONCE = 4;
const MOMENTS = 12;

/** What writes, and what is read: the gateway of any set-up over the same stores. */
export type Subject = Pick<RunningAsof, 'query' | 'committer'>;

/** Lives that many random histories, each for a tenant of its own, and compares all that is read of them. */
export async function expectTruth(subject: Subject, histories: number): Promise<void> {
  const waiting = fc
    .sample(anyHistory, { numRuns: histories, seed: 20_261_124 })
    .map((history, index) => ({ history, index }));
  const seen = { entities: 0, absent: 0, facts: 0, similar: 0 };
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      await liveAndRead(subject, next.history, next.index, seen);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // A generator that makes nothing to see would prove nothing.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(histories * 5);
}

interface FactNode extends Bounds {
  id: Id;
  name: string;
  fact: string;
  subject: { id: string; __typename: string };
  object: { id: Id; __typename: string; name: string | null; moment: string };
}

interface EntityNode {
  id: Id;
  __typename: string;
  moment: string;
  name: string | null;
  tier?: string | null;
  creditLimit?: string | null;
  status?: string | null;
  weightKg?: number | null;
  customer?: { id: string; name: string } | null;
  driver?: { id: string; name: string } | null;
  version: Bounds;
  facts: { totalCount: number; nodes: FactNode[] };
  similar: { id: Id; name: string }[] | null;
}

const FRAGMENT = `fragment E on Entity {
  id __typename moment name version { validFrom validTo systemFrom systemTo }
  ... on Customer { tier creditLimit }
  ... on Driver { status }
  ... on Load { weightKg customer { id name } driver { id name } }
  similar(first: 3) { id name }
  facts(first: 20) { totalCount nodes {
    id name fact validFrom validTo systemFrom systemTo subject { id __typename } object { id __typename name moment }
  } }
}`;

async function liveAndRead(
  subject: Subject,
  history: History,
  seed: number,
  seen: Record<string, number>,
): Promise<void> {
  const tenant = parseTenant(`truth-${newId()}`);
  const cast = newCast();
  const truth = new Truth();
  for (const sketches of history) {
    const drafts = sketches.map((sketch) => draw(cast, sketch));
    const { systemTime } = await subject.committer.commit(tenant, 'test', drafts);
    truth.state(drafts, systemTime);
  }
  const moments = pickMoments(truth, MOMENTS, randomFrom(seed));
  for (let m = 0; m < moments.length; m += SIDES.length) {
    const pair = moments.slice(m, m + SIDES.length);
    const data = await readPair(subject, tenant, cast, pair);
    for (const [index, side] of SIDES.entries()) {
      const at = new AtMoment(truth, cast, pair[index] as Moment, seen);
      for (const [e, entity] of cast.entities.entries()) {
        at.checkEntity(entity.id, data[`${side}e${e}`] as EntityNode | null);
      }
      at.checkList('Customer', data[`${side}customers`] as { totalCount: number; nodes: { id: Id; name: string }[] });
    }
  }
}

const SIDES = ['a', 'b'] as const;

/** One operation for every history and pair of moments, so that it is planned once. */
const OPERATION = (() => {
  const ids = newCast().entities.map((_, e) => `$e${e}: ID!`);
  const fields = SIDES.flatMap((side) => [
    ...ids.map((_, e) => `${side}e${e}: entity(id: $e${e}, at: $${side}) { ...E }`),
    `${side}customers: customers(first: 10, orderBy: [{field: name}], at: $${side}) { totalCount nodes { id name } }`,
  ]);
  return `query (${ids.join(', ')}, $a: AsOf!, $b: AsOf!) { ${fields.join('\n')} } ${FRAGMENT}`;
})();

/** Reads every entity of the cast, and a list, at two moments side by side. */
async function readPair(
  subject: Subject,
  tenant: Tenant,
  cast: Cast,
  pair: readonly Moment[],
): Promise<Record<string, unknown>> {
  const ids = Object.fromEntries(cast.entities.map((entity, e) => [`e${e}`, entity.id]));
  const moments = SIDES.map((side, m) => {
    const { validTime, systemTime } = pair[m] as Moment;
    return [side, { validTime: formatInstant(validTime), systemTime: formatInstant(systemTime) }];
  });
  const response = await subject.query(OPERATION, { tenant, variables: { ...ids, ...Object.fromEntries(moments) } });
  expect(response.errors).toBeUndefined();
  return response.data ?? {};
}

/** The checks of what was answered at one moment. */
class AtMoment {
  readonly #truth: Truth;
  readonly #cast: Cast;
  readonly #moment: Moment;
  readonly #seen: Record<string, number>;

  constructor(truth: Truth, cast: Cast, moment: Moment, seen: Record<string, number>) {
    this.#truth = truth;
    this.#cast = cast;
    this.#moment = moment;
    this.#seen = seen;
  }

  checkEntity(id: Id, node: EntityNode | null): void {
    const values = this.#entity(id);
    if (values === null) {
      this.#count('absent');
      expect(node).toBeNull();
      return;
    }
    this.#count('entities');
    expect(node).not.toBeNull();
    if (node === null) return;
    expect(node.moment).toBe(formatMoment(this.#moment));
    expect(node.name).toBe(this.#name(id));
    for (const field of ['tier', 'creditLimit', 'status', 'weightKg'] as const) {
      if (field in node) expect(node[field]).toEqual(values.fields[field] ?? null);
    }
    for (const field of ['customer', 'driver'] as const) {
      if (field in node) this.#checkReference(values.fields[field] as Id | null, node[field] ?? null);
    }
    expectVisibleBounds(this.#truth, id, node.version, this.#moment);
    this.#checkFacts(id, node.facts);
    this.#checkSimilar(id, node.similar);
  }

  checkList(type: string, list: { totalCount: number; nodes: { id: Id; name: string }[] }): void {
    const expected = this.#cast.entities
      .filter((entity) => entity.type === type && this.#entity(entity.id) !== null)
      .map((entity) => ({ id: entity.id, name: this.#name(entity.id) ?? '' }))
      .sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1));
    expect(list.nodes).toEqual(expected);
    expect(list.totalCount).toBe(expected.length);
  }

  #checkReference(target: Id | null, node: { id: string; name: string } | null): void {
    const visible = target !== null && this.#entity(target) !== null;
    expect(node).toEqual(visible ? { id: target, name: this.#name(target) } : null);
  }

  #checkFacts(id: Id, facts: EntityNode['facts']): void {
    const expected = this.#cast.facts
      .filter((fact) => fact.subject.id === id || fact.object.id === id)
      .filter((fact) => this.#truth.at(fact.id, this.#moment) !== null);
    expect(facts.nodes.map((node) => node.id).sort()).toEqual(expected.map((fact) => fact.id).sort());
    expect(facts.totalCount).toBe(expected.length);
    const order = facts.nodes.map((node) => [parseInstant(node.validFrom), node.id] as const);
    expect(order).toEqual([...order].sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? 1 : -1)));
    for (const node of facts.nodes) {
      const fact = expected.find((candidate) => candidate.id === node.id);
      const values = this.#truth.at(node.id, this.#moment) as FactValues;
      expect(node).toMatchObject({ name: values.name, fact: values.fact });
      expect(node.subject).toEqual({ id: fact?.subject.id, __typename: fact?.subject.type });
      const name = this.#name(node.object.id);
      expect(node.object).toEqual({
        id: fact?.object.id,
        __typename: fact?.object.type,
        name,
        moment: formatMoment(this.#moment),
      });
      expectVisibleBounds(this.#truth, node.id, node, this.#moment);
      this.#count('facts');
    }
  }

  #checkSimilar(id: Id, similar: EntityNode['similar']): void {
    const others = this.#cast.entities.filter((entity) => entity.id !== id && this.#entity(entity.id) !== null);
    expect(similar).toHaveLength(Math.min(3, others.length));
    for (const node of similar ?? []) {
      expect(others.map((entity) => entity.id)).toContain(node.id);
      expect(node.name).toBe(this.#name(node.id));
      this.#count('similar');
    }
  }

  #entity(id: Id): EntityValues | null {
    return this.#truth.at(id, this.#moment) as EntityValues | null;
  }

  #name(id: Id): string | null {
    const fields = this.#entity(id)?.fields;
    return (fields?.name ?? fields?.reference ?? null) as string | null;
  }

  #count(what: string): void {
    this.#seen[what] = (this.#seen[what] ?? 0) + 1;
  }
}
