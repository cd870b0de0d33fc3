import { pino, type DestinationStream } from 'pino';

import type { ServerConfig } from './config.ts';

/** Writes a log entry: codes and keys only, no personal data. */
export type ServerLog = (
  message: string,
  details: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

/** Messages that need the operator's attention, logged as warnings. */
const warnings: ReadonlySet<string> = new Set([
  'webhook refused',
  'webhook not kept',
  'event given up',
  'event will be tried again',
  'job failed',
  'the database does not answer',
]);

/** Creates a log of JSON lines, written to standard output by default. */
export function createLog(level: ServerConfig['logLevel'], destination?: DestinationStream): ServerLog {
  const options = { level, base: null, formatters: { level: (label: string) => ({ level: label }) } };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return (message, details) => {
    if (warnings.has(message)) logger.warn(details, message);
    else logger.info(details, message);
  };
}
