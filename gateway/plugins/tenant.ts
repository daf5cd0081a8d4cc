// Whose data a request reads: the configured tenant's; in demo mode, which is open anyway, the one that a header names.
import { AsofError } from '../../core/errors.ts';
import { HEADERS } from '../../core/headers.ts';
import { parseTenant } from '../../core/ids.ts';
import type { Config } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';

/** @param always whether subgraphs are told a tenant that nobody named; others' subgraphs know of none */
export function tenant({ mode, tenant: configured, tenantIsSet }: Config, always: boolean): GatewayPlugin {
  return {
    name: 'tenant',
    context(context) {
      const asked = context.clientHeaders[HEADERS.tenant];
      if (asked !== undefined) {
        const named = parseTenant(asked);
        if (mode !== 'demo' && named !== configured) {
          throw new AsofError('FORBIDDEN', `The header ${HEADERS.tenant} may choose a tenant in demo mode only.`);
        }
        context.tenant = named;
      }
      if (always || tenantIsSet || asked !== undefined) context.subgraphHeaders[HEADERS.tenant] = context.tenant;
    },
  };
}
