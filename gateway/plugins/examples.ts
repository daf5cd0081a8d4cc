// Queries to try, for the landing page and the terminal. None needs an id, so each works as it is.
import { type GraphQLSchema, parse, validate } from 'graphql';

export interface Example {
  readonly title: string;
  readonly about: string;
  readonly query: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    title: 'One query, every store',
    about: 'Records from PostgreSQL, facts from Neo4j, nearest neighbours from the vectors.',
    query: `query EveryStore {
  customers(first: 3) {
    totalCount
    edges {
      node {
        id
        moment
        name
        tier
        creditLimit
        facts(first: 3) {
          edges { node { name fact object { name } validFrom } }
        }
        similar(first: 3) { name }
      }
    }
  }
}`,
  },
  {
    title: 'Two moments, side by side',
    about: 'What was true on two days, as it is known now. Every field may be read at a moment of its own.',
    query: `query SideBySide {
  before: equipments(first: 5, at: { validTime: "2025-01-01" }) {
    edges { node { id unitNumber status homeTerminal } }
  }
  now: equipments(first: 5) {
    edges { node { id unitNumber status homeTerminal } }
  }
}`,
  },
  {
    title: 'Search, then travel',
    about: 'Search every entity’s text, and follow the facts of what was found.',
    query: `query Search {
  search(text: "refrigerated trailer", first: 5) {
    edges {
      score
      node {
        __typename
        id
        name
        facts(first: 2) { edges { node { fact validFrom validTo } } }
      }
    }
  }
}`,
  },
];

const ALWAYS: Example = {
  title: 'Does it answer?',
  about: 'The name of the root type.',
  query: 'query Ping {\n  __typename\n}',
};

/** The examples that a schema can answer: a gateway over other subgraphs offers none that would fail. */
export function examplesFor(schema: GraphQLSchema): readonly Example[] {
  const fitting = EXAMPLES.filter(({ query }) => validate(schema, parse(query)).length === 0);
  return fitting.length > 0 ? fitting : [ALWAYS];
}
