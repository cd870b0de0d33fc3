import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { CliError } from '../cli-error.ts';

/** Which state a command works on. */
export interface StateOptions {
  readonly fresh?: boolean | undefined;
  /** A folder other than `.order-events/`. */
  readonly state?: string | undefined;
}

/** A state file that is ready to be opened. */
export interface StatePlace {
  readonly file: string;
  readonly isNew: boolean;
  readonly isThrowAway: boolean;
  /** Removes a throw-away state; does nothing to another. */
  remove(): void;
}

/**
 * The folder that keeps what outlives a command: of the site at `root`, or of the current folder for the example of a package that is installed,
 * because whatever is below node_modules goes with the next installation.
 */
export function stateFolder(root: string, { state }: StateOptions): string {
  const home = /[\\/]node_modules[\\/]/.test(root) ? '.' : root;
  return resolve(state ?? join(home, '.order-events'));
}

/** Finds the state, and makes its folder. A throw-away state for many events lies in a file, so that memory stays flat. */
export function openStatePlace(root: string, options: StateOptions, { isLarge = false } = {}): StatePlace {
  if (options.fresh === true)
    return isLarge ? temporaryPlace() : { file: ':memory:', isNew: true, isThrowAway: true, remove: () => undefined };
  const folder = stateFolder(root, options);
  makeStateFolder(folder);
  const file = join(folder, 'state.sqlite');
  return { file, isNew: !existsSync(file), isThrowAway: false, remove: () => undefined };
}

/** Git is to see nothing of it: `site add` asks for a repository without changes. */
function makeStateFolder(folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return;
  if (stats !== undefined) {
    const message = `${folder} is not a folder, and the state needs one. Choose another with --state, or use --fresh.`;
    throw new CliError('state-not-readable', message, { exitCode: 1 });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.gitignore'), '*\n');
}

function temporaryPlace(): StatePlace {
  const folder = mkdtempSync(join(tmpdir(), 'order-events-'));
  function remove(): void {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  }
  // A long replay that is stopped with Ctrl-C must not leave its state behind.
  process.once('exit', remove);
  return { file: join(folder, 'state.sqlite'), isNew: true, isThrowAway: true, remove };
}
