import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folder that only this user can read, for the duration of one command. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes the folder; also happens automatically when the process ends. */
  remove(): void;
}

const PREFIX = 'order-events-';

/** Creates a temporary folder, and removes those left behind by killed processes. */
export function openTemporaryFolder(): TemporaryFolder {
  sweep();
  const path = mkdtempSync(join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
  function remove(): void {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  }
  process.once('exit', remove);
  return { path, remove };
}

function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^order-events-(\d+)-[^.]+$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // The folder belongs to another user, and only its owner may remove it.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
