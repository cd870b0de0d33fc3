import type { SentEmail, WixCall } from '../invocation.ts';
import type { Database } from '../storage/database.ts';

/** Number of calls kept in the state file; all emails are kept. */
const CALLS_KEPT = 10_000;

/** Record of everything that reached Wix: emails immediately, calls at the end of their invocation. */
export interface Journal {
  nextSeq(): number;
  addEmail(email: SentEmail): void;
  addCalls(calls: readonly WixCall[]): void;
  emails(): SentEmail[];
  countEmails(): number;
  /** Returns the newest calls, oldest first. */
  calls(limit: number): WixCall[];
  clearEmails(): void;
}

/** Opens the journal and continues its numbering above `lastSeq`; without `keepCalls` it records emails only. */
export function createJournal(
  database: Database,
  { keepCalls, lastSeq }: { readonly keepCalls: boolean; readonly lastSeq: number },
): Journal {
  database.exec(`CREATE TABLE IF NOT EXISTS emails (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS calls (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)`);
  const [newest] = database
    .statement(`SELECT max(coalesce((SELECT max(seq) FROM emails), 0), coalesce((SELECT max(seq) FROM calls), 0))`)
    .get() ?? [0];
  let seq = Math.max(lastSeq, Number(newest));
  let sincePruned = 0;
  const insertEmail = database.statement('INSERT INTO emails (seq, body) VALUES (?, ?)');
  const insertCalls = database.statement(
    `INSERT OR REPLACE INTO calls SELECT json_extract(value, '$.seq'), value FROM json_each(?)`,
  );
  const prune = database.statement('DELETE FROM calls WHERE seq <= ?');

  return {
    nextSeq: () => (seq += 1),
    addEmail: (email) => void insertEmail.run(email.seq, JSON.stringify(email)),
    addCalls(calls) {
      if (calls.length === 0 || !keepCalls) return;
      insertCalls.run(JSON.stringify(calls));
      sincePruned += calls.length;
      if (sincePruned < CALLS_KEPT / 10) return;
      sincePruned = 0;
      prune.run(seq - CALLS_KEPT);
    },
    emails: () =>
      database
        .statement('SELECT body FROM emails ORDER BY id')
        .all()
        .map((row) => JSON.parse(String(row[0])) as SentEmail),
    countEmails: () => Number(database.statement('SELECT count(*) FROM emails').get()?.[0]),
    calls: (limit) =>
      database
        .statement('SELECT body FROM (SELECT seq, body FROM calls ORDER BY seq DESC LIMIT ?) ORDER BY seq')
        .all(limit)
        .map((row) => JSON.parse(String(row[0])) as WixCall),
    clearEmails: () => database.exec('DELETE FROM emails'),
  };
}
