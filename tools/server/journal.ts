import type { KeptEmail } from '../../hosts/mail/mail-settings.ts';
import { meaningOf } from '../../hosts/webhook-server/event-types.ts';
import type { Reception } from '../../hosts/webhook-server/metrics.ts';
import type { Watch } from '../../hosts/webhook-server/watch.ts';
import type { EventOutcome } from '../../src/backend/order-events/intake/outcome.ts';
import { mergeFacts, nameOrder, readEventFacts, type OrderFacts } from '../workbench/runs/order-facts.ts';
import type { OrderName, OrderRef } from '../workbench/runs/run.ts';

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
  /** How long keeping it took, in milliseconds by the clock of this machine. */
  readonly durationMs: number;
  /** What handling it came to; absent while it waits, and of what is not handled. */
  readonly outcome?: EventOutcome;
  /** Why handling it failed last, and whether it was given up. */
  readonly failure?: { readonly failure: string; readonly isDead: boolean };
  readonly emails: readonly JournalEmail[];
  /** The order that it shows; `null` where it shows none. */
  readonly order: OrderRef | null;
  /** What the order was known by then. */
  readonly about: OrderName | null;
}

/** An email that was kept, with its number. */
export interface JournalEmail extends KeptEmail {
  readonly number: number;
}

/** What happened on a local server, as long as it runs. */
export interface Journal extends Watch {
  keep(email: KeptEmail): Promise<void>;
  /** A dead event is tried anew. */
  revived(number: number): void;
  /** The newest first. */
  list(limit?: number): readonly JournalEntry[];
  entry(number: number): JournalEntry | undefined;
  /** The first delivery of the same event, when this is not it. */
  earlier(entry: JournalEntry): JournalEntry | undefined;
  /** The webhook that brought a notification about. */
  teller(instanceId: string, key: string): JournalEntry | undefined;
  /** What people know an order by. */
  factsOf(instanceId: string, order: OrderRef): OrderFacts | undefined;
  /** Emails that belong to no webhook as well, such as a reminder; the newest first. */
  emails(): readonly JournalEmail[];
  /** Calls back whenever something happened. */
  onChange(listener: () => void): void;
}

/** Webhooks and emails that a journal holds: the oldest go first. */
const MAX_ENTRIES = 2_000;

/** Starts a journal with nothing in it. */
export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  const emails: JournalEmail[] = [];
  const listeners: (() => void)[] = [];
  const orders = createOrderNames();
  const arrivals = new WeakMap<object, number>();
  let count = 0;
  let emailCount = 0;

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function withEmails(entry: JournalEntry): JournalEntry {
    const keys = new Set(entry.outcome?.notifications.map(({ key }) => key));
    const own = emails.filter(({ key, instanceId }) => instanceId === entry.instanceId && keys.has(key));
    return { ...entry, emails: own };
  }

  return {
    arrived(webhook) {
      arrivals.set(webhook, performance.now());
    },
    answered(webhook, result) {
      const { id, instanceId, eventType, body, receivedAt, isLate } = webhook;
      const now = performance.now();
      const durationMs = now - (arrivals.get(webhook) ?? now);
      count += 1;
      const came = { number: count, id, instanceId, eventType, body, receivedAt, isLate };
      entries.unshift({ ...came, ...orders.note(came), result, durationMs, emails: [] });
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
    revived(number) {
      const index = entries.findIndex((entry) => entry.number === number);
      const { failure: _resolved, ...rest } = entries[index] ?? {};
      if ('number' in rest) entries[index] = rest;
      changed();
    },
    keep(email) {
      const index = emails.findIndex(({ key, instanceId }) => key === email.key && instanceId === email.instanceId);
      if (index >= 0) emails.splice(index, 1);
      emailCount += 1;
      emails.unshift({ ...email, number: emailCount });
      emails.splice(MAX_ENTRIES);
      changed();
      return Promise.resolve();
    },
    factsOf: (instanceId, order) => orders.find(instanceId, order),
    list: (limit = MAX_ENTRIES) => entries.slice(0, limit).map(withEmails),
    entry(number) {
      const entry = entries.find((each) => each.number === number);
      return entry === undefined ? undefined : withEmails(entry);
    },
    earlier: ({ number, id, instanceId }) =>
      entries.filter((entry) => entry.id === id && entry.instanceId === instanceId && entry.number < number).at(-1),
    teller: (instanceId, wanted) =>
      entries.find(
        (entry) => entry.instanceId === instanceId && entry.outcome?.notifications.some(({ key }) => key === wanted),
      ),
    emails: () => emails,
    onChange: (listener) => void listeners.push(listener),
  };
}

interface OrderNames {
  /** What a webhook shows of an order, with what is known of that order. */
  note(webhook: KnownWebhook): Pick<JournalEntry, 'order' | 'about'>;
  find(instanceId: string, order: OrderRef): OrderFacts | undefined;
}

function createOrderNames(): OrderNames {
  const orders = new Map<string, OrderFacts>();
  return {
    note({ instanceId, eventType, body }) {
      const meaning = meaningOf(eventType);
      const shown = meaning.kind === 'order-event' ? readEventFacts(meaning.handler, body) : undefined;
      if (shown === undefined) return { order: null, about: null };
      const key = keyOf(instanceId, shown.order);
      const facts = mergeFacts(orders.get(key), shown);
      orders.delete(key);
      orders.set(key, facts);
      const [oldest] = orders.keys();
      if (orders.size > MAX_ENTRIES && oldest !== undefined) orders.delete(oldest);
      return { order: shown.order, about: nameOrder(facts) };
    },
    find: (instanceId, order) => orders.get(keyOf(instanceId, order)),
  };
}

type KnownWebhook = Pick<JournalEntry, 'instanceId' | 'eventType' | 'body'>;

function keyOf(instanceId: string, { product, id }: OrderRef): string {
  return JSON.stringify([instanceId, product, id]);
}
