import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { messageOf } from '../../workbench/message-of.ts';

const run = promisify(execFile);

/** State of the repository before files are written: `clean`, `dirty` with the files, or `none` without a repository. */
export type GitState =
  | { readonly kind: 'clean' }
  | { readonly kind: 'dirty'; readonly files: readonly string[] }
  | { readonly kind: 'none'; readonly reason: string };

const asked = ['--porcelain', '--untracked-files=all', '--ignore-submodules=all', '--', '.'];
/** Disables repository settings that can name a program for `git status` to start. */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
/** The parts of a filter, which `git status` starts to see whether a file has changed. */
const withoutFilter = ['clean=', 'process=', 'required=false'];

/** Asks Git for the state of a folder and everything below it; writes nothing, not even Git's own notes. */
export async function readGitState(dir: string): Promise<GitState> {
  try {
    const filters = await listFilters(dir);
    const settings = filters.flatMap((name) => withoutFilter.flatMap((part) => ['-c', `filter.${name}.${part}`]));
    const options = ['-C', dir, '--no-optional-locks', ...harmless, ...settings];
    const { stdout } = await run('git', [...options, 'status', ...asked]);
    const files = stdout.split('\n').filter((line) => line !== '');
    return files.length === 0 ? { kind: 'clean' } : { kind: 'dirty', files: files.map((line) => line.slice(3)) };
  } catch (error) {
    return { kind: 'none', reason: messageOf(error) };
  }
}

/** Returns the names of the filters that any configuration defines for the repository. */
async function listFilters(dir: string): Promise<string[]> {
  try {
    const { stdout } = await run('git', ['-C', dir, 'config', '--name-only', '--get-regexp', '^filter\\.']);
    return [...new Set(stdout.split('\n').flatMap((line) => /^filter\.(.*)\.[^.]+$/.exec(line)?.[1] ?? []))];
  } catch {
    // It exits with 1 if there are none.
    return [];
  }
}
