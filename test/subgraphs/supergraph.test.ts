// The supergraph: what is composed of the generated schemas, and what every part of it must have.
import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { generatedFiles, isStale } from '../../cli/verbs/generate.ts';
import { registry } from '../../core/entity-types.ts';

interface SupergraphConfig {
  readonly subgraphs: Record<string, { readonly routing_url: string; readonly schema: { readonly file: string } }>;
}

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const config = parseYaml(read('supergraph.yaml')) as SupergraphConfig;
const composed = composeServices(
  Object.entries(config.subgraphs).map(([name, { routing_url, schema }]) => ({
    name,
    url: routing_url,
    typeDefs: parse(read(schema.file)),
  })),
);
const api = composed.schema?.toAPISchema().toGraphQLJSSchema();
const publicTypes = Object.values(api?.getTypeMap() ?? {}).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

describe('the supergraph', () => {
  it('composes of the files that supergraph.yaml names', () => {
    expect(Object.keys(config.subgraphs)).toEqual(['records', 'graph', 'search']);
    expect(composed.errors ?? []).toEqual([]);
    expect(api).toBeDefined();
  });

  it('has no key without the moment', () => {
    const keys = [...(composed.supergraphSdl ?? '').matchAll(/@join__type\(graph: (\w+), key: "([^"]*)"/g)];
    const ofEntities = keys.filter(([, , fields]) => fields === 'id moment');
    expect(ofEntities).toHaveLength(3 * registry.types.length);
    // A difference has two moments; records and graph each know a part of it.
    const others = keys.filter((key) => !ofEntities.includes(key)).map(([, graph, fields]) => [graph, fields]);
    expect(others).toEqual(['GRAPH', 'RECORDS'].map((graph) => [graph, 'id type from to']));
  });

  it('shows everything of an entity in the interface', () => {
    const entity = api?.getType('Entity');
    const fieldsOf = (type: unknown): string[] =>
      (isInterfaceType(type) || isObjectType(type) ? Object.values(type.getFields()) : []).map((f) => {
        const args = f.args.map((a) => `${a.name}: ${a.type} = ${JSON.stringify(a.defaultValue)}`);
        return `${f.name}(${args.join(', ')}): ${f.type}`;
      });
    // What all types have in common, but for their open attributes.
    const [first = [], ...others] = registry.types.map(({ name }) => fieldsOf(api?.getType(name)));
    const common = first.filter((field) => others.every((fields) => fields.includes(field)));
    expect(fieldsOf(entity).sort()).toEqual(common.filter((field) => field !== 'attributes(): JSON').sort());
    expect(isInterfaceType(entity) && api?.getPossibleTypes(entity).map(String).sort()).toEqual(
      registry.types.map(({ name }) => name).sort(),
    );
  });

  it('lets every root field and every field that crosses stores be null', () => {
    const query = Object.values(api?.getQueryType()?.getFields() ?? {});
    expect(query.length).toBeGreaterThan(2 * registry.types.length);
    expect(query.filter(({ type }) => String(type).endsWith('!')).map(({ name }) => name)).toEqual([]);
  });

  it('describes every type, field, argument and value', () => {
    expect(publicTypes.length).toBeGreaterThan(40);
    expect(publicTypes.flatMap(undescribed)).toEqual([]);
  });
});

describe('generated files', () => {
  it('are as they would be generated now', async () => {
    const stale = (await generatedFiles()).filter(isStale).map(({ path }) => path);
    expect(stale, 'run `npm run generate`').toEqual([]);
  });
});

function undescribed(type: GraphQLNamedType): string[] {
  const own = type.description ? [] : [type.name];
  if (isEnumType(type)) return [...own, ...without(type.getValues(), type.name)];
  if (isInputObjectType(type)) return [...own, ...without(Object.values(type.getFields()), type.name)];
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  const fields = Object.values(type.getFields());
  return [...own, ...without(fields, type.name), ...fields.flatMap((f) => without(f.args, `${type.name}.${f.name}`))];
}

const without = (parts: readonly { name: string; description?: string | null }[], of: string): string[] =>
  parts.filter(({ description }) => !description).map(({ name }) => `${of}.${name}`);
