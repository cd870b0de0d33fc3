import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the packages that the benchmarks compare with. */
export const comparedDir = fileURLToPath(new URL('.', import.meta.url));

/** Installs the compared packages if they are missing or older than their lock file, and prints a message. */
export function installCompared(say: (text: string) => void): void {
  // npm writes this file at the end of an installation.
  const installed = join(comparedDir, 'node_modules/.package-lock.json');
  const isFresh =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(comparedDir, 'package-lock.json')).mtimeMs;
  if (isFresh) return;
  say('Installing the packages to compare with into tools/bench/compared/node_modules');
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
  // On Windows, npm is a script, which needs a shell.
  const options = { cwd: comparedDir, stdio: 'inherit', shell: process.platform === 'win32' } as const;
  execFileSync('npm', args, options);
}

/** Returns the URL of the module that a package of the folder exports to `import`. */
export function comparedUrl(name: string): string {
  return import.meta.resolve(name);
}
