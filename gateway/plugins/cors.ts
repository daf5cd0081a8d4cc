// Lets Apollo Sandbox and pages of this machine read answers, in demo mode only.
import corsMiddleware from 'cors';
import { HEADERS } from '../../core/headers.ts';
import { hostName, isLoopback } from '../../core/host-names.ts';
import type { Config } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';

const SANDBOX = 'https://studio.apollographql.com';

const REQUEST_HEADERS = [
  'content-type',
  'authorization',
  'x-api-key',
  'x-request-id',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'apollographql-client-name',
  'apollographql-client-version',
  'apollo-query-plan-experimental',
  'apollo-query-plan-experimental-format',
  ...Object.values(HEADERS),
];

export function cors({ mode, forwardHeaders }: Config): GatewayPlugin {
  return {
    name: 'cors',
    http(app) {
      if (mode !== 'demo') return;
      app.use((request, response, next) => {
        // A browser asks this before a public page may call a private address.
        const wanted = request.headers['access-control-request-private-network'] === 'true';
        if (wanted && isAllowedOrigin(request.headers.origin)) {
          response.setHeader('access-control-allow-private-network', 'true');
        }
        next();
      });
      app.use(
        corsMiddleware({
          origin: (origin, decide) => decide(null, isAllowedOrigin(origin)),
          methods: ['GET', 'POST'],
          allowedHeaders: [...new Set([...REQUEST_HEADERS, ...forwardHeaders])],
          exposedHeaders: ['x-request-id'],
          maxAge: 600,
        }),
      );
    },
  };
}

/** Sandbox, or a page that this machine serves on any port. */
export function isAllowedOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return false;
  if (origin === SANDBOX) return true;
  const match = /^https?:\/\/(.+)$/.exec(origin);
  const host = hostName(match?.[1]);
  return host !== undefined && isLoopback(host);
}
