// One data source for every subgraph, in process or over HTTP: the moment's headers, deadlines, and how trouble shows.
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Logger } from 'pino';
import { AsofError } from '../core/errors.ts';
import type { SubgraphRequest, SubgraphResponse } from '../core/subgraph.ts';
import type { GatewayContext } from './context.ts';
import { keepResult, placeErrors } from './error-paths.ts';
import { type Distinct, distinct, spread, spreadPath } from './representations.ts';
import { type TimeLimit, type Transport, unavailable } from './transport.ts';
import { unanswered } from './unanswered.ts';

type GatewayAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;

export class SubgraphDataSource implements GraphQLDataSource {
  readonly #name: string;
  readonly #transport: Transport;
  readonly #timeoutMs: number;
  readonly #log: Logger;
  /** The log tells when a subgraph goes away and when it is back, not each request in between. */
  #away = false;

  constructor(name: string, transport: Transport, timeoutMs: number, log: Logger) {
    this.#name = name;
    this.#transport = transport;
    this.#timeoutMs = timeoutMs;
    this.#log = log;
  }

  async process(options: GraphQLDataSourceProcessOptions): Promise<GatewayAnswer> {
    const { query = '', variables, operationName } = options.request;
    // Of the gateway's own calls, which have an empty context, this project makes none.
    const context = options.context as GatewayContext;
    const representations: unknown = variables?.representations;
    const few = Array.isArray(representations) ? distinct(representations) : undefined;
    const request: SubgraphRequest = {
      query,
      variables: few ? { ...variables, representations: few.representations } : variables,
      operationName,
      headers: context.subgraphHeaders,
    };
    const answer = await this.#answer(request, context);
    if (answer.extensions) context.subgraphExtensions.push({ subgraph: this.#name, extensions: answer.extensions });
    const whole = few ? restore(answer, few) : answer;
    if (!Array.isArray(representations)) keepResult(context.result, whole.data);
    const path = 'pathInIncomingRequest' in options ? options.pathInIncomingRequest : undefined;
    const placed =
      Array.isArray(representations) && path ? placeErrors(whole, representations, context.result, path) : whole;
    return placed as GatewayAnswer;
  }

  async #answer(request: SubgraphRequest, context: GatewayContext): Promise<SubgraphResponse> {
    try {
      const answer = await this.#transport.send(request, this.#timeLimit(context));
      checkEntities(this.#name, request, answer);
      if (this.#away) this.#noteBack();
      return answer;
    } catch (error) {
      if (!(error instanceof AsofError)) throw error;
      if (error.code === 'SUBGRAPH_UNAVAILABLE') this.#noteAway(error);
      return { data: null, errors: unanswered(request, error) };
    }
  }

  /** What is left of the request's time, or the subgraph's own limit when that is over sooner. */
  #timeLimit({ deadlineMs }: GatewayContext): TimeLimit {
    const leftMs = Math.ceil(deadlineMs - performance.now());
    const outOfTime = (): AsofError =>
      new AsofError('REQUEST_TIMEOUT', 'The request’s time was over before this could be read.');
    if (leftMs <= 0) throw outOfTime();
    if (leftMs < this.#timeoutMs) return { ms: leftMs, error: outOfTime };
    return { ms: this.#timeoutMs, error: () => unavailable(this.#name, `did not answer within ${this.#timeoutMs} ms`) };
  }

  #noteAway(error: AsofError): void {
    if (this.#away) return;
    this.#away = true;
    this.#log.warn({ subgraph: this.#name, where: this.#transport.where, err: error }, error.message);
  }

  #noteBack(): void {
    this.#away = false;
    this.#log.info({ subgraph: this.#name }, `The subgraph “${this.#name}” answers again.`);
  }
}

/** One entity for each representation, or the answer cannot be told from another's. */
function checkEntities(name: string, { variables }: SubgraphRequest, { data }: SubgraphResponse): void {
  const asked = variables?.representations;
  if (!Array.isArray(asked) || !data) return;
  const entities = data._entities;
  const got = Array.isArray(entities) ? entities.length : 'no';
  if (got !== asked.length)
    throw unavailable(name, `answered with ${got} entities for ${asked.length} representations`);
}

/** An answer about distinct representations, as if all of them had been asked for. */
function restore({ data, errors, extensions }: SubgraphResponse, few: Distinct): SubgraphResponse {
  const entities = data?._entities;
  return {
    data: Array.isArray(entities) ? { ...data, _entities: spread(entities, few) } : data,
    errors: errors?.flatMap((error) => {
      const { message, extensions: details } = error;
      return error.path ? spreadPath(error.path, few).map((path) => ({ message, path, extensions: details })) : [error];
    }),
    extensions,
  };
}
