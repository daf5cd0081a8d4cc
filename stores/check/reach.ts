// Whether anything listens where a store is said to be, asked of the network alone, so that what fails later is the store's.
import { connect } from 'node:net';
import { isLoopback } from '../../core/host-names.ts';
import type { StoreReport, Trouble } from '../../core/store-report.ts';

export interface Place {
  /** What is expected there, such as “PostgreSQL”. */
  readonly program: string;
  /** The variable that says where it is. */
  readonly variable: string;
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** Says whether something listens at a place. */
export async function checkReachable(place: Place, report: StoreReport): Promise<boolean> {
  const code = await tryConnect(place);
  if (code === undefined) report.ok('reachable', `something listens at ${addressOf(place)}`);
  else report.fault('reachable', describeUnreachable(code, place));
  return code === undefined;
}

export const addressOf = ({ host, port }: Pick<Place, 'host' | 'port'>): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** Undefined once connected, else why not. */
function tryConnect({ host, port, timeoutMs }: Place): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (code: string | undefined): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(code);
    };
    const timer = setTimeout(() => end('TIMEOUT'), timeoutMs);
    socket.once('connect', () => end(undefined));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'UNKNOWN'));
  });
}

function describeUnreachable(code: string, place: Place): Trouble {
  const { program, variable, host, port, timeoutMs } = place;
  const address = addressOf(place);
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        found: `the name ${host} cannot be resolved`,
        remedy: `Correct the host in ${variable}, or the name service of this machine.`,
        command: `getent hosts ${host}`,
      };
    case 'ECONNREFUSED':
      return {
        found: `nothing listens at ${address}`,
        remedy: `Start ${program} there, or correct host and port in ${variable}${isLoopback(host) ? '' : '; it must listen on that address, not on loopback alone'}.`,
      };
    case 'TIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        found: `no answer from ${address} within ${timeoutMs} ms`,
        remedy: `Let this machine through to port ${port} (firewall, security group, VPN), or correct ${variable}.`,
        command: `nc -vz ${host} ${port}`,
      };
    default:
      return { found: `${address} cannot be reached (${code})`, remedy: `Correct host and port in ${variable}.` };
  }
}
