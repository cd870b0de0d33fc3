import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Emulator } from '../../../emulator/emulator.ts';
import type { StateLock } from '../../../emulator/storage/state-lock.ts';
import { CliError } from '../cli-error.ts';
import { webMethodsOf } from './own-file.ts';
import type { StatePlace } from './state-place.ts';
import { messageOf } from '../message-of.ts';

/** Fixed key for the digests of personal values, so that two runs give the same digests; a live site generates its own secret key. */
export const DEVELOPMENT_KEY = 'for local runs only: not a secret';

/** Options for opening a local site. */
export interface LocalSiteOptions {
  readonly root: string;
  readonly place: StatePlace;
  /** Clock of a new state, in milliseconds since 1970. */
  readonly startAt: number;
  /** Lock of the state, if this process already holds it. */
  readonly lock?: StateLock;
  /** Stand-ins for packages that the site imports, by specifier. */
  readonly modules?: Readonly<Record<string, object>>;
}

/** Opens the site on its state. A new state is set up once, so that its first event makes the same calls as any other. */
export async function openLocalSite({ root, place, startAt, lock, modules }: LocalSiteOptions): Promise<Emulator> {
  if (!existsSync(join(root, 'src/backend/events.js'))) {
    const message = `${join(root, 'src/backend')} has no events.js, so there is nothing to run. Build it: npm run build`;
    throw new CliError('site-not-ready', message, { exitCode: 1 });
  }
  const { createEmulator } = await import('../../../emulator/emulator.ts');
  const { surroundingsOf } = await import('./surroundings.ts');
  const around = surroundingsOf(root);
  const emulator = openedState(place.file, () =>
    createEmulator({
      siteDir: root,
      stateFile: place.file,
      startAt,
      // Each run has its calls in its result.
      keepCalls: false,
      ...(lock === undefined ? {} : { lock }),
      modules: { ...around.modules, ...modules },
    }),
  );
  for (const name of around.collections) emulator.data.createCollection(name);
  if (place.isNew) await setUp(root, emulator);
  return emulator;
}

/** Codes of a disk that is full or cannot be written, which is no fault of the state. */
const ofTheDisk = /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|SQLITE_FULL|SQLITE_READONLY.*|STATE_NOT_USABLE)$/;

/** Opens a file of a state; throws CliError `state-not-readable` if that is no state, and says what to do. */
export function openedState<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    const { code } = Object(cause) as { readonly code?: unknown };
    if (typeof code === 'string' && ofTheDisk.test(code)) throw cause;
    const reason = messageOf(cause).replace(`${file}: `, '');
    const message = `The state ${file} cannot be opened: ${reason}. Remove it, or use --fresh or --state.`;
    throw new CliError('state-not-readable', message, { exitCode: 1, cause });
  }
}

async function setUp(root: string, emulator: Emulator): Promise<void> {
  emulator.putSecret('ORDER_EVENTS_DIGEST_KEY', DEVELOPMENT_KEY);
  if (!hasHealthMethod(root)) return;
  // On a live site the result is for the owner; here the call creates the collections.
  await emulator.invokeWebMethod(webMethodsOf(root), 'getHealth', [], 'admin');
}

function hasHealthMethod(root: string): boolean {
  const file = join(root, 'src', webMethodsOf(root));
  return existsSync(file) && /^export const getHealth\b/m.test(readFileSync(file, 'utf8'));
}
