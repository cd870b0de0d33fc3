import * as v from 'valibot';

import { resendNotification as resend } from '../outbox/owner-actions.ts';
import type { Notification } from '../outbox/notification.ts';
import { summarize, type NotificationSummary } from '../outbox/outcome.ts';
import type { SendDeps } from '../outbox/send.ts';
import { answer, type WebResult } from './web-result.ts';

const MAX_LISTED = 200;
const DEFAULT_LISTED = 50;

const idSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

const emailSchema = v.object({
  emailId: idSchema,
  contactId: idSchema,
  variables: v.optional(v.record(v.string(), v.string()), {}),
});

const listSchema = v.optional(
  v.strictObject({
    status: v.optional(v.picklist(['pending', 'sent', 'held', 'failed', 'unknown', 'expired', 'erased'])),
    orderId: v.optional(idSchema),
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LISTED)), DEFAULT_LISTED),
  }),
  { limit: DEFAULT_LISTED },
);

const resendSchema = v.object({ key: idSchema });

/** A notification as the owner sees it: nothing personal. */
export interface ListedNotification extends NotificationSummary {
  readonly orderId: string;
  readonly product: string;
  readonly occurredAt: string;
  readonly attempts: number;
  readonly createdAt: string;
  readonly dueAt: string | null;
}

/** Sends one triggered email to one contact, outside of any rule: every call sends. */
export async function sendEmailToContact(
  emailId: unknown,
  contactId: unknown,
  variables: unknown,
  deps: SendDeps,
): Promise<WebResult<null>> {
  return await answer(
    emailSchema,
    { emailId, contactId, variables },
    async (email) => {
      const result = await deps.mailer.send(email.emailId, email.contactId, email.variables);
      return result.kind === 'sent' ? { kind: 'ok', value: null } : { kind: 'refused', reason: result.code };
    },
    logTo(deps, 'sendEmailToContact'),
  );
}

/** The site's notifications, the newest first. */
export async function listNotifications(
  filter: unknown,
  deps: SendDeps,
): Promise<WebResult<readonly ListedNotification[]>> {
  return await answer(
    listSchema,
    filter,
    async ({ limit, ...wanted }) => {
      const notifications = await deps.store.listNotifications(wanted, limit);
      return { kind: 'ok', value: notifications.map(listed) };
    },
    logTo(deps, 'listNotifications'),
  );
}

/** Sends a held, failed, unknown or overdue notification now. */
export async function resendNotification(key: unknown, deps: SendDeps): Promise<WebResult<ListedNotification>> {
  return await answer(
    resendSchema,
    { key },
    async (input) => {
      const result = await resend(input.key, deps);
      if (result.kind === 'refused') return { kind: 'refused', reason: result.reason };
      return { kind: 'ok', value: listed(result.notification) };
    },
    logTo(deps, 'resendNotification'),
  );
}

function listed(notification: Notification): ListedNotification {
  const { product, orderId, occurredAt, attempts, createdAt, dueAt } = notification;
  return {
    ...summarize(notification),
    product,
    orderId,
    occurredAt,
    attempts,
    createdAt: new Date(createdAt).toISOString(),
    dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(),
  };
}

function logTo({ log }: SendDeps, method: string): (error: unknown) => void {
  return (error) => {
    log('web method failed', { method, error: error instanceof Error ? error.name : typeof error });
  };
}
