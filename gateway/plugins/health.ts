// Tells an orchestrator whether the process lives and whether it should get requests. Answers without key or host check,
// because probes have neither, and says nothing else.
import type { Now } from '../../core/now.ts';
import type { Config } from '../config.ts';
import type { GatewayPlugin } from '../plugin.ts';

/** @param isDraining whether the gateway has begun to stop */
export function health(config: Config, now: Now | null, isDraining: () => boolean): GatewayPlugin {
  return {
    name: 'health',
    http(app) {
      app.get('/health/live', (_request, response) => {
        response.json({ status: 'live' });
      });
      app.get('/health/ready', async (_request, response) => {
        const reason = isDraining() ? 'stopping' : await notReady(config, now);
        response
          .status(reason === null ? 200 : 503)
          .json(reason === null ? { status: 'ready' } : { status: 'not ready', reason });
      });
    },
  };
}

/** A ledger that cannot be read just now does not count: reads up to the last watermark go on. */
async function notReady(config: Config, now: Now | null): Promise<string | null> {
  try {
    await now?.read(config.tenant);
    return null;
  } catch {
    return 'the ledger was never read';
  }
}
