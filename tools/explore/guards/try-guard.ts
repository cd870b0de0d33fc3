import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Guard } from './guard.ts';

const run = promisify(execFile);

/** Paths of the repository that the explorer needs. */
const neededPaths = [
  'src/backend/order-events',
  'tools/explore',
  'tools/workbench',
  'emulator/suggest',
  'payloads',
  'package.json',
];

/** Runs a guard's scenario on a copy of the sources without the guard. Returns the first fault, or `undefined` if there is none. */
export async function tryGuard(guard: Guard, rootDir: string): Promise<string | undefined> {
  const dir = mkdtempSync(join(tmpdir(), 'without-guard-'));
  try {
    for (const path of neededPaths) cpSync(join(rootDir, path), join(dir, path), { recursive: true });
    symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'));
    removeGuard(guard, dir);
    const { scenario, variant = '' } = guard;
    const args = ['tools/explore/main.ts', '--quick', '--until-fault', '--scenario', scenario, '--variant', variant];
    const { stdout } = await run(join(dir, 'node_modules/.bin/tsx'), args, { cwd: dir }).catch(readFailure);
    return firstFaultIn(stdout);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Replaces the guard's lines; throws if the source does not contain them exactly once. */
function removeGuard({ file, lines, without }: Guard, dir: string): void {
  const path = join(dir, 'src/backend/order-events', file);
  const source = readFileSync(path, 'utf8');
  const parts = source.split(lines);
  if (parts.length !== 2) throw new Error(`${file} contains the guard ${String(parts.length - 1)} times: ${lines}`);
  writeFileSync(path, parts.join(without));
}

/** The explorer exits with 1 if it finds a fault; any other code means that it failed to run. */
function readFailure(error: unknown): { readonly stdout: string } {
  const { code, stdout } = error as { readonly code?: unknown; readonly stdout?: unknown };
  if (code !== 1 || typeof stdout !== 'string' || !stdout.includes('losses')) throw error;
  return { stdout };
}

function firstFaultIn(stdout: string): string | undefined {
  const line = stdout.split('\n').find((text) => /^ {2}\S.*: /.test(text));
  return line?.trim().split(';')[0];
}
