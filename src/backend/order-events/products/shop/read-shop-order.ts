import { addDecimals, compareDecimals, subtractDecimals, ZERO, type Decimal } from '../../values/decimal.ts';
import {
  answerField,
  countField,
  dateField,
  fieldOf,
  firstPresent,
  flagField,
  idField,
  listField,
  moneyField,
  objectField,
  orAbsent,
  present,
  presentList,
  shapeOf,
  statusField,
  textField,
  type FieldReader,
} from '../../values/fields.ts';
import { isJsonObject } from '../../values/json-object.ts';
import { valuesBelow, type PersonalValues } from '../../values/personal-values.ts';
import { createEntityReader } from '../read-order.ts';
import type { Activity, CustomField, LineItem, ShopOrder } from './order.ts';
import { fulfillmentsField, readShipments } from './shipments.ts';

const contactField = objectField({ firstName: textField, lastName: textField, phone: textField });
const addressField = fieldOf('object', isJsonObject);
const addressWithContactField = objectField({ address: addressField, contactDetails: contactField });

const lineItemField = objectField({
  _id: idField,
  id: idField,
  productName: objectField({ original: textField, translated: textField }),
  quantity: countField,
  price: moneyField,
  catalogReference: objectField({ appId: idField }),
  itemType: objectField({ preset: statusField, custom: textField }),
});

const activityField = objectField({
  type: statusField,
  activityType: statusField,
  _createdDate: dateField,
  createdDate: dateField,
  orderRefunded: objectField({ amount: moneyField }),
});

/** Fields of an eCommerce order that this package reads, as Wix eCommerce prints them in both of its handlers. */
const shopOrderShape = shapeOf({
  _id: idField,
  id: idField,
  number: countField,
  status: statusField,
  paymentStatus: statusField,
  fulfillmentStatus: statusField,
  archived: flagField,
  seenByAHuman: flagField,
  currency: textField,
  buyerLanguage: textField,
  channelInfo: objectField({ type: statusField }),
  buyerNote: textField,
  customFields: listField(objectField({ title: textField, translatedTitle: textField, value: answerField })),
  appliedDiscounts: listField(objectField({ coupon: objectField({ code: textField }) })),
  buyerInfo: objectField({ contactId: idField, memberId: idField, visitorId: idField, email: textField }),
  billingInfo: addressWithContactField,
  recipientInfo: addressWithContactField,
  shippingInfo: objectField({ logistics: objectField({ shippingDestination: addressWithContactField }) }),
  lineItems: listField(lineItemField),
  priceSummary: objectField({
    total: moneyField,
    totalPrice: moneyField,
    totalWithGiftCard: moneyField,
    totalWithoutGiftCard: moneyField,
  }),
  balanceSummary: objectField({ balance: moneyField, paid: moneyField, refunded: moneyField }),
  activities: listField(activityField),
  /** From the event of shipments, which has nothing else; no order has it. */
  fulfillments: fulfillmentsField,
  purchasedDate: dateField,
  _createdDate: dateField,
  createdDate: dateField,
  _updatedDate: dateField,
  updatedDate: dateField,
});

type RawOrder = ReturnType<typeof shopOrderShape>;
type RawCustomField = NonNullable<NonNullable<RawOrder['customFields']>[number]>;
type RawLineItem = NonNullable<ReturnType<typeof lineItemField>>;
type RawActivity = NonNullable<ReturnType<typeof activityField>>;

/** Reads a shop order. */
export const readShopOrder = createEntityReader(shopOrderShape, shopOrderOf);

function shopOrderOf(raw: RawOrder, id: string, reader: FieldReader): ShopOrder {
  const { buyerInfo, billingInfo, recipientInfo, shippingInfo } = raw;
  const destination = shippingInfo?.logistics?.shippingDestination;
  const contacts = [billingInfo?.contactDetails, recipientInfo?.contactDetails, destination?.contactDetails];
  return {
    product: 'wix-ecom',
    id,
    number: present(raw.number?.toString()),
    contactId: present(buyerInfo?.contactId),
    memberId: present(buyerInfo?.memberId),
    email: present(buyerInfo?.email),
    firstName: firstPresent(...contacts.map((contact) => contact?.firstName)) ?? undefined,
    lastName: firstPresent(...contacts.map((contact) => contact?.lastName)) ?? undefined,
    language: present(raw.buyerLanguage),
    channel: present(raw.channelInfo?.type),
    buyerNote: present(raw.buyerNote),
    customFields: presentList(raw.customFields)?.map(readCustomField),
    couponCode: firstPresent(...(raw.appliedDiscounts ?? []).map((discount) => discount?.coupon?.code)) ?? undefined,
    paidByGiftCard: readGiftCard(raw.priceSummary, reader),
    currency: present(raw.currency),
    status: present(raw.status),
    paymentStatus: present(raw.paymentStatus),
    fulfillmentStatus: present(raw.fulfillmentStatus),
    archived: orAbsent(raw.archived),
    isSeen: orAbsent(raw.seenByAHuman),
    total: reader.decimal(firstPresent(amountOf(raw.priceSummary?.total), amountOf(raw.priceSummary?.totalPrice))),
    balance: reader.decimal(amountOf(raw.balanceSummary?.balance)),
    paid: reader.decimal(amountOf(raw.balanceSummary?.paid)),
    refunded: readRefunded(raw, reader),
    lineItems: presentList(raw.lineItems)?.map((item, index) => readLineItem(item, index, reader)),
    activities: presentList(raw.activities)?.map((activity) => readActivity(activity, reader)),
    tracking: readShipments(raw.fulfillments, reader),
    createdAt: reader.date(firstPresent(raw._createdDate, raw.createdDate)),
    updatedAt: reader.date(firstPresent(raw._updatedDate, raw.updatedDate)),
    buyer: valuesBelow('buyer', { email: buyerInfo?.email, contactId: buyerInfo?.contactId }),
    shipping: { ...addressValues('destination', destination), ...addressValues('recipient', recipientInfo) },
    billing: addressValues('billing', billingInfo),
  };
}

/** Reads an amount: `value` replaces the deprecated `amount` if a payload has both. */
function amountOf(money: RawMoney): string | number | undefined {
  return firstPresent(money?.value, money?.amount) ?? undefined;
}

type RawMoney = { readonly value?: RawAmount; readonly amount?: RawAmount } | null | undefined;
type RawAmount = string | number | null | undefined;

function readLineItem(raw: RawLineItem, index: number, reader: FieldReader): LineItem {
  return {
    id: present(raw._id) ?? present(raw.id) ?? `#${String(index)}`,
    name: present(raw.productName?.translated) ?? present(raw.productName?.original),
    quantity: reader.decimal(raw.quantity),
    price: reader.decimal(amountOf(raw.price)),
    catalogAppId: present(raw.catalogReference?.appId),
    itemType: present(raw.itemType?.preset) ?? present(raw.itemType?.custom),
  };
}

function readCustomField({ title, translatedTitle, value }: RawCustomField): CustomField {
  return { title: present(translatedTitle) ?? present(title), value: present(orAbsent(value)?.toString()) };
}

/** Returns what a gift card pays: Wix prints the total before and after it. */
function readGiftCard(prices: RawOrder['priceSummary'], reader: FieldReader): Decimal | undefined {
  const before = reader.decimal(amountOf(prices?.totalWithoutGiftCard));
  const after = reader.decimal(amountOf(prices?.totalWithGiftCard));
  if (before === undefined || after === undefined || compareDecimals(before, after) < 0) return undefined;
  return subtractDecimals(before, after);
}

/** Reads an activity: `activityType` replaces `type`, which Wix deprecated; payloads so far have only `type`. */
function readActivity(raw: RawActivity, reader: FieldReader): Activity {
  const amount = reader.decimal(amountOf(raw.orderRefunded?.amount));
  return {
    ...(amount === undefined ? {} : { amount }),
    type: present(raw.activityType) ?? present(raw.type) ?? '',
    at: reader.date(firstPresent(raw._createdDate, raw.createdDate)) ?? '',
  };
}

/** Activities of a refund; only the first names the amount. */
const refundActivities: ReadonlySet<string> = new Set([
  'ORDER_REFUNDED',
  'PAYMENT_REFUNDED',
  'REFUNDED_AS_STORE_CREDIT',
]);

const refundedStatuses: ReadonlySet<string> = new Set(['FULLY_REFUNDED', 'PARTIALLY_REFUNDED']);

/**
 * Returns the sum of all refunds. If the status says refunded, a sum of 0 counts as unknown, because a refund may be recorded after the
 * event that reports it.
 */
function readRefunded(raw: RawOrder, reader: FieldReader): Decimal | undefined {
  const sum = reader.decimal(amountOf(raw.balanceSummary?.refunded)) ?? sumOfRefunds(raw, reader);
  return sum === ZERO && refundedStatuses.has(raw.paymentStatus ?? '') ? undefined : sum;
}

function sumOfRefunds(raw: RawOrder, reader: FieldReader): Decimal | undefined {
  const activities = presentList(raw.activities);
  if (activities === undefined) return undefined;
  const typeOf = ({ type, activityType }: (typeof activities)[number]) => present(activityType) ?? present(type) ?? '';
  const hasRefunds = activities.some((activity) => refundActivities.has(typeOf(activity)));
  const refunds = activities.filter((activity) => typeOf(activity) === 'ORDER_REFUNDED');
  const amounts = refunds.flatMap(({ orderRefunded }) => reader.decimal(amountOf(orderRefunded?.amount)) ?? []);
  if (hasRefunds && (amounts.length === 0 || amounts.length < refunds.length)) return undefined;
  return amounts.reduce(addDecimals, ZERO);
}

/** Returns the values of an address: REST prints `addressLine` where the Velo form and the JavaScript SDK print `addressLine1`. */
function addressValues(prefix: string, place: RawOrder['billingInfo']): PersonalValues {
  const { addressLine, ...address } = place?.address ?? {};
  const lines = addressLine === undefined ? address : { addressLine1: addressLine, ...address };
  return { ...valuesBelow(prefix, lines), ...valuesBelow(`${prefix}.contact`, place?.contactDetails) };
}
