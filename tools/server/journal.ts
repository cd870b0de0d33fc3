import type { KeptEmail } from '../../hosts/mail/mail-settings.ts';
import type { Reception } from '../../hosts/webhook-server/metrics.ts';
import type { Watch } from '../../hosts/webhook-server/watch.ts';
import type { EventOutcome } from '../../src/backend/order-events/intake/outcome.ts';

/** One webhook that came, with what became of it so far. */
export interface JournalEntry {
  readonly number: number;
  readonly id: string;
  readonly instanceId: string;
  readonly eventType: string;
  /** The event as Wix printed it. */
  readonly body: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly receivedAt: number;
  readonly isLate: boolean;
  /** How it was answered. */
  readonly result: Reception;
  /** What handling it came to; absent while it waits, and of what is not handled. */
  readonly outcome?: EventOutcome;
  /** Why handling it failed last, and whether it was given up. */
  readonly failure?: { readonly failure: string; readonly isDead: boolean };
  readonly emails: readonly KeptEmail[];
}

/** What happened on a local server, as long as it runs. */
export interface Journal extends Omit<Watch, 'arrived'> {
  keep(email: KeptEmail): Promise<void>;
  /** The newest first. */
  list(): readonly JournalEntry[];
  entry(number: number): JournalEntry | undefined;
  /** Emails that belong to no webhook as well, such as a reminder; the newest first. */
  emails(): readonly KeptEmail[];
  /** Calls back whenever something happened. */
  onChange(listener: () => void): void;
}

/** Webhooks and emails that a journal holds: the oldest go first. */
const MAX_ENTRIES = 2_000;

/** Starts a journal with nothing in it. */
export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  const emails: KeptEmail[] = [];
  const listeners: (() => void)[] = [];
  let count = 0;

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function withEmails(entry: JournalEntry): JournalEntry {
    const keys = new Set(entry.outcome?.notifications.map(({ key }) => key));
    const own = emails.filter(({ key, instanceId }) => instanceId === entry.instanceId && keys.has(key));
    return { ...entry, emails: own };
  }

  return {
    answered({ id, instanceId, eventType, body, receivedAt, isLate }, result) {
      count += 1;
      entries.unshift({ number: count, id, instanceId, eventType, body, receivedAt, isLate, result, emails: [] });
      entries.splice(MAX_ENTRIES);
      changed();
    },
    handled(instanceId, id, result) {
      const index = entries.findIndex(
        (entry) => entry.id === id && entry.instanceId === instanceId && entry.result === 'kept' && !entry.outcome,
      );
      const entry = entries[index];
      if (entry === undefined) return;
      const { failure: _resolved, ...rest } = entry;
      entries[index] = 'failure' in result ? { ...entry, failure: result } : { ...rest, outcome: result };
      changed();
    },
    keep(email) {
      emails.unshift(email);
      emails.splice(MAX_ENTRIES);
      changed();
      return Promise.resolve();
    },
    list: () => entries.map(withEmails),
    entry(number) {
      const entry = entries.find((each) => each.number === number);
      return entry === undefined ? undefined : withEmails(entry);
    },
    emails: () => emails,
    onChange: (listener) => void listeners.push(listener),
  };
}
