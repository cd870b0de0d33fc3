import { LRUCache } from 'lru-cache';

import type { KeptEmail } from '../../hosts/mail/mail-settings.ts';
import { meaningOf } from '../../hosts/webhook-server/event-types.ts';
import type { Reception } from '../../hosts/webhook-server/metrics.ts';
import type { Watch } from '../../hosts/webhook-server/watch.ts';
import type { EventOutcome } from '../../src/backend/order-events/intake/outcome.ts';
import { mergeFacts, nameOrder, readEventFacts, type OrderFacts } from '../workbench/runs/order-facts.ts';
import type { OrderName, OrderRef } from '../workbench/runs/run.ts';

/** A received webhook and its results so far. */
export interface JournalEntry {
  readonly number: number;
  readonly id: string;
  readonly instanceId: string;
  readonly eventType: string;
  /** The event as Wix serialized it. */
  readonly body: string;
  /** Server time, in milliseconds since 1970. */
  readonly receivedAt: number;
  readonly isLate: boolean;
  /** Answer to the webhook. */
  readonly result: Reception;
  /** Time it took to store the webhook, in milliseconds of this machine's clock. */
  readonly durationMs: number;
  /** Outcome of handling; absent while the webhook waits, and for events that are not handled. */
  readonly outcome?: EventOutcome;
  /** Last failure of handling; `isDead` if the server gave up. */
  readonly failure?: { readonly failure: string; readonly isDead: boolean };
  readonly emails: readonly JournalEmail[];
  /** The order in the payload; `null` if there is none. */
  readonly order: OrderRef | null;
  /** Display name of the order when the webhook arrived. */
  readonly about: OrderName | null;
}

/** A kept email with its number. */
export interface JournalEmail extends KeptEmail {
  readonly number: number;
}

/** In-memory record of what happened on a local server. */
export interface Journal extends Watch {
  keep(email: KeptEmail): Promise<void>;
  /** Records that a dead event is being retried. */
  revived(number: number): void;
  /** Returns the webhooks, newest first. */
  list(): readonly JournalEntry[];
  /** Returns the installations of the kept webhooks, newest first. */
  instanceIds(): readonly string[];
  entry(number: number): JournalEntry | undefined;
  /** Returns the first delivery of the same event; `undefined` if this is the first. */
  earlier(entry: JournalEntry): JournalEntry | undefined;
  /** Returns the webhook that created a notification. */
  teller(instanceId: string, key: string): JournalEntry | undefined;
  /** Returns the display facts of an order. */
  factsOf(instanceId: string, order: OrderRef): OrderFacts | undefined;
  /** Returns all emails, newest first, including those without a webhook, such as a reminder. */
  emails(): readonly JournalEmail[];
  /** Calls `listener` after every change. */
  onChange(listener: () => void): void;
}

/** Maximum number of webhooks and of emails in a journal; the oldest are dropped first. */
const MAX_ENTRIES = 2_000;
/** Maximum number of characters of the webhooks in a journal. */
const MAX_CHARS = 100_000_000;

/** Creates an empty journal. */
export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  const emails = createKeptEmails();
  const tellers = new Map<string, number>();
  const listeners: (() => void)[] = [];
  const orders = createOrderNames();
  const arrivals = new WeakMap<object, number>();
  let count = 0;

  function changed(): void {
    for (const listener of listeners) listener();
  }

  const withEmails = (entry: JournalEntry): JournalEntry => addEmails(entry, emails);

  function drop(): void {
    for (const { instanceId, outcome } of entries.splice(countKept(entries))) {
      for (const { key } of outcome?.notifications ?? []) tellers.delete(keyText(instanceId, key));
    }
  }

  function find(number: number): JournalEntry | undefined {
    // The numbers have no gaps.
    return Number.isInteger(number) ? entries[count - number] : undefined;
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
      drop();
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
      const told = 'failure' in result ? [] : result.notifications;
      for (const { key } of told) tellers.set(keyText(instanceId, key), entry.number);
      changed();
    },
    revived(number) {
      const index = entries.findIndex((entry) => entry.number === number);
      const { failure: _resolved, ...rest } = entries[index] ?? {};
      if ('number' in rest) entries[index] = rest;
      changed();
    },
    keep(email) {
      emails.add(email);
      changed();
      return Promise.resolve();
    },
    factsOf: (instanceId, order) => orders.find(instanceId, order),
    list: () => entries.map(withEmails),
    instanceIds: () => [...new Set(entries.map(({ instanceId }) => instanceId))],
    entry(number) {
      const entry = find(number);
      return entry === undefined ? undefined : withEmails(entry);
    },
    earlier: ({ number, id, instanceId }) =>
      entries.filter((entry) => entry.id === id && entry.instanceId === instanceId && entry.number < number).at(-1),
    teller(instanceId, key) {
      const number = tellers.get(keyText(instanceId, key));
      return number === undefined ? undefined : find(number);
    },
    emails: () => emails.list,
    onChange: (listener) => void listeners.push(listener),
  };
}

/** Returns how many of the newest entries are kept: at least one. */
function countKept(entries: readonly JournalEntry[]): number {
  let chars = 0;
  const end = entries.findIndex((entry, index) => {
    chars += entry.body.length;
    return index > 0 && (index >= MAX_ENTRIES || chars > MAX_CHARS);
  });
  return end === -1 ? entries.length : end;
}

interface KeptEmails {
  /** Newest first. */
  readonly list: readonly JournalEmail[];
  /** Adds an email, in place of an earlier one of the same notification. */
  add(email: KeptEmail): void;
  find(instanceId: string, key: string): JournalEmail | undefined;
}

function addEmails(entry: JournalEntry, emails: KeptEmails): JournalEntry {
  const keys = (entry.outcome?.notifications ?? []).map(({ key }) => key);
  return { ...entry, emails: keys.flatMap((key) => emails.find(entry.instanceId, key) ?? []) };
}

function createKeptEmails(): KeptEmails {
  const list: JournalEmail[] = [];
  const byKey = new Map<string, JournalEmail>();
  let count = 0;
  return {
    list,
    add(email) {
      const key = keyText(email.instanceId, email.key);
      const replaced = byKey.get(key);
      if (replaced !== undefined) list.splice(list.indexOf(replaced), 1);
      count += 1;
      const kept = { ...email, number: count };
      list.unshift(kept);
      byKey.set(key, kept);
      for (const dropped of list.splice(MAX_ENTRIES)) byKey.delete(keyText(dropped.instanceId, dropped.key));
    },
    find: (instanceId, key) => byKey.get(keyText(instanceId, key)),
  };
}

interface OrderNames {
  /** Records and returns the order in a webhook, named with everything known about it. */
  note(webhook: KnownWebhook): Pick<JournalEntry, 'order' | 'about'>;
  find(instanceId: string, order: OrderRef): OrderFacts | undefined;
}

function createOrderNames(): OrderNames {
  const orders = new LRUCache<string, OrderFacts>({ max: MAX_ENTRIES });
  return {
    note({ instanceId, eventType, body }) {
      const meaning = meaningOf(eventType);
      const shown = meaning.kind === 'order-event' ? readEventFacts(meaning.handler, body) : undefined;
      if (shown === undefined) return { order: null, about: null };
      const key = keyOf(instanceId, shown.order);
      const facts = mergeFacts(orders.get(key), shown);
      orders.set(key, facts);
      return { order: shown.order, about: nameOrder(facts) };
    },
    find: (instanceId, order) => orders.get(keyOf(instanceId, order)),
  };
}

type KnownWebhook = Pick<JournalEntry, 'instanceId' | 'eventType' | 'body'>;

function keyText(instanceId: string, key: string): string {
  return JSON.stringify([instanceId, key]);
}

function keyOf(instanceId: string, { product, id }: OrderRef): string {
  return JSON.stringify([instanceId, product, id]);
}
