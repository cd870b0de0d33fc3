import type { Emulator } from '../../../emulator/emulator.ts';
import type { Invocation } from '../../../emulator/invocation.ts';
import { isJsonObject, valueAt } from '../../../src/backend/order-events/values/json-object.ts';
import { CliError } from '../cli-error.ts';
import { createClockSteering, parseClock, startOfClock } from './clock-setting.ts';
import { openLocalSite } from './local-site.ts';
import { openStatePlace, type StateOptions } from './state-place.ts';

const WEB_MODULE = 'backend/notifications.web.js';

/** Opens the site without an event, does the work, and closes it. */
export async function withLocalSite<Result>(
  root: string,
  { clock, ...state }: StateOptions & { readonly clock?: string | undefined },
  work: (emulator: Emulator) => Promise<Result>,
): Promise<Result> {
  const setting = parseClock(clock);
  const place = openStatePlace(root, state);
  const emulator = await openLocalSite({ root, place, startAt: startOfClock(setting, undefined) });
  try {
    createClockSteering(emulator.clock, setting)(undefined);
    return await work(emulator);
  } finally {
    emulator.close();
    place.remove();
  }
}

/** Calls a web method as the site's admin and gives its value; throws CliError when it refuses or fails. */
export async function callWebMethod(
  emulator: Emulator,
  name: string,
  args: readonly unknown[],
): Promise<{ readonly value: unknown; readonly invocation: Invocation }> {
  const invocation = await emulator.invokeWebMethod(WEB_MODULE, name, args, 'admin');
  const result = requireReturned(invocation);
  if (isJsonObject(result) && result['kind'] === 'ok') return { value: result['value'], invocation };
  const [reason, path] = [valueAt(result, 'reason'), valueAt(result, 'path')];
  if (typeof reason !== 'string')
    throw new CliError('failed', `${name} failed. The site's log says why.`, { exitCode: 1 });
  const where = typeof path === 'string' && path !== '' ? ` at ${path}` : '';
  throw new CliError('refused', `${name} refused${where}: ${reason}`, { exitCode: 1 });
}

/** What the site's code returned; throws CliError when it threw or stopped. */
export function requireReturned({ name, result }: Invocation): unknown {
  if (result.kind === 'returned') return result.value;
  const reason = result.kind === 'threw' ? `${result.error.name}: ${result.error.message}` : 'it stopped half-way';
  throw new CliError('failed', `${name} did not end well: ${reason}`, { exitCode: 1 });
}
