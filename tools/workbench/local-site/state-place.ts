import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { kindOf } from '../../repository/look-at-path.ts';
import { naming } from '../../repository/naming.ts';
import { CliError } from '../cli-error.ts';
import { openTemporaryFolder } from '../temporary-folder.ts';

/** Options that select the state of a command. */
export interface StateOptions {
  readonly fresh?: boolean | undefined;
  /** Folder to use instead of `.order-events/`. */
  readonly state?: string | undefined;
}

/** State file that is ready to be opened. */
export interface StatePlace {
  readonly file: string;
  readonly isNew: boolean;
  readonly isThrowAway: boolean;
  /** Removes a temporary state; does nothing for any other. */
  remove(): void;
}

/** Files of a state, all of which are opened sooner or later. */
const stateFiles = [
  'state.sqlite',
  'state.sqlite-lock',
  'state.sqlite-holder',
  'console.sqlite',
  'webhook-key.pem',
  '.gitignore',
] as const;
const { R_OK, W_OK, X_OK } = constants;
const WRITABLE_BY_OTHERS = 0o022;
const WRITABLE_BY_ALL = 0o002;

/**
 * Returns the folder for data that outlives a command: below the site at `root`, or below the current folder for the example of an
 * installed package, because the next installation deletes everything in `node_modules`.
 */
export function stateFolder(root: string, { state }: StateOptions): string {
  const home = /[\\/]node_modules[\\/]/.test(root) ? '.' : root;
  return resolve(state ?? join(home, '.order-events'));
}

/** Locates the state and creates its folder. A temporary state for many events is a file, to keep memory use flat. */
export function openStatePlace(root: string, options: StateOptions, { isLarge = false } = {}): StatePlace {
  if (options.fresh === true)
    return isLarge ? temporaryPlace() : { file: ':memory:', isNew: true, isThrowAway: true, remove: () => undefined };
  const folder = stateFolder(root, options);
  makeStateFolder(folder);
  const file = join(folder, 'state.sqlite');
  refuseForeign(file, WRITABLE_BY_ALL);
  for (const name of stateFiles) refuseOdd(join(folder, name));
  // SQLite makes it with the user's default rights, which often include the group's.
  if (existsSync(file)) chmodSync(file, 0o600);
  return { file, isNew: !existsSync(file), isThrowAway: false, remove: () => undefined };
}

/** Creates the folder for its owner only, and hides it from Git, because `site add` requires a repository without changes. */
function makeStateFolder(folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) {
    refuseForeign(folder, WRITABLE_BY_OTHERS);
    accessSync(folder, R_OK | W_OK | X_OK);
    return;
  }
  if (stats !== undefined) {
    const message = `${folder} is not a folder, and the state needs one. Choose another with --state, or use --fresh.`;
    throw new CliError('state-not-readable', message, { exitCode: 1 });
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  naming(join(folder, '.gitignore'), () => writeFileSync(join(folder, '.gitignore'), '*\n'));
}

/** Rejects a folder that another user could have filled, because a state holds emails and controls the console. */
function refuseForeign(path: string, writable: number): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  // Windows has no such owner.
  if (stats === undefined || process.getuid === undefined) return;
  const isWritable = (stats.mode & writable) !== 0;
  if (stats.uid === process.getuid() && !isWritable) return;
  const problem = isWritable ? 'can be written by other users' : 'belongs to another user';
  const way = isWritable ? `Check what is in it and run chmod go-w ${path}, or choose` : 'Choose';
  const message = `${path} ${problem}. ${way} another state with --state, or use --fresh.`;
  throw new CliError('state-not-readable', message, { exitCode: 1 });
}

/** Rejects a folder, pipe or device in the place of a file, which SQLite would wait for or report by a number, and a file without access. */
function refuseOdd(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isFile()) {
    accessSync(file, R_OK | W_OK);
    return;
  }
  const message = `${file} is not usable: expected a file, found a ${kindOf(stats)}. Remove it, or use --fresh or --state.`;
  throw new CliError('state-not-readable', message, { exitCode: 1 });
}

function temporaryPlace(): StatePlace {
  const { path, remove } = openTemporaryFolder('state');
  return { file: join(path, 'state.sqlite'), isNew: true, isThrowAway: true, remove };
}
