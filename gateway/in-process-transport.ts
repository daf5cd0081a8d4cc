// The road to a subgraph in this process: a call.
import type { Subgraph } from '../core/subgraph.ts';
import type { Transport } from './transport.ts';

export function inProcessTransport(subgraph: Subgraph): Transport {
  return {
    where: 'in process',
    async send(request, limit) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(limit.error()), limit.ms);
      });
      try {
        return await Promise.race([subgraph.handle(request), late]);
      } finally {
        clearTimeout(timer);
      }
    },
    close() {},
  };
}
