// Generated from notifications.web.ts by `npm run build`: edit that file instead.

import { Permissions, webMethod } from 'wix-web-module';

import * as orderEvents from 'backend/order-events.js';

/** Sends one triggered email to one contact. Only the site's admins may call it. */
export const sendEmailToContact = webMethod(Permissions.Admin, (emailId, contactId, variables) =>
  orderEvents.sendEmailToContact(emailId, contactId, variables),
);

/** Lists notifications, the newest first; `filter` may name a `status`, an `orderId` and a `limit`. */
export const listNotifications = webMethod(Permissions.Admin, (filter) => orderEvents.listNotifications(filter));

/** Sends a held, failed, unknown or overdue notification now. */
export const resendNotification = webMethod(Permissions.Admin, (key) => orderEvents.resendNotification(key));
