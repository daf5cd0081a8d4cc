// Three subgraphs as anybody writes them, each behind a server of its own: a shop's catalogue, its people, its stock.
// Nothing of this project is in them: graphql-js over node:http, and Apollo Server.
import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { GraphQLError, type GraphQLSchema, graphql, parse } from 'graphql';

export type PlainName = 'catalog' | 'people' | 'stock';

/** A request as it arrived. */
export interface Arrived {
  readonly subgraph: PlainName;
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface PlainServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject"])`;

const CATALOG = `${LINK}
interface Product @key(fields: "sku") { sku: ID! title: String! price: Int! weight: Int }
type Book implements Product @key(fields: "sku") { sku: ID! title: String! price: Int! weight: Int pages: Int isbn: String }
type Lamp implements Product @key(fields: "sku") { sku: ID! title: String! price: Int! weight: Int watts: Int }
type Shelf { label: String! products: [Product!]! }
union Hit = Book | Lamp | Shelf
type Query { product(sku: ID!): Product products: [Product!]! search(text: String!): [Hit] }
type Mutation { rename(sku: ID!, title: String!): Product discontinue(sku: ID!): Product }`;

const PEOPLE = `${LINK}
type User @key(fields: "id") { id: ID! name: String! @shareable email: String reviews: [Review!]! }
type Review { id: ID! stars: Int! author: User! product: Product! }
type Product @key(fields: "sku") @interfaceObject { sku: ID! reviews: [Review!]! rating: Float }
type Query { me: User users: [User!]! }
type Mutation { review(sku: ID!, stars: Int!): Review }`;

const STOCK_FIELDS = `sku: ID! weight: Int @external
  inStock: Int shipping: Int @requires(fields: "weight") lastBuyer: User @provides(fields: "name")`;
const STOCK = `${LINK}
type Book @key(fields: "sku") { ${STOCK_FIELDS} }
type Lamp @key(fields: "sku") { ${STOCK_FIELDS} }
type User @key(fields: "id") { id: ID! name: String! @external }
type Query { warehouse: String }
type Mutation { reserve(sku: ID!, count: Int!): Int }`;

const PRODUCTS = [
  { __typename: 'Book', sku: 'b1', title: 'Dune', price: 12, weight: 400, pages: 612 },
  { __typename: 'Lamp', sku: 'l1', title: 'Anglepoise', price: 90, weight: 2_000, watts: 9 },
  { __typename: 'Book', sku: 'b2', title: 'Emma', price: 8, weight: null, pages: 474 },
];
const USERS = [
  { id: 'u1', name: 'Ada', email: 'ada@example.com' },
  { id: 'u2', name: 'Bob', email: null },
];
const REVIEWS = [
  { id: 'r1', stars: 5, author: { id: 'u1' }, product: { sku: 'b1' } },
  { id: 'r2', stars: 2, author: { id: 'u2' }, product: { sku: 'l1' } },
  { id: 'r3', stars: 4, author: { id: 'u1' }, product: { sku: 'l1' } },
];

type Sku = { readonly sku: string };
const productOf = ({ sku }: Sku) => PRODUCTS.find((product) => product.sku === sku) ?? null;
const userOf = ({ id }: { id: string }) => USERS.find((user) => user.id === id) ?? null;

/** The shop: what arrived at its subgraphs, what its mutations did, and the servers, to be started and stopped. */
export class Shop {
  readonly arrived: Arrived[] = [];
  /** What mutations did, in the order in which they ended. */
  readonly journal: string[] = [];

  /** @param port 0 for any free one */
  start(name: PlainName, port = 0): Promise<PlainServer> {
    if (name === 'people') return this.#startApollo(schemaOf(PEOPLE, this.#people()), port);
    const schema = name === 'catalog' ? schemaOf(CATALOG, this.#catalog()) : schemaOf(STOCK, this.#stock());
    return this.#startPlain(name, schema, port);
  }

  /** What arrived since the last time that it was asked for. */
  take(): readonly Arrived[] {
    return this.arrived.splice(0);
  }

  /** The later it comes in a mutation the less it takes: side by side they would end in another order. */
  async #do(what: string, ms: number): Promise<void> {
    await sleep(ms);
    this.journal.push(what);
  }

  #catalog() {
    const resolve = { __resolveReference: productOf };
    return {
      Query: {
        product: (_: unknown, { sku }: Sku) => productOf({ sku }),
        products: () => PRODUCTS,
        search: () => [
          { ...PRODUCTS[0] },
          { __typename: 'Shelf', label: 'Window', products: PRODUCTS.slice(1) },
          { ...PRODUCTS[1] },
        ],
      },
      Mutation: {
        rename: async (_: unknown, { sku, title }: Sku & { title: string }) => {
          await this.#do(`rename ${sku}`, 60);
          return { ...productOf({ sku }), title };
        },
        discontinue: () => {
          throw new GraphQLError('It still sells.', { extensions: { code: 'STILL_SELLS', since: 1965 } });
        },
      },
      Product: { ...resolve, __resolveType: (product: { __typename: string }) => product.__typename },
      Book: {
        ...resolve,
        isbn: () => {
          throw new Error('The register of books is closed.');
        },
      },
      Lamp: resolve,
    };
  }

  #people() {
    const reviewsBy = (is: (review: (typeof REVIEWS)[number]) => boolean) => REVIEWS.filter(is);
    return {
      Query: { me: () => USERS[0], users: () => USERS },
      Mutation: {
        review: async (_: unknown, { sku, stars }: Sku & { stars: number }) => {
          await this.#do(`review ${sku}`, 30);
          return { id: 'r9', stars, author: { id: 'u2' }, product: { sku } };
        },
      },
      User: {
        __resolveReference: userOf,
        name: ({ id }: { id: string }) => userOf({ id })?.name,
        email: ({ id }: { id: string }) => {
          if (id === 'u1') return userOf({ id })?.email;
          throw new GraphQLError('Only Bob may see that.', { extensions: { code: 'FORBIDDEN', owner: id } });
        },
        reviews: ({ id }: { id: string }) => reviewsBy(({ author }) => author.id === id),
      },
      Product: {
        __resolveReference: ({ sku }: Sku) => ({ sku }),
        reviews: ({ sku }: Sku) => reviewsBy(({ product }) => product.sku === sku),
        rating: () => {
          throw new TypeError('stars is not iterable');
        },
      },
    };
  }

  #stock() {
    const item = {
      inStock: ({ sku }: Sku) => {
        if (sku === 'l1')
          throw new GraphQLError('The lamps were not counted.', { extensions: { code: 'NOT_COUNTED' } });
        return 3;
      },
      shipping: ({ weight }: { weight: number | null }) => (weight === null ? null : weight / 100),
      lastBuyer: () => ({ __typename: 'User', id: 'u2', name: 'Bob, as the stock knows him' }),
    };
    return {
      Query: { warehouse: () => 'Leeds' },
      Mutation: {
        reserve: async (_: unknown, { sku, count }: Sku & { count: number }) => {
          await this.#do(`reserve ${sku}`, 5);
          return count;
        },
      },
      Book: item,
      Lamp: item,
    };
  }

  /** As small as a server can be: whatever arrives is executed, errors have no code of their own. */
  async #startPlain(subgraph: PlainName, schema: GraphQLSchema, port: number): Promise<PlainServer> {
    const server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { query, variables = {} } = JSON.parse(Buffer.concat(chunks).toString());
      this.arrived.push({ subgraph, headers: request.headers, query, variables });
      const answer = await graphql({ schema, source: query, variableValues: variables });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const { port: taken } = server.address() as AddressInfo;
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    return { port: taken, url: `http://127.0.0.1:${taken}/`, close };
  }

  async #startApollo(schema: GraphQLSchema, port: number): Promise<PlainServer> {
    const server = new ApolloServer({
      schema,
      includeStacktraceInErrorResponses: true,
      plugins: [
        ApolloServerPluginInlineTraceDisabled(),
        {
          requestDidStart: async ({ request: { query = '', variables = {}, http: sent } }) => {
            const headers = Object.fromEntries(sent?.headers ?? []);
            this.arrived.push({ subgraph: 'people', headers, query, variables });
          },
        },
      ],
    });
    const { url } = await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
    return { port: Number(new URL(url).port), url, close: () => server.stop() };
  }
}

function schemaOf(sdl: string, resolvers: object): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as GraphQLResolverMap<unknown> }]);
}
