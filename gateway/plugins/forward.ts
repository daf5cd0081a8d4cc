// Passes the client's headers that the operator named on to every subgraph. It comes first: what Asof sends itself wins.
import type { Config } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';

export function forward({ forwardHeaders }: Config): GatewayPlugin {
  return {
    name: 'forward',
    context({ clientHeaders, subgraphHeaders }) {
      for (const name of forwardHeaders) {
        const value = clientHeaders[name];
        if (value !== undefined) subgraphHeaders[name] = value;
      }
    },
  };
}
