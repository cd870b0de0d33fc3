import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../flow/run-cli.ts';

/** The package in a folder that had nothing before. */
export interface InstalledPackage {
  /** The folder that it was installed in. */
  readonly folder: string;
  /** The package's own folder, below `node_modules/`. */
  readonly root: string;
  remove(): void;
}

/** How a command ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds the package, packs it, and installs what was packed, as whoever has no clone does. */
export function installPackage(): InstalledPackage {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'order-events-package-')));
  const folder = join(work, 'empty');
  const built = join(work, 'package');
  mkdirSync(folder);
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  execFileSync(process.execPath, [tsx, 'tools/package/main.ts', built], { cwd: root, stdio: 'pipe' });
  npm(['pack', built, '--pack-destination', work], work);
  const packed = readdirSync(work).find((file) => file.endsWith('.tgz')) ?? '';
  npm(['install', '--prefix', folder, '--prefer-offline', join(work, packed)], folder);
  return {
    folder,
    root: join(folder, 'node_modules/@wix-order-events/cli'),
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}

/** Runs npm in a folder, quietly, and without the settings of this repository, which npm passes on to the scripts that it runs. */
export function npm(args: readonly string[], cwd: string): void {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'npm_config_strict_allow_scripts'),
  );
  execFileSync('npm', [...args, ...quiet], { cwd, stdio: 'pipe', env });
}

/** Runs the installed command in a folder, to its end. */
export async function runInstalled(
  { root: packageRoot }: InstalledPackage,
  argv: readonly string[],
  cwd: string,
): Promise<Ended> {
  return await ended(startInstalled(packageRoot, argv, cwd));
}

/** Starts the installed command in a folder. */
export function startInstalled(packageRoot: string, argv: readonly string[], cwd: string): ChildProcess {
  const bin = join(packageRoot, 'bin/order-events.js');
  return spawn(process.execPath, [bin, ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What a process prints until it ends. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (text.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (text.stderr += String(chunk)));
  await once(child, 'close');
  return { exitCode: child.exitCode, ...text };
}

/** The bytes of all files below a folder, each counted once however many names it has. */
export function sizeOf(folder: string): number {
  const seen = new Map<string, number>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const { dev, ino, size, blocks } = lstatSync(join(folder, path));
    // What it takes on the disk, as `du` counts it; Windows does not say.
    seen.set(`${dev} ${ino}`, Number.isFinite(blocks) ? blocks * 512 : size);
  }
  return [...seen.values()].reduce((sum, bytes) => sum + bytes, 0);
}
