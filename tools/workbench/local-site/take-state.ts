import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { EmulatorError } from '../../../emulator/emulator-error.ts';
import { lockState, readHolder, type StateLock } from '../../../emulator/storage/state-lock.ts';
import { CliError } from '../cli-error.ts';
import { findConsoleSite } from './console-site.ts';
import type { SiteAccess } from './site-access.ts';
import { messageOf } from '../message-of.ts';

/** State that this process now holds, or the console that has it open. */
export type TakenState =
  | { readonly kind: 'own'; readonly lock: StateLock }
  | { readonly kind: 'elsewhere'; readonly address: string; readonly site: SiteAccess };

/** Time limit, long enough for another command to end or a console to answer, even on a busy machine. */
const PATIENCE_MS = 30_000;
const RETRY_MS = 50;

/**
 * Takes a state, or finds the console that has it open. Waits for another command to end; throws CliError `state-in-use` if a process that
 * does not answer holds the state for longer.
 */
export async function takeState(file: string): Promise<TakenState> {
  const startedAt = performance.now();
  for (;;) {
    const lock = tryLock(file);
    if (lock !== undefined) return { kind: 'own', lock };
    const { pid, address } = readHolder(file) ?? { pid: undefined, address: null };
    const site = address === null ? undefined : await findConsoleSite(address);
    if (address !== null && site !== undefined) return { kind: 'elsewhere', address, site };
    if (performance.now() - startedAt > PATIENCE_MS) {
      const message = `Another process (${pid ?? 'unknown'}) holds the state in ${dirname(file)} and does not answer. Stop it, or choose another state with --state.`;
      throw new CliError('state-in-use', message, { exitCode: 1 });
    }
    await wait(RETRY_MS);
  }
}

function tryLock(file: string): StateLock | undefined {
  try {
    return lockState(file);
  } catch (cause) {
    if (cause instanceof EmulatorError && cause.code === 'STATE_IN_USE') return undefined;
    const reason = messageOf(cause);
    const message = `The state ${file} cannot be locked: ${reason}. Use --fresh or --state.`;
    throw new CliError('state-not-readable', message, { exitCode: 1, cause });
  }
}
