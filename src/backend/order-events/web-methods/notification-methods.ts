import * as v from 'valibot';

import { sendAgain } from '../delivery/send-again.ts';
import type { SendDeps } from '../delivery/send.ts';
import { notificationStatuses } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { defineMethod, idSchema, type WebResult } from './define-method.ts';
import { listed, type ListedNotification } from './listed-notification.ts';

const MAX_LISTED = 200;
const DEFAULT_LISTED = 50;

/** Web methods about single notifications. */
export const notificationMethods = {
  /** Sends one triggered email to one contact, outside of any rule: every call sends. */
  sendEmailToContact: defineMethod({
    input: (emailId: unknown, contactId: unknown, variables: unknown) => ({ emailId, contactId, variables }),
    schema: v.object({
      emailId: idSchema,
      contactId: idSchema,
      variables: v.optional(v.record(v.string(), v.string()), {}),
    }),
    async work({ emailId, contactId, variables }, { channels }: Pick<Ports, 'channels'>): Promise<WebResult<null>> {
      const key = 'sendEmailToContact';
      const message = {
        key,
        channel: 'triggeredEmail',
        call: { emailId },
        recipient: { contactId },
        variables,
      } as const;
      const result = await channels.send(message);
      if (result.kind === 'sent') return { kind: 'ok', value: null };
      return { kind: 'refused', reason: result.kind === 'refused' ? result.code : 'may-have-been-sent' };
    },
  }),

  /** Lists the site's notifications, newest first; `filter` may name a `status`, an `orderId` and a `limit`. */
  listNotifications: defineMethod({
    input: (filter: unknown) => filter,
    schema: v.optional(
      v.strictObject({
        status: v.optional(v.picklist(notificationStatuses)),
        orderId: v.optional(idSchema),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LISTED)), DEFAULT_LISTED),
      }),
      { limit: DEFAULT_LISTED },
    ),
    async work(
      { limit, ...filter },
      { notifications }: Pick<Ports, 'notifications'>,
    ): Promise<WebResult<readonly ListedNotification[]>> {
      const found = await notifications.list(filter, limit);
      return { kind: 'ok', value: found.map(listed) };
    },
  }),

  /** Sends a held, failed, unknown or overdue notification now. The rules come from the site's own code. */
  resendNotification: defineMethod({
    input: (key: unknown, site?: SiteRules) => ({ key, site }),
    schema: v.object({ key: idSchema, site: v.optional(v.custom<SiteRules>(() => true)) }),
    async work({ key, site }, deps: SendDeps): Promise<WebResult<ListedNotification>> {
      const result = await sendAgain(key, { ...deps, site });
      if (result.kind === 'refused') return { kind: 'refused', reason: result.reason };
      return { kind: 'ok', value: listed(result.notification) };
    },
  }),
} as const;
