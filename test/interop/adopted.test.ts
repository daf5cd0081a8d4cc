// A graph that graphiti-core wrote before Asof came: adopted, it answers as a scan of the list of its edges does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptInto } from '../../cli/adopt-graphiti.ts';
import { registry } from '../../core/entity-types.ts';
import { type Id, newId, parseTenant } from '../../core/ids.ts';
import { formatInstant, type Instant, parseInstant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import { type GraphitiEdgeTimes, isGraphitiFactVisible } from '../../core/visibility.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { randomFrom } from '../support/histories.ts';
import { clock, idOf, newEdge, newEntity, newEpisode, newMention } from './elements.ts';
import { type GraphitiEdge, type GraphitiEntity, GraphitiProcess, graphitiMissing } from './graphiti-process.ts';

const missing = graphitiMissing();
if (missing) console.warn(`Skipped: adopting what Graphiti wrote. ${missing}`);

const ENTITIES = 60;
const EDGES = 600;
const MOMENTS = 2_000;
const MOMENTS_PER_OPERATION = 100;
const SEED = Number(process.env.ASOF_TEST_SEED ?? 20_260_301);
const DAY = 86_400_000_000;
/** Types of the registry, one that it does not know, several at once, none. */
const LABELS = [['Customer'], ['Driver'], ['Load'], ['Depot'], ['Person', 'Driver'], []] as const;

const tenant = parseTenant(`test-${newId()}`);
const random = randomFrom(SEED);
const start = clock();
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
/** An instant so many days from now, to the microsecond. */
const between = (first: number, last: number): Instant =>
  Math.round(start + (first + random() * (last - first)) * DAY) as Instant;

interface Fact {
  readonly id: Id;
  readonly ends: readonly string[];
  readonly times: GraphitiEdgeTimes;
}

let asof: RunningAsof;
let graphiti: GraphitiProcess;
let entities: readonly GraphitiEntity[];
let facts: readonly Fact[];

describe.skipIf(missing)(`a graph of Graphiti's (seed ${SEED})`, () => {
  beforeAll(async () => {
    graphiti = new GraphitiProcess();
    await graphiti.buildIndices();
    entities = Array.from({ length: ENTITIES }, (_, n) =>
      newEntity(tenant, `Entity ${n}`, {
        labels: LABELS[n % LABELS.length] ?? [],
        created_at: formatInstant(between(-400, -300)),
        attributes: { number: n },
      }),
    );
    const edges = Array.from({ length: EDGES }, (_, n) => anyEdge(n));
    await graphiti.save('entity', entities.slice(0, ENTITIES / 2));
    await graphiti.saveBulk({ entities: entities.slice(ENTITIES / 2) });
    await graphiti.save('edge', edges.slice(0, EDGES / 4));
    await graphiti.saveBulk({ edges: edges.slice(EDGES / 4) });
    await contradictSome(edges);
    // What Graphiti itself says of its edges is what counts: it stamped the ends that it found.
    facts = (await graphiti.get('edge', { group: tenant })).map(factOf);
    asof = await startAsof();
  });
  afterAll(() => Promise.all([asof?.stop(), graphiti?.stop()]));

  it('is adopted once, whole', async () => {
    const episode = newEpisode(tenant, 'Handbook', { created_at: formatInstant(between(-400, -300)) });
    const [mentioned] = entities;
    if (mentioned) await graphiti.saveBulk({ episodes: [episode], mentions: [newMention(episode, mentioned)] });
    const adopted = await adoptInto({ stores: asof.stores, tenant });
    expect(adopted).toMatchObject({ outcome: 'adopted', report: { mode: 'bootstrap' } });
    if (!('report' in adopted)) return;
    expect(adopted.report.read).toEqual({ nodes: ENTITIES, edges: facts.length, episodes: 1 });
    expect(adopted.report.unknownLabels).toEqual({ Depot: ENTITIES / 6, Person: ENTITIES / 6 });
    expect(await adoptInto({ stores: asof.stores, tenant })).toMatchObject({ outcome: 'before' });
  });

  it(`shows the facts of an entity at ${MOMENTS} moments as a scan of the list does`, async () => {
    const asked = Array.from({ length: MOMENTS }, (_, n) => {
      const entity = pick(entities);
      return { entity, moment: n % 2 === 0 ? besideBounds(entity) : anyMoment() };
    });
    const counts = { seen: 0, absent: 0 };
    for (let n = 0; n < MOMENTS; n += MOMENTS_PER_OPERATION) {
      const part = asked.slice(n, n + MOMENTS_PER_OPERATION);
      const answer = await asof.query(operation(part), { tenant });
      expect(answer.errors).toBeUndefined();
      for (const [index, { entity, moment }] of part.entries()) {
        const shown = answer.data?.[`at${index}`] as { name: string; facts: { nodes: { id: Id }[] } } | null;
        const at = `${entity.name} (${entity.uuid}) at ${formatInstant(moment.validTime)}@${formatInstant(moment.systemTime)}`;
        const expected = scan(entity, moment);
        expect(shown?.facts.nodes.map(({ id }) => id).sort() ?? null, at).toEqual(expected);
        if (shown) expect(shown.name, at).toBe(entity.name);
        counts.seen += expected?.length ?? 0;
        counts.absent += expected === null ? 1 : 0;
      }
    }
    // Or the moments would have shown nothing.
    expect(counts.seen).toBeGreaterThan(MOMENTS);
    expect(counts.absent).toBeGreaterThan(0);
  });

  it('finds an entity by the uuid that Graphiti gave it', async () => {
    const scope = { tenant, dead: new Set<never>() };
    const keys = entities.map(({ uuid }) => ({ source: 'neo4j', type: null, externalId: uuid }));
    const found = await asof.stores.postgres.reads.lookup(scope, keys);
    expect(found.map((entity) => entity?.id)).toEqual(entities.map(idOf));
    expect(found.map((entity) => entity?.type)).toEqual(entities.map(typeOf));
  });
});

/** Every pattern of nulls in turn; ends that were known late, that lie ahead, that come before the beginning. */
function anyEdge(n: number): GraphitiEdge {
  const [hasValid, hasInvalid, hasExpired, hasReference] = [1, 2, 4, 8].map((bit) => (n & bit) !== 0);
  const createdAt = between(-300, -10);
  const validAt = between(-600, 30);
  const expiredAt = pick([createdAt, (createdAt + 1) as Instant, between(-9, -1), between(-9, -1)]);
  const invalidAt = pick([(validAt + 1) as Instant, between(-500, 0), between(-10, 200), between(-10, 200)]);
  const ends = n % 50 === 0 ? sameEnds() : ([pick(entities), pick(entities)] as const);
  return newEdge(tenant, pick(['KNOWS', 'SUPPLIES', 'OWES']), ends, {
    created_at: formatInstant(createdAt),
    valid_at: hasValid ? formatInstant(validAt) : null,
    invalid_at: hasInvalid ? formatInstant(invalidAt) : null,
    expired_at: hasExpired ? formatInstant(expiredAt) : null,
    reference_time: hasReference ? formatInstant(between(-600, 30)) : null,
  });
}

function sameEnds(): readonly [GraphitiEntity, GraphitiEntity] {
  const entity = pick(entities);
  return [entity, entity];
}

/** Edges that Graphiti ends itself, by its own rule and clock. */
async function contradictSome(edges: readonly GraphitiEdge[]): Promise<void> {
  const open = edges.filter((edge) => edge.valid_at !== null && edge.invalid_at === null && edge.expired_at === null);
  for (const edge of open.slice(0, 10)) {
    const better = newEdge(tenant, edge.name, [endOf(edge.source_node_uuid), endOf(edge.target_node_uuid)], {
      valid_at: formatInstant(between(31, 60)),
      created_at: formatInstant((clock() - 60_000_000) as Instant),
    });
    expect(await graphiti.contradict(better, [edge.uuid])).toHaveLength(1);
  }
}

const endOf = (uuid: string): GraphitiEntity => entities.find((entity) => entity.uuid === uuid) as GraphitiEntity;

function factOf(edge: GraphitiEdge): Fact {
  const time = (text: string | null): Instant | null => (text === null ? null : parseInstant(text));
  return {
    id: idOf(edge),
    ends: [edge.source_node_uuid, edge.target_node_uuid],
    times: {
      createdAt: parseInstant(edge.created_at),
      expiredAt: time(edge.expired_at),
      validAt: time(edge.valid_at),
      invalidAt: time(edge.invalid_at),
      referenceTime: time(edge.reference_time),
    },
  };
}

/** The ids of the facts by the rule, or null before the entity itself was known. */
function scan(entity: GraphitiEntity, moment: Moment): Id[] | null {
  if (parseInstant(entity.created_at) > moment.systemTime) return null;
  return facts
    .filter(({ ends, times }) => ends.includes(entity.uuid) && isGraphitiFactVisible(times, moment))
    .map(({ id }) => id)
    .sort();
}

const anyMoment = (): Moment => ({ validTime: between(-650, 250), systemTime: between(-420, 0) });

/** On both axes exactly at a bound of a fact of the entity's, or one microsecond beside it. */
function besideBounds(entity: GraphitiEntity): Moment {
  const times = facts.filter(({ ends }) => ends.includes(entity.uuid)).map((fact) => fact.times);
  const valid = times.flatMap((t) => [t.validAt ?? t.referenceTime ?? t.createdAt, t.invalidAt ?? []].flat());
  const system = [parseInstant(entity.created_at), ...times.flatMap((t) => [t.createdAt, t.expiredAt ?? []].flat())];
  const beside = (bounds: readonly Instant[]): Instant => (pick(bounds) + Math.floor(random() * 3) - 1) as Instant;
  return { validTime: beside(valid.length > 0 ? valid : system), systemTime: beside(system) };
}

/** The first of the labels that is a type's. */
const typeOf = ({ labels }: GraphitiEntity): string => labels.find((label) => registry.find(label)) ?? 'OtherEntity';

function operation(asked: readonly { readonly entity: GraphitiEntity; readonly moment: Moment }[]): string {
  const fields = asked.map(({ entity, moment }, index) => {
    const { singular } = registry.get(typeOf(entity));
    const at = `{validTime: "${formatInstant(moment.validTime)}", systemTime: "${formatInstant(moment.systemTime)}"}`;
    return `at${index}: ${singular}(id: "${idOf(entity)}", at: ${at}) { name facts(first: 200) { nodes { id } } }`;
  });
  return `{ ${fields.join('\n')} }`;
}
