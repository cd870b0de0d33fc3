import type { AnyOrder } from '../products/product-model.ts';
import { claimRow } from '../delivery/deliver-due.ts';
import { eraseIfAsked } from '../delivery/look-for-erasure.ts';
import { isWaitingForContact } from '../delivery/notification.ts';
import type { SendDeps } from '../delivery/send.ts';
import { giveContact } from '../delivery/settle.ts';
import type { OrderEvent } from '../handlers/parse-order-event.ts';
import type { OrderReader } from '../ports/order-reader.ts';
import type { Ports } from '../ports/ports.ts';
import type { AnyRule } from '../rules/rule.ts';
import { markPeople } from '../values/people.ts';

/** Far more notifications than one order has waiting for a contact. */
const MAX_WAITING = 20;

/**
 * Makes notifications due that were held because the buyer had no contact, if the order names one now, or if the buyer's email leads to
 * one. Those to guests stay held: the buyer's contact is not the guest's. Returns how many got a contact.
 */
export async function findMissingContact(
  { order }: OrderEvent,
  rules: readonly AnyRule[],
  deps: SendDeps & Pick<Ports, 'loadDigest'> & Pick<OrderReader, 'findContact'>,
): Promise<number> {
  const { email }: AnyOrder = order;
  if (order.contactId === undefined && email === undefined) return 0;
  const buyerRules = new Set(rules.filter(({ recipient }) => recipient === 'buyer').map(({ id }) => id));
  const held = await deps.notifications.list({ orderId: order.id, status: 'held' }, MAX_WAITING);
  const waiting = held.filter((notification) => isWaitingForContact(notification) && buyerRules.has(notification.rule));
  if (waiting.length === 0) return 0;
  const contactId = order.contactId ?? (email === undefined ? undefined : await deps.findContact(email));
  if (contactId === undefined) return 0;
  const known = email === undefined ? [contactId] : [contactId, email];
  const mark = markPeople([known], await deps.loadDigest());
  let found = 0;
  for (const notification of waiting) {
    const claimed = await claimRow(notification, deps, (row) => (isWaitingForContact(row) ? row : undefined));
    if (claimed === undefined) continue;
    const marks = [claimed.notification.marks, mark].filter((text) => text !== undefined).join(' ');
    const given = giveContact(claimed.notification, { contactId, marks }, claimed.attempt, deps.now());
    await deps.notifications.save(given);
    await eraseIfAsked(given, deps);
    found += 1;
  }
  return found;
}
