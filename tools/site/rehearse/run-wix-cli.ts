import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { CliError } from '../../workbench/cli-error.ts';

/** How one run of the Wix CLI ended. */
export interface CliRun {
  readonly isPassed: boolean;
  /** What it printed, on both streams. */
  readonly output: string;
}

/** Where a run of the Wix CLI takes place. */
export interface CliPlace {
  /** The folder of this package. */
  readonly root: string;
  /** The folder of the CLI. */
  readonly cli: string;
  readonly siteDir: string;
  /** A folder of its own, in which the CLI keeps its login. */
  readonly homeDir: string;
  readonly proxyUrl: string;
  readonly certificateFile: string;
  /** Gets the hosts that the run tried to reach past the proxy, one a line. */
  readonly refusedFile: string;
  /** How long a command may take; a minute by default. */
  readonly timeoutMs?: number;
}

/** The CLI takes a second or two; one that waits for somebody must not wait for ever. */
const USUAL_TIMEOUT_MS = 60_000;

/**
 * The folder and the version of the Wix CLI that is installed for the first of those folders that has it. Throws CliError where none has: with
 * what it brings it is larger than all else, so that only who rehearses installs it.
 */
export function findWixCli(folders: readonly string[]): { readonly folder: string; readonly version: string } {
  const [manifest] = folders.flatMap((folder) => resolveFrom(folder, '@wix/cli/package.json'));
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

/** Runs one command of the Wix CLI to its end, or to its time limit, and leaves no process of it behind. */
export function runWixCli(args: readonly string[], place: CliPlace): Promise<CliRun> {
  const bin = join(place.cli, 'bin', 'wix.cjs');
  const timeoutMs = place.timeoutMs ?? USUAL_TIMEOUT_MS;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: place.siteDir,
      env: environmentOf(place),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it starts can be ended with it.
      detached: process.platform !== 'win32',
    });
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nThe Wix CLI did not end within ${timeoutMs / 1_000} seconds.`));
      end();
    }, timeoutMs);
    // The group does not hear the terminal, and must not outlive this process.
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
        // The whole group has ended already.
      }
    }
  });
}

/** Nothing of the caller's environment but what a process needs to start: no login, no registry, no other proxy. */
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
    NODE_OPTIONS: `--require ${JSON.stringify(join(place.root, 'tools/site/rehearse/loopback-only.cjs'))}`,
    ORDER_EVENTS_REFUSED_HOSTS: place.refusedFile,
  };
}
