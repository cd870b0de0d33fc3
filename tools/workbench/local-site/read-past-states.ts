import type { WixCall } from '../../../emulator/invocation.ts';
import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import { collectionIds } from '../../../src/backend/order-events/wix/collection-ids.ts';
import { notificationOfItem } from '../../../src/backend/order-events/wix/notification-item.ts';
import type { PastState } from '../runs/notification-log.ts';
import type { RunSummary } from '../runs/run.ts';

/** Returns the state of each notification that the runs wrote, by key, with the last run that wrote it. */
export function readPastStates(
  runs: readonly { readonly summary: RunSummary; readonly calls: readonly WixCall[] }[],
  data: DataInspector,
): ReadonlyMap<string, PastState> {
  const states = new Map<string, PastState>();
  for (const { summary, calls } of runs) {
    const written = new Set(calls.filter(isOfNotification).map(({ detail }) => detail.id ?? ''));
    for (const id of written) {
      const notification = readNotification(data, id);
      if (notification === undefined) continue;
      const { key, status, reason = null, attempts } = notification;
      states.set(key, { runId: summary.id, at: summary.at ?? summary.queuedAt, status, reason, attempts });
    }
  }
  return states;
}

function isOfNotification({ detail: { collection, id } }: WixCall): boolean {
  return collection === collectionIds.notifications && id !== undefined;
}

/** Reads a notification; returns `undefined` if the row is gone or unreadable for the site. */
function readNotification(data: DataInspector, id: string): Notification | undefined {
  const item = data.get(collectionIds.notifications, id);
  return typeof item?.['key'] === 'string' ? notificationOfItem(item) : undefined;
}
