import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the packages that only the benchmarks use. */
export const packagesDir = fileURLToPath(new URL('.', import.meta.url));

/** Installs the packages of the benchmarks if they are missing or older than their lock file, and prints a message. */
export function installPackages(say: (text: string) => void): void {
  // npm writes this file at the end of an installation.
  const installed = join(packagesDir, 'node_modules/.package-lock.json');
  const isFresh =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(packagesDir, 'package-lock.json')).mtimeMs;
  if (isFresh) return;
  say('Installing the packages of the benchmarks into tools/bench/packages/node_modules');
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
  // On Windows, npm is a script, which needs a shell.
  const options = { cwd: packagesDir, stdio: 'inherit', shell: process.platform === 'win32' } as const;
  execFileSync('npm', args, options);
}
