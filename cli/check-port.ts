// Finds out that a port is taken before anything is started that would have to be stopped again.
import { createServer } from 'node:net';
import { AsofError } from '../core/errors.ts';

/** @throws AsofError SETUP_FAILED when the port cannot be had */
export async function checkPort({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'another program has it; choose a free one' : cause.message;
      reject(new AsofError('SETUP_FAILED', `Port ${port} of ${host} cannot be had: ${reason}.`, { cause }));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
