import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Libsql from 'libsql';

import { EmulatorError } from '../emulator-error.ts';
import { lockState } from '../storage/state-lock.ts';

/** Returns the file of the state in a folder. */
export function stateFileIn(stateDir: string): string {
  return join(stateDir, 'state.sqlite');
}

/** Copies a state, which no emulator may have open, to a snapshot; one of the same name is replaced. */
export function takeSnapshot(stateDir: string, name: string): void {
  const target = snapshotFile(stateDir, name);
  withState(stateDir, (database) => {
    mkdirSync(dirname(target), { recursive: true });
    rmSync(`${target}.new`, { force: true });
    database.prepare('VACUUM INTO ?').run(`${target}.new`);
    renameSync(`${target}.new`, target);
  });
}

/** Replaces all that a state has, which no emulator may have open, by a snapshot. */
export function restoreSnapshot(stateDir: string, name: string): void {
  const source = snapshotFile(stateDir, name);
  if (!existsSync(source)) throw new EmulatorError('FILE_NOT_USABLE', `There is no snapshot ${name} in ${stateDir}.`);
  // The file itself stays: a connection that was closed a moment ago may still hold it.
  withState(stateDir, (database) => {
    database.prepare('ATTACH ? AS snapshot').run(source);
    database.exec('BEGIN IMMEDIATE');
    for (const { name: table } of tablesOf(database, 'main')) database.exec(`DROP TABLE main.${quoted(table)}`);
    for (const { name: table, sql } of tablesOf(database, 'snapshot')) {
      database.exec(sql);
      database.exec(`INSERT INTO main.${quoted(table)} SELECT * FROM snapshot.${quoted(table)}`);
    }
    for (const { sql } of objectsOf(database, 'snapshot', 'index')) database.exec(sql);
    database.exec('COMMIT');
  });
}

interface SchemaObject {
  readonly name: string;
  readonly sql: string;
}

function tablesOf(database: Libsql.Database, schema: 'main' | 'snapshot'): SchemaObject[] {
  return objectsOf(database, schema, 'table').filter(({ name }) => !name.startsWith('sqlite_'));
}

function objectsOf(database: Libsql.Database, schema: 'main' | 'snapshot', type: 'table' | 'index'): SchemaObject[] {
  const query = `SELECT name, sql FROM ${schema}.sqlite_master WHERE type = ? AND sql IS NOT NULL`;
  return database.prepare(query).all(type) as SchemaObject[];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function withState(stateDir: string, work: (database: Libsql.Database) => void): void {
  const file = stateFileIn(stateDir);
  if (!existsSync(file)) throw new EmulatorError('FILE_NOT_USABLE', `There is no state in ${stateDir}.`);
  const lock = lockState(file);
  const database = new Libsql(file);
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    work(database);
  } finally {
    database.close();
    lock.release();
  }
}

function snapshotFile(stateDir: string, name: string): string {
  if (/^[\w-]{1,64}$/.test(name)) return join(stateDir, 'snapshots', `${name}.sqlite`);
  throw new EmulatorError('FILE_NOT_USABLE', 'The name of a snapshot has up to 64 letters, digits, _ and -.');
}
