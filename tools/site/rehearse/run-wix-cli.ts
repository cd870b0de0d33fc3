import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { CliError } from '../../workbench/cli-error.ts';

/** Result of one run of the Wix CLI. */
export interface CliRun {
  readonly isPassed: boolean;
  /** Output on stdout and stderr. */
  readonly output: string;
}

/** Folders and files for a run of the Wix CLI. */
export interface CliPlace {
  /** Folder of this package. */
  readonly root: string;
  /** Folder of the CLI. */
  readonly cli: string;
  readonly siteDir: string;
  /** Separate home folder, in which the CLI stores its login. */
  readonly homeDir: string;
  readonly proxyUrl: string;
  readonly certificateFile: string;
  /** Receives the hosts that the run tried to reach past the proxy, one per line. */
  readonly refusedFile: string;
  /** Time limit of a command in milliseconds; 60,000 by default. */
  readonly timeoutMs?: number;
}

/** The CLI takes a second or two; the limit ends one that waits for input. */
const USUAL_TIMEOUT_MS = 60_000;

/**
 * Returns the folder and version of the Wix CLI, from the first of the folders that has it installed. Throws CliError if none has: the CLI
 * is larger than all other packages together, so only people who rehearse install it.
 */
export function findWixCli(folders: readonly string[]): { readonly folder: string; readonly version: string } {
  // Only as far as needed: the search reads the package.json of a folder.
  const [manifest] = folders.reduce<string[]>(
    (found, folder) => (found.length > 0 ? found : resolveFrom(folder, '@wix/cli/package.json')),
    [],
  );
  if (manifest === undefined) {
    const message = 'The Wix CLI is not installed. In the repository of the site: npm install --save-dev @wix/cli';
    throw new CliError('site-not-ready', message, { exitCode: 1 });
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  return { folder: dirname(manifest), version };
}

function resolveFrom(folder: string, specifier: string): string[] {
  try {
    return [createRequire(join(folder, 'package.json')).resolve(specifier)];
  } catch {
    return [];
  }
}

/** Runs one command of the Wix CLI until it ends or reaches its time limit, and leaves no process behind. */
export function runWixCli(args: readonly string[], place: CliPlace): Promise<CliRun> {
  const bin = join(place.cli, 'bin', 'wix.cjs');
  const timeoutMs = place.timeoutMs ?? USUAL_TIMEOUT_MS;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: place.siteDir,
      env: environmentOf(place),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A separate process group, so that child processes can be ended with it.
      detached: process.platform !== 'win32',
    });
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nThe Wix CLI did not end within ${timeoutMs / 1_000} seconds.`));
      end();
    }, timeoutMs);
    // The group does not get signals from the terminal, and must not outlive this process.
    process.prependOnceListener('exit', end);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => chunks.push(Buffer.from(error.message)));
    child.on('exit', end);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('exit', end);
      resolve({ isPassed: code === 0, output: Buffer.concat(chunks).toString('utf8').trim() });
    });

    function end(): void {
      try {
        if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // The whole group has already ended.
      }
    }
  });
}

/** Passes on only the environment that a process needs to start: no login, registry or other proxy. */
function environmentOf(place: CliPlace): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'LANG'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    CI: 'true',
    HOME: place.homeDir,
    USERPROFILE: place.homeDir,
    HTTP_PROXY: place.proxyUrl,
    HTTPS_PROXY: place.proxyUrl,
    NO_PROXY: '',
    NODE_EXTRA_CA_CERTS: place.certificateFile,
    NODE_OPTIONS: `--require ${JSON.stringify(join(place.root, 'tools/site/loopback-only.cjs'))}`,
    ORDER_EVENTS_REFUSED_HOSTS: place.refusedFile,
  };
}
