// What @neo4j/graphql makes of types.graphql: a schema of filters, orders, pages and aggregations that turns each query
// into one Cypher statement. Its names and scalars are the library's; schema.ts says what is shown of it.
import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';

const TYPES = readFileSync(new URL('./types.graphql', import.meta.url), 'utf8');

/** Texts are compared by code point; regular expressions stay off, since one can keep the server busy for ever. */
const STRING_FILTERS = { LT: true, LTE: true, GT: true, GTE: true, CASE_INSENSITIVE: true };

/** Forms of filters that the library keeps for older clients only. */
const WITHOUT_DEPRECATED = {
  mutationOperations: true,
  aggregationFilters: true,
  aggregationFiltersOutsideConnection: true,
  relationshipFilters: true,
  attributeFilters: true,
};

/** Makes the library's schema. Loading the library takes most of a second, so it is done when first needed. */
export async function makeLibrarySchema(): Promise<GraphQLSchema> {
  const { Neo4jGraphQL } = await import('@neo4j/graphql');
  const features = { filters: { String: STRING_FILTERS }, excludeDeprecatedFields: WITHOUT_DEPRECATED };
  return new Neo4jGraphQL({ typeDefs: TYPES, features }).getSchema();
}
