import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folder that only this user can read, for the duration of one command. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes the folder; also happens automatically when the process ends. */
  remove(): void;
}

/** Purpose of a temporary folder, which is part of its name. */
type TemporaryKind = 'state' | 'input' | 'rehearsal' | 'rules';

/** Creates a temporary folder, and removes those left behind by killed processes. */
export function openTemporaryFolder(kind: TemporaryKind): TemporaryFolder {
  sweep();
  const path = mkdtempSync(join(tmpdir(), `order-events-${kind}-${String(process.pid)}-`));
  function remove(): void {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
  process.once('exit', remove);
  return { path, remove };
}

function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^order-events-[a-z]+-(\d+)-[^.]+$/.exec(name)?.[1];
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
