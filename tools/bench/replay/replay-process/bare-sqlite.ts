import { join } from 'node:path';

import { openDatabase } from '../../../../emulator/storage/database.ts';
import { openStatePlace } from '../../../workbench/local-site/state-place.ts';

/** Inserts rows and reads each by its id, in a file with the emulator's settings; returns the number of statements. */
export function runBareSqlite(
  root: string,
  statements: number,
  rowBytes: number,
  onRow: (row: number) => void,
): number {
  const place = openStatePlace(root, { fresh: true }, { isLarge: true });
  const database = openDatabase(join(place.file, '..', 'bare.sqlite'));
  database.exec('CREATE TABLE rows (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID');
  const insert = database.statement('INSERT INTO rows VALUES (?, ?)');
  const read = database.statement('SELECT body FROM rows WHERE id = ?');
  const body = JSON.stringify({ text: 'x'.repeat(rowBytes) });
  for (let row = 0; row < statements / 2; row += 1) {
    const id = `row/${String(Math.imul(row, 0x9e3779b1) >>> 0)}`;
    insert.run(id, body);
    read.get(id);
    onRow(row);
  }
  const made = database.statementsRun();
  database.close();
  place.remove();
  return made;
}
