// Same moment, same answer: reads recorded with the moment they were made at give the same bytes after any later write.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, parseTenant } from '../../core/ids.ts';
import { formatInstant } from '../../core/instant.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';
import { anyHistory, draw, newCast, pickMoments, randomFrom, Truth } from '../support/histories.ts';

const READS = 1_000;
const tenant = parseTenant(`repeat-${newId()}`);

let asof: RunningAsof;
beforeAll(async () => {
  asof = await startAsof();
});
afterAll(() => asof?.stop());

const FRAGMENT = `fragment E on Entity { id moment name version { validFrom validTo systemFrom systemTo }
  facts(first: 5) { totalCount nodes { id fact validFrom validTo systemFrom systemTo object { id name } } pageInfo { endCursor } }
  similar(first: 3) { id name } }`;

interface Recorded {
  readonly text: string;
  readonly body: string;
  readonly at: { validTime: string; systemTime: string };
}

describe('a read at a fixed moment', () => {
  it(`gives the same bytes: ${READS} reads, repeated after corrections`, async () => {
    const cast = newCast();
    const truth = new Truth();
    const [first, second] = fc.sample(anyHistory, { numRuns: 2, seed: 7 });
    const live = async (history: typeof first): Promise<void> => {
      for (const sketches of history ?? []) {
        const drafts = sketches.map((sketch) => draw(cast, sketch));
        truth.state(drafts, (await asof.committer.commit(tenant, 'test', drafts)).systemTime);
      }
    };

    await live(first);
    const roots = [
      ...cast.entities.map((entity) => `entity(id: "${entity.id}") { ...E }`),
      'loads(first: 3, orderBy: [{field: weightKg, direction: DESC}]) { totalCount nodes { ...E customer { name } } pageInfo { endCursor } }',
      'search(text: "customer 7", first: 4) { edges { score node { id name } } pageInfo { endCursor hasNextPage } }',
    ];
    const recorded: Recorded[] = [];
    const moments = pickMoments(truth, READS, randomFrom(1));
    for (const [index, moment] of moments.entries()) {
      const root = roots[index % roots.length] ?? '';
      const text = `{ ${root} } ${root.includes('...E') ? FRAGMENT : ''}`;
      // A fifth of the reads name no moment: they are made now, and repeated at the moment that the response names.
      const at = { validTime: formatInstant(moment.validTime), systemTime: formatInstant(moment.systemTime) };
      recorded.push(await record(text, index % 5 === 0 ? undefined : at));
    }

    await live(second);
    let different = 0;
    for (const { text, body, at } of recorded) if ((await record(text, at)).body !== body) different += 1;
    expect(different).toBe(0);
    // And the later history did change what is read now.
    expect((await record(recorded[0]?.text ?? '', undefined)).body).not.toBe(recorded[0]?.body);
  }, 300_000);
});

async function record(text: string, at: Recorded['at'] | undefined): Promise<Recorded> {
  const response = await asof.query(text, { tenant, ...(at && { extensions: { asOf: at } }) });
  expect(response.errors).toBeUndefined();
  return { text, body: JSON.stringify(response.data), at: response.extensions?.asOf as Recorded['at'] };
}
