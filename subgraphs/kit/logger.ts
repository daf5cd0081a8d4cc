// The log of the subgraphs: JSON lines on standard error.
import { pino } from 'pino';

/** What a subgraph needs of a logger; pino's fits. */
export interface Logger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** A logger that names the subgraph in each line. */
export function createLogger(name: string): Logger {
  return pino({ name, level: 'warn' }, pino.destination({ dest: 2, sync: false }));
}
