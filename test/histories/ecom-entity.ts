import type { Chance } from './chance.ts';
import { balanceCents, totalCents } from './ecom-order.ts';
import type { EcomActivity, EcomLine, EcomOrder } from './ecom-order.ts';
import { present } from './history.ts';
import type { Json, JsonObject } from './history.ts';
import { printInstant } from './instants.ts';

/** Prints the order as Wix does, without the parts to hide. */
export function ecomEntity(order: EcomOrder, noise: Chance, hides: readonly string[]): JsonObject {
  const shown = (part: string, value: Json): Json | undefined => (hides.includes(part) ? undefined : value);
  const isBare = order.isAnonymized;
  return present({
    _id: order.ids.order,
    number: order.number,
    _createdDate: printInstant(order.createdMs, noise),
    _updatedDate: printInstant(order.updatedMs, noise),
    lineItems: linesInAnyOrder(order, noise).map((line) => lineItem(order, line, noise)),
    buyerInfo: present({
      contactId: order.contactId,
      email: isBare ? undefined : order.email,
      visitorId: order.ids.visitor,
    }),
    paymentStatus: order.payment,
    fulfillmentStatus: order.fulfillment,
    buyerLanguage: 'en',
    weightUnit: 'KG',
    currency: 'USD',
    taxIncludedInPrices: false,
    priceSummary: shown('totals', priceSummary(order, noise)),
    billingInfo: isBare ? undefined : shown('billing', place(order.billingStreet, 'Jane')),
    shippingInfo: isBare ? undefined : shown('shipping', shippingInfo(order, noise)),
    recipientInfo:
      isBare || order.generation === 2022 ? undefined : shown('shipping', place(order.street, order.recipient)),
    status: order.status,
    archived: shown('archived', order.isArchived),
    taxSummary: noise.yes(50) ? { totalTax: price(0, noise) } : undefined,
    appliedDiscounts: [],
    activities: activities(order, noise, hides),
    attributionSource: 'UNSPECIFIED',
    createdBy: { visitorId: order.ids.visitor },
    channelInfo: { type: 'WEB' },
    seenByAHuman: shown('seen', order.isSeen),
    checkoutId: order.ids.checkout,
    customFields: noise.yes(5) ? [{ title: 'Gift', value: 'yes' }] : [],
    cartId: noise.yes(50) ? order.ids.cart : undefined,
    isInternalOrderCreate: noise.yes(20) ? false : undefined,
    tags: order.tags === 0 ? undefined : { tags: { tagIds: [`tag-${order.tags}`] } },
    balanceSummary: shown('payment', balanceSummary(order, noise)),
    additionalFees: noise.yes(80) ? [] : undefined,
  });
}

function price(cents: number, noise: Chance): JsonObject {
  const plain = (cents / 100).toFixed(2);
  const isRound = cents % 100 === 0;
  const style = noise.below(8);
  const whole = style < 7 ? `${cents / 100}` : `${cents / 100}.0`;
  return { amount: isRound && style > 5 ? whole : plain, formattedAmount: `$${plain}` };
}

function priceSummary(order: EcomOrder, noise: Chance): JsonObject {
  const total = totalCents(order);
  const isOldNameShown = order.generation === 2022 || (order.generation === 2023 && noise.yes(80));
  return present({
    subtotal: price(total - order.feeCents, noise),
    shipping: price(order.feeCents, noise),
    tax: price(0, noise),
    discount: price(0, noise),
    totalPrice: isOldNameShown ? price(total, noise) : undefined,
    total: order.generation === 2022 ? undefined : price(total, noise),
    totalAdditionalFees: noise.yes(40) ? price(0, noise) : undefined,
  });
}

function balanceSummary(order: EcomOrder, noise: Chance): JsonObject {
  const isNew = order.generation === 2024;
  return present({
    balance: price(balanceCents(order), noise),
    paid: isNew ? price(order.paidCents, noise) : undefined,
    refunded: isNew ? price(order.refundedCents, noise) : undefined,
  });
}

function place(street: string, firstName: string): JsonObject {
  return {
    address: { addressLine1: street, city: 'New York', subdivision: 'US-NY', country: 'US', postalCode: '10173' },
    contactDetails: { firstName, lastName: 'Doe', phone: '0555555555' },
  };
}

function shippingInfo(order: EcomOrder, noise: Chance): JsonObject {
  const logistics = {
    deliveryTime: noise.oneOf(['', '3 - 5 business days'] as const),
    shippingDestination: place(order.street, order.recipient),
  };
  return {
    title: 'Standard US Shipping',
    logistics,
    cost: { price: price(order.feeCents, noise) },
    region: { name: 'USA' },
  };
}

function linesInAnyOrder(order: EcomOrder, noise: Chance): EcomLine[] {
  return noise.yes(15) ? [...order.lines].reverse() : order.lines;
}

function lineItem(order: EcomOrder, line: EcomLine, noise: Chance): JsonObject {
  return present({
    _id: `00000000-0000-0000-0000-${String(line.number).padStart(12, '0')}`,
    productName: { original: line.name, translated: line.name },
    catalogReference: { catalogItemId: order.ids.catalogItem, appId: '215238eb-22a5-4c36-9e7b-e7c08025e04e' },
    quantity: line.quantity,
    itemType: { preset: 'PHYSICAL' },
    refundQuantity: line.refunded,
    restockQuantity: line.restocked === 0 ? undefined : line.restocked,
    price: price(line.priceCents, noise),
    totalPriceAfterTax: price(line.priceCents * line.quantity, noise),
    paymentOption: 'FULL_PAYMENT_ONLINE',
  });
}

function activities(order: EcomOrder, noise: Chance, hides: readonly string[]): Json | undefined {
  if (hides.includes('activity')) return noise.yes(50) ? [] : undefined;
  return order.activities.map((activity) => activityEntry(activity, noise));
}

function activityEntry(activity: EcomActivity, noise: Chance): JsonObject {
  const name = noise.oneOf(['type', 'type', 'activityType', 'both'] as const);
  return present({
    _id: activity.id,
    _createdDate: printInstant(activity.atMs, noise),
    ...activity.details,
    activityType: name === 'type' ? undefined : activity.type,
    type: name === 'activityType' ? undefined : activity.type,
  });
}
