import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Libsql from 'libsql';

import { EmulatorError } from '../emulator-error.ts';

/** Exclusive right to use a state; it ends with the holder's process at the latest. */
export interface StateLock {
  /** Records the holder's address for other processes; only this user can read it. */
  noteAddress(address: string): void;
  release(): void;
}

/** The holder of a state, as recorded by it. */
export interface StateHolder {
  readonly pid: number;
  readonly address: string | null;
}

/**
 * Takes the lock of a state file; throws an EmulatorError `STATE_IN_USE` if it is held, even by this process. The lock is an open write
 * transaction on an empty SQLite file beside the state, so the operating system releases it however a process ends.
 */
export function lockState(stateFile: string): StateLock {
  if (stateFile === ':memory:') return { noteAddress: () => undefined, release: () => undefined };
  const connection = takeWriteLock(stateFile);
  const note = noteFile(stateFile);
  let isHeld = true;

  function write(holder: StateHolder): void {
    rmSync(note, { force: true });
    writeFileSync(note, JSON.stringify(holder), { mode: 0o600 });
  }

  write({ pid: process.pid, address: null });
  return {
    noteAddress: (address) => write({ pid: process.pid, address }),
    release() {
      if (!isHeld) return;
      isHeld = false;
      rmSync(note, { force: true });
      connection.close();
    },
  };
}

/** Reads the holder of a locked state; if it is not locked, the process that last held it and was killed. */
export function readHolder(stateFile: string): StateHolder | undefined {
  try {
    return JSON.parse(readFileSync(noteFile(stateFile), 'utf8')) as StateHolder;
  } catch {
    return undefined;
  }
}

function takeWriteLock(stateFile: string): Libsql.Database {
  // Nothing else may open this file: closing any of a process's handles of a file gives up all its locks on it,
  // https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
  const connection = new Libsql(`${stateFile}-lock`);
  try {
    // Exactly one of several concurrent processes gets IMMEDIATE; EXCLUSIVE may be refused to all of them.
    connection.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE');
    return connection;
  } catch (cause) {
    connection.close();
    if (!isBusy(cause)) throw cause;
    const pid = readHolder(stateFile)?.pid;
    const holder = pid === undefined ? 'another process' : `process ${pid}`;
    const message = `The state in ${dirname(resolve(stateFile))} is in use by ${holder}, and one emulator at a time may have it open. Stop that process, or use another folder.`;
    throw new EmulatorError('STATE_IN_USE', message, { cause });
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}

function noteFile(stateFile: string): string {
  return `${stateFile}-holder`;
}
