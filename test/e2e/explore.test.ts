// The exploring API in the supergraph: beside records in one operation, at one moment, for one tenant, and switched off.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, parseTenant } from '../../core/ids.ts';
import { formatInstant, type Instant, OPEN_END, parseInstant } from '../../core/instant.ts';
import { type RunningAsof, startAsof } from '../support/asof.ts';

const tenant = parseTenant(`explore-${newId()}`);
const [acme, dana, drives] = [newId(), newId(), newId()];
const open = { validFrom: parseInstant('2024-01-01T00:00:00.000001Z'), validTo: OPEN_END };

let asof: RunningAsof;
let first: Instant;

beforeAll(async () => {
  asof = await startAsof();
  const entity = (type: string, id: typeof acme, name: string) =>
    ({ kind: 'entity', entity: { type, id }, ...open, values: { fields: { name }, attributes: null } }) as const;
  const trusts = {
    kind: 'fact',
    id: drives,
    subject: { type: 'Customer', id: acme },
    object: { type: 'Driver', id: dana },
    ...open,
    values: { name: 'TRUSTS', fact: 'Acme trusts Dana.', episodes: [] },
  } as const;
  const drafts = [entity('Customer', acme, 'Acme'), entity('Driver', dana, 'Dana'), trusts];
  first = (await asof.committer.commit(tenant, 'test', drafts)).systemTime;
  await asof.committer.commit(tenant, 'test', [entity('Customer', acme, 'Acme Ltd'), { ...trusts, values: null }]);
});
afterAll(() => asof?.stop());

const QUERY = `query ($id: ID!, $key: String!) {
  customer(id: $id) { name moment facts { nodes { name validFrom } } }
  exploreEntities(where: {id: {eq: $key}}) { name factsOutConnection { edges { properties { name validFrom } node { name } } } }
}`;

describe('the exploring API', () => {
  it('answers beside records, at the operation’s moment', async () => {
    const asOf = { validTime: '2024-06-01', systemTime: formatInstant(first) };
    const asked = { tenant, variables: { id: acme, key: acme }, extensions: { asOf } };
    const before = await asof.query(QUERY, asked);
    const facts = { name: 'TRUSTS', validFrom: '2024-01-01T00:00:00.000001Z' };
    expect(before.errors).toBeUndefined();
    expect(before.data).toEqual({
      customer: {
        name: 'Acme',
        moment: `2024-06-01T00:00:00Z@${formatInstant(first)}`,
        facts: { nodes: [facts] },
      },
      exploreEntities: [
        { name: 'Acme', factsOutConnection: { edges: [{ properties: facts, node: { name: 'Dana' } }] } },
      ],
    });
    const now = await asof.query(QUERY, { tenant, variables: asked.variables });
    expect(now.data).toMatchObject({
      customer: { name: 'Acme Ltd', facts: { nodes: [] } },
      exploreEntities: [{ name: 'Acme Ltd', factsOutConnection: { edges: [] } }],
    });
  });

  it('counts a page of it like any other in the budget of an operation', async () => {
    const { errors } = await asof.query(
      '{ exploreEntitiesConnection(first: 1000) { edges { node { versionsConnection(first: 1000) { totalCount } } } } }',
      { tenant },
    );
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['REQUEST_TOO_LARGE']);
  });

  it('shows another tenant nothing of it', async () => {
    const { data } = await asof.query(QUERY, { tenant: 'explore-other', variables: { id: acme, key: acme } });
    expect(data).toEqual({ customer: null, exploreEntities: [] });
  });

  it('is not there when it is switched off', async () => {
    const without = await startAsof({ ASOF_EXPLORE: 'off' });
    const { errors } = await without.query('{ exploreEntities { id } }', { tenant });
    expect(errors?.[0]?.message).toMatch(/^Cannot query field "exploreEntities"/);
    await without.stop();
  });
});
