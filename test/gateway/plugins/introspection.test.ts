// The schema, as tools ask for it.
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { startTestGateway } from '../support.ts';

const gateway = await startTestGateway();
afterAll(() => gateway.stop());

describe('introspection', () => {
  it('answers all that a tool may ask, and shows no federation machinery', async () => {
    const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true });
    const schema = buildClientSchema((await gateway.data(query)) as unknown as IntrospectionQuery);
    expect(schema.getType('Thing')).toBeDefined();
    expect(schema.getQueryType()?.getFields()).not.toHaveProperty('_entities');
  });

  it('asks no subgraph and tells no moment', async () => {
    const { body } = await gateway.post({
      query: 'query Q($n: String!) { a: __type(name: $n) { name } __typename }',
      variables: { n: 'Thing' },
    });
    expect(body).toEqual({ data: { a: { name: 'Thing' }, __typename: 'Query' } });
    expect(gateway.things.requests).toEqual([]);
  });

  it('refuses wrong variables with 400', async () => {
    const { status, body } = await gateway.post({
      query: 'query Q($n: String!) { __type(name: $n) { name } }',
      variables: {},
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', category: 'incorrect' });
  });

  it('stands beside other fields', async () => {
    expect(await gateway.data('{ __type(name: "Thing") { name } notes }')).toEqual({
      __type: { name: 'Thing' },
      notes: ['a', 'b'],
    });
  });
});
