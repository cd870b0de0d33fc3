// Generated from notifications.web.ts by `npm run build` of wix-order-events 0.1.0 (2026-11-27): edit that file instead.

import { Permissions, webMethod } from 'wix-web-module';

import * as orderEvents from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';

/** Sends one triggered email to one contact. */
export const sendEmailToContact = webMethod(Permissions.Admin, orderEvents.sendEmailToContact);

/** Lists notifications, newest first; `filter` may name a `status`, an `orderId` and a `limit`. */
export const listNotifications = webMethod(Permissions.Admin, orderEvents.listNotifications);

/** Sends a held, failed, unknown or overdue notification now. */
export const resendNotification = webMethod(Permissions.Admin, (key) => orderEvents.resendNotification(key, site));

/** Returns the known changes, states and notifications of one order. */
export const getOrderHistory = webMethod(Permissions.Admin, orderEvents.getOrderHistory);

/** Returns the notifications to the calling member about their own orders. */
export const getMyOrderHistory = webMethod(Permissions.SiteMember, orderEvents.getMyOrderHistory);

/** Erases the personal data stored for one contact; sends nothing. */
export const eraseContact = webMethod(Permissions.Admin, orderEvents.eraseContact);

/** Lists the events that could not be handled, latest first. */
export const listUnhandledEvents = webMethod(Permissions.Admin, orderEvents.listUnhandledEvents);

/** Handles the events again that could not be handled, for example after a fix. */
export const replayUnhandledEvents = webMethod(Permissions.Admin, () => orderEvents.replayUnhandledEvents(site));

/** Returns what needs the owner's attention, and when each job last ran. */
export const getHealth = webMethod(Permissions.Admin, orderEvents.getHealth);
