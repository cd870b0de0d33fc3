import type { Change, Verdict } from '../changes/change.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import type { Product } from '../products/product.ts';
import type { Rejection } from '../values/rejection.ts';
import type { WarningCode } from '../values/warnings.ts';
import type { Notification, NotificationStatus } from '../ports/notifications.ts';

/** Outcome of handling one event: JSON-safe and without personal data. Wix ignores it; the local tools show it. */
export interface EventOutcome {
  readonly handler: HandlerName;
  readonly verdict: Verdict;
  readonly order: { readonly product: Product; readonly id: string } | null;
  readonly changes: readonly Change[];
  /** Notifications that this event created. */
  readonly notifications: readonly NotificationSummary[];
  /** Keys of notifications that an earlier delivery had created already. */
  readonly alreadyKnown: readonly string[];
  readonly warnings: readonly WarningCode[];
  readonly rejection: Rejection | null;
}

/** One notification in an outcome. */
export interface NotificationSummary {
  readonly key: string;
  readonly rule: string;
  readonly change: Change['kind'];
  readonly status: NotificationStatus;
  readonly reason?: string | undefined;
}

/** Returns a notification without personal or internal fields. */
export function summarize({ key, rule, change, status, reason }: Notification): NotificationSummary {
  return reason === undefined ? { key, rule, change, status } : { key, rule, change, status, reason };
}
