// Answers only requests that are addressed to a name of this gateway: a page of a stranger whose name was pointed at
// this machine (DNS rebinding) would otherwise count as same-origin.
import { AsofError } from '../../core/errors.ts';
import { hostName, isLoopback } from '../../core/host-names.ts';
import type { Config } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';

export function hosts({ server: { allowedHosts } }: Config): GatewayPlugin {
  const allowed = new Set(allowedHosts);
  return {
    name: 'hosts',
    http(app) {
      if (allowed.has('*')) return;
      app.use((request, _response, next) => {
        const host = hostName(request.headers.host);
        if (host !== undefined && (isLoopback(host) || allowed.has(host))) return next();
        next(
          new AsofError(
            'FORBIDDEN',
            `The request is addressed to “${(host ?? '').slice(0, 100)}”, which is no name of this gateway; operators list its names in ASOF_ALLOWED_HOSTS.`,
          ),
        );
      });
    },
  };
}
