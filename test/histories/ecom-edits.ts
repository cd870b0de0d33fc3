import { guid } from './chance.ts';
import type { Chance } from './chance.ts';
import { report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { nextMoment, recordActivity, totalCents } from './ecom-order.ts';
import type { EcomOrder } from './ecom-order.ts';
import { isOpen } from './ecom-status.ts';

const emails = ['janedoe@example.com', 'janedoe8@example.com', 'jane.doe@example.org'] as const;
const streets = ['525 5th Avenue', '1 Namal St', 'Calle de Alcalá 45'] as const;

const freeActivities = [
  'TRACKING_NUMBER_ADDED',
  'MERCHANT_COMMENT',
  'INVOICE_SENT',
  'DOWNLOAD_LINK_SENT',
  'TRACKING_NUMBER_EDITED',
  'TRACKING_LINK_ADDED',
  'SHIPPING_CONFIRMATION_EMAIL_SENT',
  'INVOICE_ADDED',
  'RECEIPT_CREATED',
  'PICKUP_READY_EMAIL_SENT',
  'CUSTOM_ACTIVITY',
  'LOYALTY_POINTS_EARNED',
] as const;

function other<Value extends string>(values: readonly [Value, ...Value[]], value: string, chance: Chance): Value {
  const at = values.findIndex((one) => one === value);
  return values[(at + chance.between(1, values.length - 1)) % values.length] ?? values[0];
}

function isEditable(order: EcomOrder): boolean {
  return isOpen(order) && ['NOT_PAID', 'PAID'].includes(order.payment) && order.refundedCents === 0;
}

function note(order: EcomOrder, kind: string, facet: string, notes: Notes): void {
  order.updatedMs = order.clock.ms;
  report(notes, { kind, moment: nextMoment(order, facet), facet });
}

function changeBuyer(order: EcomOrder, chance: Chance, notes: Notes): void {
  const isContactToo = chance.yes(20);
  if (isContactToo) order.contactId = guid(chance, order.count);
  if (!isContactToo || chance.yes(50)) order.email = other(emails, order.email, chance);
  if (chance.yes(60)) recordActivity(order, 'EMAIL_EDITED', chance, chance.yes(20));
  note(order, 'buyer-details-changed', 'buyer', notes);
}

function changeShipping(order: EcomOrder, chance: Chance, notes: Notes): void {
  if (chance.yes(30)) order.recipient = other(['Jane', 'Zoë', 'Ben'], order.recipient, chance);
  else order.street = other(streets, order.street, chance);
  if (chance.yes(50)) recordActivity(order, 'SHIPPING_ADDRESS_EDITED', chance, chance.yes(20));
  note(order, 'shipping-address-changed', 'shipping', notes);
}

function changeLines(order: EcomOrder, chance: Chance, notes: Notes): void {
  const before = totalCents(order);
  const [line, second] = order.lines;
  const how = chance.oneOf(['quantity', 'quantity', 'price', 'add', 'remove'] as const);
  if (line === undefined || how === 'add') {
    const number = Math.max(...order.lines.map((one) => one.number)) + 1;
    order.lines.push({ number, name: 'Étui', quantity: 1, priceCents: 900, refunded: 0, restocked: 0 });
  } else if (how === 'remove' && second !== undefined) order.lines.pop();
  else if (how === 'price') line.priceCents += 5 * (1 + chance.below(200));
  else line.quantity = line.quantity === 1 ? 2 : 1;
  if (chance.yes(60))
    recordActivity(order, 'DRAFT_ORDER_CHANGES_APPLIED', chance, false, { draftOrderChangesApplied: { changes: [] } });
  note(order, 'line-items-changed', 'items', notes);
  if (totalCents(order) !== before) note(order, 'totals-changed', 'totals', notes);
}

function changeBilling(order: EcomOrder, chance: Chance, notes: Notes): void {
  order.billingStreet = other(streets, order.billingStreet, chance);
  note(order, 'billing-details-changed', 'billing', notes);
}

function changeFee(order: EcomOrder, chance: Chance, notes: Notes): void {
  order.feeCents = order.feeCents === 1_000 ? 500 + chance.below(400) : 1_000;
  if (chance.yes(60)) recordActivity(order, 'DRAFT_ORDER_CHANGES_APPLIED', chance);
  note(order, 'totals-changed', 'totals', notes);
}

function archive(order: EcomOrder, _chance: Chance, notes: Notes): void {
  order.isArchived = !order.isArchived;
  note(order, order.isArchived ? 'order-archived' : 'order-unarchived', 'archived', notes);
}

function look(order: EcomOrder, _chance: Chance, notes: Notes): void {
  order.isSeen = true;
  report(notes, { kind: 'order-seen', moment: 'seen', facet: 'seen' });
}

function recordFree(order: EcomOrder, chance: Chance, notes: Notes): void {
  const howMany = chance.between(1, 2);
  for (let count = 0; count < howMany; count += 1) {
    const { type, atMs } = recordActivity(order, chance.oneOf(freeActivities), chance);
    report(notes, { kind: 'activity-recorded', moment: `${type} ${atMs}`, facet: `activity:${type}:${atMs}` });
  }
}

/** Corrections by buyer and merchant, archive, dashboard and activities that stand for themselves. */
export const ecomEdits: readonly Move<EcomOrder>[] = [
  { weight: 4, parts: ['buyer'], allowed: (order) => !order.isAnonymized, apply: changeBuyer },
  { weight: 4, parts: ['shipping'], allowed: isOpen, apply: changeShipping },
  {
    weight: 3,
    parts: ['billing'],
    allowed: isOpen,
    apply: changeBilling,
  },
  { weight: 4, parts: ['payment', 'totals'], allowed: isEditable, apply: changeLines },
  {
    weight: 2,
    parts: ['payment', 'totals'],
    allowed: isEditable,
    apply: changeFee,
  },
  {
    weight: 4,
    parts: ['archived'],
    allowed: (order) => !order.isAnonymized,
    apply: archive,
  },
  {
    weight: 4,
    parts: ['seen'],
    allowed: (order) => !order.isAnonymized && !order.isSeen,
    apply: look,
  },
  {
    weight: 5,
    parts: ['activities'],
    allowed: (order) => !order.isAnonymized,
    apply: recordFree,
  },
];
