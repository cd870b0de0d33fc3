import type { SentEmail } from '../../../emulator/invocation.ts';
import { isJsonObject, valueAt } from '../../../src/backend/order-events/values/json-object.ts';
import { CliError } from '../cli-error.ts';
import type { MadeRun, RunRequest, RunResult } from '../runs/run.ts';
import { createClockSteering, parseClock, startOfClock } from './clock-setting.ts';
import { reachSite } from './reach-site.ts';
import { openStatePlace, type StateOptions } from './state-place.ts';

/** Local site to call without an event. */
export interface CalledSite {
  /** Runs a job of `jobs.config` immediately. */
  runJob(name: string): Promise<CallResult>;
  /** Calls a web method as the site's admin; throws CliError if it refuses or fails. */
  callMethod(name: string, args: readonly unknown[]): Promise<CallResult>;
  /** Returns the value of a read-only web method. */
  askMethod(name: string, args: readonly unknown[]): Promise<unknown>;
  /** Returns the site's clock, in milliseconds since 1970. */
  now(): Promise<number>;
}

/** Result of a call. */
export interface CallResult {
  readonly value: unknown;
  readonly emails: readonly SentEmail[];
}

/** Opens the site, does the work, and closes it; the clock moves before the first job or method. */
export async function withLocalSite<Result>(
  root: string,
  { clock, ...state }: StateOptions & { readonly clock?: string | undefined },
  work: (site: CalledSite) => Promise<Result>,
): Promise<Result> {
  const setting = parseClock(clock);
  const place = openStatePlace(root, state);
  const site = await reachSite({ root, place, startAt: startOfClock(setting, undefined) });
  const steer = createClockSteering(setting);

  async function perform(request: RunRequest & { readonly name: string }): Promise<CallResult> {
    const run = requireRun(await site.perform(request, { clock: steer(undefined) }));
    const value = requireReturned(request.name, run);
    return { value: request.kind === 'method' ? requireOk(request.name, value) : value, emails: run.emails };
  }

  try {
    return await work({
      runJob: (name) => perform({ kind: 'job', name, label: 'run by hand' }),
      callMethod: (name, args) => perform({ kind: 'method', name, label: args.map(String).join(', '), args }),
      askMethod: async (name, args) => requireOk(name, requireReturned(name, requireRun(await site.ask(name, args)))),
      now: () => site.now(),
    });
  } finally {
    await site.close();
    place.remove();
  }
}

/** Returns a run that was made; throws CliError if the site lacks what the request names. */
export function requireRun({ result, ...run }: RunResult): MadeRun {
  if (result.kind !== 'not-run') return { result, ...run };
  throw new CliError('site-not-ready', result.problem.message, { exitCode: 1 });
}

function requireReturned(name: string, { result }: MadeRun): unknown {
  if (result.kind === 'returned') return result.value;
  const reason = result.kind === 'threw' ? `${result.error.name}: ${result.error.message}` : 'it stopped half-way';
  throw new CliError('failed', `${name} did not end well: ${reason}`, { exitCode: 1 });
}

function requireOk(name: string, result: unknown): unknown {
  if (isJsonObject(result) && result['kind'] === 'ok') return result['value'];
  const [reason, path] = [valueAt(result, 'reason'), valueAt(result, 'path')];
  if (typeof reason !== 'string')
    throw new CliError('failed', `${name} failed. The site's log says why.`, { exitCode: 1 });
  const where = typeof path === 'string' && path !== '' ? ` at ${path}` : '';
  throw new CliError('refused', `${name} refused${where}: ${reason}`, { exitCode: 1 });
}
