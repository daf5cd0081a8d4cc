// Composes subgraphs into one supergraph, and takes from it the schema that clients see.
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { type DocumentNode, type GraphQLError, parse, printSchema } from 'graphql';
import { AsofError } from '../core/errors.ts';

export interface SubgraphSchema {
  readonly name: string;
  /** Where a router finds it; part of the supergraph, but not called here. */
  readonly url: string;
  readonly sdl: string;
}

export interface Composition {
  readonly supergraphSdl: string;
  /** What deserves a look and does not stop anything. */
  readonly hints: readonly string[];
}

/**
 * Composes subgraphs.
 * @throws AsofError COMPOSITION_FAILED that lists every fault
 */
export function composeSupergraph(subgraphs: readonly SubgraphSchema[]): Composition {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parseSdl(name, sdl) }));
  const { supergraphSdl, errors, hints } = composeServices(services);
  if (errors !== undefined || supergraphSdl === undefined) throw failed((errors ?? []).map(describe));
  return { supergraphSdl, hints: hints.map((hint) => hint.toString()) };
}

/** The schema that clients see, as SDL: the supergraph without what only routers need. */
export function clientSchemaOf(supergraphSdl: string): string {
  return printSchema(Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema());
}

function parseSdl(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (cause) {
    throw failed([`[${name}] ${cause instanceof Error ? cause.message : String(cause)}`], cause);
  }
}

/** The federation code and where: composition knows the subgraph and the line of each fault. */
function describe(error: GraphQLError): string {
  const code = typeof error.extensions.code === 'string' ? `${error.extensions.code}: ` : '';
  return `${code}${error.message}`;
}

function failed(faults: readonly string[], cause?: unknown): AsofError {
  const list = faults.map((fault) => `  ${fault.replaceAll('\n', '\n  ')}`).join('\n');
  return new AsofError('COMPOSITION_FAILED', `The subgraphs do not make one supergraph:\n${list}`, {
    cause,
    details: { faults },
  });
}
