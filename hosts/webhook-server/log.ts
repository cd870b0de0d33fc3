import { pino, type DestinationStream } from 'pino';

import type { ServerConfig } from './config.ts';

/** Notes what happened: codes and keys only, nothing personal. */
export type ServerLog = (
  message: string,
  details: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

/** What the owner of the server should look at. */
const warnings: ReadonlySet<string> = new Set([
  'webhook refused',
  'webhook not kept',
  'event given up',
  'event to be tried again',
  'job failed',
  'the database does not answer',
]);

/** A log of JSON lines, on the standard output by default. */
export function createLog(level: ServerConfig['logLevel'], destination?: DestinationStream): ServerLog {
  const options = { level, base: null, formatters: { level: (label: string) => ({ level: label }) } };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return (message, details) => {
    if (warnings.has(message)) logger.warn(details, message);
    else logger.info(details, message);
  };
}
