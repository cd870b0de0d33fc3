import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { CliError } from '../cli-error.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { handlerNames, isHandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';

/** Returns the handler with that name; throws CliError with the nearest name as a suggestion. */
export function requireHandler(name: string): HandlerName {
  if (isHandlerName(name)) return name;
  const message = `There is no handler ${name}. See node bin/order-events.js event list.`;
  throw new CliError('unknown-handler', message, { suggestion: nearest(name, handlerNames) });
}
