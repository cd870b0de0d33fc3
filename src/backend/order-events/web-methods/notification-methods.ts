import * as v from 'valibot';

import { notificationStatuses } from '../delivery/notification.ts';
import { resendNotification as resend } from '../delivery/owner-actions.ts';
import type { SendDeps } from '../delivery/send.ts';
import { listed, type ListedNotification } from './listed-notification.ts';
import { answer, failureLog, idSchema, type WebResult } from './web-result.ts';

const MAX_LISTED = 200;
const DEFAULT_LISTED = 50;

const emailSchema = v.object({
  emailId: idSchema,
  contactId: idSchema,
  variables: v.optional(v.record(v.string(), v.string()), {}),
});

const listSchema = v.optional(
  v.strictObject({
    status: v.optional(v.picklist(notificationStatuses)),
    orderId: v.optional(idSchema),
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LISTED)), DEFAULT_LISTED),
  }),
  { limit: DEFAULT_LISTED },
);

const resendSchema = v.object({ key: idSchema });

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
    failureLog(deps.log, 'sendEmailToContact'),
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
    failureLog(deps.log, 'listNotifications'),
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
    failureLog(deps.log, 'resendNotification'),
  );
}
