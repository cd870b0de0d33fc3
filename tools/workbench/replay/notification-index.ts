import type { PortCall } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import type { Notification, NotificationFilter } from '../../../src/backend/order-events/ports/notifications.ts';

type Rows = Map<string, Notification>;

/** Index of stored notifications, so that no event of a long replay looks through all of them. */
export interface NotificationIndex {
  /** Makes the effect of a port call happen, and indexes the rows that it wrote. */
  around<Result>(call: PortCall, effect: () => Result): Result;
  /** Notifications that may be due, by key. */
  readonly pending: Rows;
  /** Returns the rows that a filter may find: those of its recipient, or all. */
  rowsFor(filter: NotificationFilter): Rows;
}

/** Creates the index of `stored`, which must be empty. */
export function indexNotifications(stored: Rows): NotificationIndex {
  const pending: Rows = new Map();
  const byRecipient = new Map<string, Rows>();
  const none: Rows = new Map();

  function forget(key: string): void {
    pending.delete(key);
    for (const recipient of recipientsOf(stored.get(key))) byRecipient.get(recipient)?.delete(key);
  }

  function add(key: string): void {
    const row = stored.get(key);
    if (row?.status === 'pending') pending.set(key, row);
    for (const recipient of recipientsOf(row)) {
      const rows = byRecipient.get(recipient) ?? new Map<string, Notification>();
      if (row !== undefined) byRecipient.set(recipient, rows.set(key, row));
    }
  }

  return {
    around(call, effect) {
      const keys = keysWrittenBy(call);
      keys.forEach(forget);
      const result = effect();
      keys.forEach(add);
      return result;
    },
    pending,
    rowsFor(filter) {
      const [recipient] = recipientsOf(filter);
      return recipient === undefined ? stored : (byRecipient.get(recipient) ?? none);
    },
  };
}

function keysWrittenBy(call: PortCall): readonly string[] {
  const { name } = call;
  if (name === 'notifications.saveAll') return call.args[0].map(({ key }) => key);
  if (name === 'notifications.remove') return call.args[0];
  return name === 'notifications.insert' || name === 'notifications.save' || name === 'notifications.noteSent'
    ? [call.args[0].key]
    : nothing;
}

const nothing: readonly string[] = [];

function recipientsOf(row: Pick<Notification, 'contactId' | 'memberId'> | undefined): readonly string[] {
  return [row?.contactId, row?.memberId].filter((id) => id !== undefined);
}
