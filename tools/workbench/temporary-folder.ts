import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folder that only this user can read, for the duration of one command. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes the folder; also happens automatically when the process ends. */
  remove(): void;
}

/** Purpose of a temporary folder, which is part of its name. Emails outlive their command, because a browser shows them. */
const kinds = ['state', 'input', 'rehearsal', 'rules', 'emails', 'corpus'] as const;
type TemporaryKind = (typeof kinds)[number];

/** Age from which a folder is removed whose process this one cannot look for. */
const OLD_MS = 7 * 24 * 60 * 60 * 1_000;

const named = new RegExp(`^order-events-(?:${kinds.join('|')})-(?:(?<machine>[0-9a-f]{8})-(?<pid>\\d+)-)?[^.]+$`);

/** Creates a temporary folder, and removes those left behind by processes that have ended. */
export function openTemporaryFolder(kind: TemporaryKind): TemporaryFolder {
  const machine = nameMachine();
  sweep(machine);
  const path = mkdtempSync(join(tmpdir(), `order-events-${kind}-${machine}-${String(process.pid)}-`));
  function remove(): void {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
  if (kind !== 'emails') process.once('exit', remove);
  return { path, remove };
}

/**
 * Returns a name for everything that shares process ids with this process: a container, for example, has process ids of its own, though
 * its temporary folder may be that of the machine, and after a restart of the machine the ids begin anew.
 */
function nameMachine(): string {
  const parts = [
    hostname(),
    read(() => readlinkSync('/proc/self/ns/pid')),
    read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
  ];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 8);
}

/** Only Linux has these files. */
function read(work: () => string): string {
  try {
    return work();
  } catch {
    return '';
  }
}

function sweep(machine: string): void {
  for (const name of readdirSync(tmpdir())) {
    const { groups } = named.exec(name) ?? {};
    if (groups === undefined) continue;
    const path = join(tmpdir(), name);
    try {
      const isLeft = groups['machine'] === machine ? !isAlive(Number(groups['pid'])) : isOld(path);
      if (isLeft && isOwnFolder(path)) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process removed the folder first.
    }
  }
}

/** `true` if this user made the folder: the superuser could remove those of others too. */
function isOwnFolder(path: string): boolean {
  const stats = lstatSync(path);
  // Windows has no such owner.
  return stats.isDirectory() && (process.getuid === undefined || stats.uid === process.getuid());
}

/** `true` if nothing in the folder was written for long. */
function isOld(path: string): boolean {
  const newest = [path, ...readdirSync(path).map((name) => join(path, name))].map((one) => lstatSync(one).mtimeMs);
  return Math.max(...newest) < Date.now() - OLD_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
