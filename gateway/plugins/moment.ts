// Fixes the moment of an operation, once, and tells it to every subgraph and to the client.
import type { FormattedExecutionResult } from 'graphql';
import { AsofError } from '../../core/errors.ts';
import { HEADERS } from '../../core/headers.ts';
import { formatInstant, type Instant, parseInstant } from '../../core/instant.ts';
import type { Moment } from '../../core/moment.ts';
import type { Now } from '../../core/now.ts';
import type { GatewayContext } from '../context.ts';
import type { GatewayPlugin } from '../plugin.ts';
import { refusal } from './errors.ts';
import { isIntrospection } from './introspection.ts';

const WARNINGS_MAX = 20;

/** What a request asks for, each axis on its own: the extension comes before the header. */
interface Asked extends Partial<Moment> {
  /** Read at least what was known then: wait for it. */
  readonly minSystemTime?: Instant;
}

/**
 * @param now null for a gateway that follows no ledger: it then passes on what was asked for, and subgraphs read at
 *   their own now
 */
export function moment(now: Now | null): GatewayPlugin {
  return {
    name: 'moment',
    apollo: {
      async requestDidStart() {
        return {
          async didResolveOperation({ contextValue: context, request, operation }) {
            if (!operation || isIntrospection(operation)) return;
            try {
              const asked = readAsked(context, request.extensions?.asOf);
              context.moment = now ? await fix(now, context, asked) : asked;
              tellSubgraphs(context, now ? undefined : asked.minSystemTime);
            } catch (error) {
              throw error instanceof AsofError ? refusal(error) : error;
            }
          },
          async willSendResponse({ contextValue: context, response: { body } }) {
            if (body.kind === 'single') tellClient(context, body.singleResult);
          },
        };
      },
    },
  };
}

/** @throws AsofError SYSTEM_TIME_IN_FUTURE, SYSTEM_TIME_NOT_REACHED, STORE_UNAVAILABLE */
async function fix(now: Now, context: GatewayContext, asked: Asked): Promise<Moment> {
  let reading = await now.read(context.tenant);
  const { validTime, systemTime, minSystemTime } = asked;
  const needed = Math.max(systemTime ?? reading.systemTime, minSystemTime ?? reading.systemTime) as Instant;
  if (needed > reading.systemTime) {
    await now.reach(context.tenant, needed);
    reading = await now.read(context.tenant);
  }
  if (reading.warning !== null) context.warnings.add(reading.warning);
  return { validTime: validTime ?? reading.validTime, systemTime: systemTime ?? reading.systemTime };
}

/** @throws AsofError INSTANT_INVALID, INSTANT_OUT_OF_RANGE */
function readAsked({ clientHeaders }: GatewayContext, extension: unknown): Asked {
  const { validTime, systemTime } = readExtension(extension);
  const read = (text: string | undefined): Instant | undefined => (text === undefined ? undefined : parseInstant(text));
  return {
    validTime: read(validTime ?? clientHeaders[HEADERS.validTime]),
    systemTime: read(systemTime ?? clientHeaders[HEADERS.systemTime]),
    minSystemTime: read(clientHeaders[HEADERS.minSystemTime]),
  };
}

function readExtension(extension: unknown): { validTime?: string; systemTime?: string } {
  if (extension === undefined || extension === null) return {};
  const malformed = (what: string): AsofError =>
    new AsofError(
      'INSTANT_INVALID',
      `${what}; send {"asOf": {"validTime": "2024-03-01T09:30:00Z", "systemTime": …}}, either or both.`,
    );
  if (typeof extension !== 'object' || Array.isArray(extension)) throw malformed('The extension “asOf” is no object');
  const axes: { validTime?: string; systemTime?: string } = {};
  for (const [name, value] of Object.entries(extension)) {
    if (name !== 'validTime' && name !== 'systemTime')
      throw malformed(`The extension “asOf” has no “${name.slice(0, 40)}”`);
    if (value === null) continue;
    if (typeof value !== 'string') throw malformed(`“asOf.${name}” in the extensions is no text`);
    axes[name] = value;
  }
  return axes;
}

function tellSubgraphs(
  { moment: { validTime, systemTime }, subgraphHeaders }: GatewayContext,
  min: Instant | undefined,
): void {
  if (validTime !== undefined) subgraphHeaders[HEADERS.validTime] = formatInstant(validTime);
  if (systemTime !== undefined) subgraphHeaders[HEADERS.systemTime] = formatInstant(systemTime);
  if (min !== undefined) subgraphHeaders[HEADERS.minSystemTime] = formatInstant(min);
}

/** Says which moment was used, so that the read can be repeated exactly, and what should be known about it. */
function tellClient(context: GatewayContext, result: FormattedExecutionResult): void {
  const asOf = momentUsed(context);
  for (const { extensions } of context.subgraphExtensions) takeWarnings(context.warnings, extensions.warnings);
  const warnings = [...context.warnings].slice(0, WARNINGS_MAX);
  if (Object.keys(asOf).length > 0) result.extensions = { ...result.extensions, asOf };
  if (warnings.length > 0) result.extensions = { ...result.extensions, warnings };
}

/** Each axis as the gateway fixed it; where it did not, as the subgraphs say that they did. */
function momentUsed({ subgraphHeaders, subgraphExtensions, warnings }: GatewayContext): Record<string, string> {
  const used: Record<string, string> = {};
  for (const axis of ['validTime', 'systemTime'] as const) {
    const fixed = subgraphHeaders[HEADERS[axis]];
    const told =
      fixed === undefined ? subgraphExtensions.map(({ extensions }) => axisOf(extensions.asOf, axis)) : [fixed];
    const [first, ...others] = new Set(told.filter((text) => text !== undefined));
    if (first !== undefined) used[axis] = first;
    if (others.length > 0) warnings.add(`The subgraphs read at a ${axis} of their own each; the first one’s is shown.`);
  }
  return used;
}

function axisOf(asOf: unknown, axis: keyof Moment): string | undefined {
  if (typeof asOf !== 'object' || asOf === null) return undefined;
  const text = (asOf as Partial<Record<keyof Moment, unknown>>)[axis];
  return typeof text === 'string' ? text : undefined;
}

function takeWarnings(warnings: Set<string>, sent: unknown): void {
  if (!Array.isArray(sent)) return;
  for (const warning of sent) if (typeof warning === 'string') warnings.add(warning);
}
