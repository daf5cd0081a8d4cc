// How the verbs that serve something read where they are to listen.
import { InvalidArgumentError } from 'commander';

const PORT_MAX = 65_535;

/** Reads the value of `--port`; 0 lets the system choose. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= PORT_MAX) return port;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${PORT_MAX}.`);
}

/** Reads the value of `--host`. */
export function parseHost(text: string): string {
  if (/^[A-Za-z0-9.:_-]{1,253}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be an address or a name, without a port.');
}
