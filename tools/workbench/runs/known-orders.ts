import type { Database, SqlValue } from '../../../emulator/storage/database.ts';
import { mergeFacts, nameOfPerson, searchWords, type EventFacts, type OrderFacts } from './order-facts.ts';

/** Readable facts about each order, from the payloads of the stored runs; deleted along with them. */
export interface KnownOrders {
  /** Adds what an event showed, and returns all known facts about the order. */
  note(orderKey: string, shown: EventFacts, runId: number): OrderFacts;
  find(orderKey: string): OrderFacts | undefined;
  /** Returns the keys of the orders whose facts contain a lowercase term. */
  findByWord(term: string): string[];
  /** Returns the address or name of a contact or member from the latest order that has one; `null` if none has. */
  findPerson(id: string): string | null;
  forgetBefore(runId: number): void;
}

/** Opens the table, creating it if it is missing. */
export function createKnownOrders(database: Database): KnownOrders {
  database.exec(
    'CREATE TABLE IF NOT EXISTS orders (key TEXT PRIMARY KEY, facts TEXT NOT NULL, words TEXT NOT NULL, run INTEGER NOT NULL) WITHOUT ROWID',
  );
  const write = database.statement('INSERT OR REPLACE INTO orders VALUES (?, ?, ?, ?)');
  const read = database.statement('SELECT facts FROM orders WHERE key = ?');
  const naming = database.statement('SELECT facts FROM orders WHERE instr(facts, ?) > 0 ORDER BY run DESC LIMIT 5');
  const byWord = database.statement('SELECT key FROM orders WHERE instr(words, ?) > 0');
  const forget = database.statement('DELETE FROM orders WHERE run < ?');

  function find(orderKey: string): OrderFacts | undefined {
    const row = read.get(orderKey);
    return row === undefined ? undefined : factsOf(row);
  }

  return {
    note(orderKey, shown, runId) {
      const merged = mergeFacts(find(orderKey), shown);
      write.run(orderKey, JSON.stringify(merged), searchWords(merged), runId);
      return merged;
    },
    find,
    findByWord: (term) => byWord.all(term).map(([key]) => String(key)),
    findPerson: (id) =>
      naming
        .all(JSON.stringify(id))
        .map((row) => nameOfPerson(factsOf(row), id))
        .find((name) => name !== null) ?? null,
    forgetBefore: (runId) => void forget.run(runId),
  };
}

function factsOf([text]: SqlValue[]): OrderFacts {
  return JSON.parse(String(text)) as OrderFacts;
}
