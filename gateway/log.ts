// The log: lines for people on a terminal, JSON elsewhere.
import { type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from './config.ts';

/** @param stream where a terminal would be; by default standard output */
export function openLog({ log: { level } }: Config, stream: NodeJS.WriteStream = process.stdout): Logger {
  const options = { level, base: null };
  if (!stream.isTTY) return pino(options, stream);
  return pino(options, PinoPretty({ colorize: true, translateTime: 'HH:MM:ss.l', destination: stream, sync: true }));
}
