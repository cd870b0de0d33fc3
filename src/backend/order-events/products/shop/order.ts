import * as v from 'valibot';

import { addDecimals, ZERO, type Decimal } from '../../values/decimal.ts';
import { countField, dateField, firstPresent, flagField, idField, moneyField, orAbsent } from '../../values/fields.ts';
import { present, presentList, statusField, textField, type FieldReader } from '../../values/fields.ts';
import type { DateText } from '../../values/instant.ts';
import { valuesBelow, type PersonalValues } from '../../values/personal-values.ts';
import { createEntityReader } from '../read-order.ts';

const contactField = v.nullish(v.object({ firstName: textField, lastName: textField, phone: textField }));
const addressField = v.nullish(v.record(v.string(), v.unknown()));
const addressWithContactField = v.nullish(v.object({ address: addressField, contactDetails: contactField }));

const lineItemSchema = v.object({
  _id: idField,
  id: idField,
  productName: v.nullish(v.object({ original: textField, translated: textField })),
  quantity: countField,
  price: moneyField,
});

const activitySchema = v.object({
  type: statusField,
  activityType: statusField,
  _createdDate: dateField,
  createdDate: dateField,
  orderRefunded: v.nullish(v.object({ amount: moneyField })),
});

/** What this package reads of an eCommerce order, as Wix eCommerce prints it in both of its handlers. */
const shopOrderSchema = v.object({
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
  buyerInfo: v.nullish(v.object({ contactId: idField, memberId: idField, visitorId: idField, email: textField })),
  billingInfo: addressWithContactField,
  recipientInfo: addressWithContactField,
  shippingInfo: v.nullish(
    v.object({
      logistics: v.nullish(v.object({ shippingDestination: addressWithContactField })),
    }),
  ),
  lineItems: v.nullish(v.array(v.nullish(lineItemSchema))),
  priceSummary: v.nullish(v.object({ total: moneyField, totalPrice: moneyField })),
  balanceSummary: v.nullish(v.object({ balance: moneyField, refunded: moneyField })),
  activities: v.nullish(v.array(v.nullish(activitySchema))),
  purchasedDate: dateField,
  _createdDate: dateField,
  createdDate: dateField,
  _updatedDate: dateField,
  updatedDate: dateField,
});

/** One thing that Wix noted in an order's activity list. */
export interface Activity {
  readonly type: string;
  /** Empty when Wix prints none. */
  readonly at: DateText | '';
}

/** One line of a shop order. */
export interface LineItem {
  /** Unique within one order only. */
  readonly id: string;
  readonly name: string | undefined;
  readonly quantity: Decimal | undefined;
  readonly price: Decimal | undefined;
}

/** A shop order of Wix eCommerce. */
export interface ShopOrder {
  readonly product: 'wix-ecom';
  readonly id: string;
  /** For display only: some sources print it as a number. */
  readonly number: string | undefined;
  readonly contactId: string | undefined;
  readonly memberId: string | undefined;
  readonly email: string | undefined;
  readonly firstName: string | undefined;
  readonly language: string | undefined;
  readonly currency: string | undefined;
  readonly status: string | undefined;
  readonly paymentStatus: string | undefined;
  readonly fulfillmentStatus: string | undefined;
  readonly archived: boolean | undefined;
  readonly isSeen: boolean | undefined;
  readonly total: Decimal | undefined;
  readonly balance: Decimal | undefined;
  /** All refunds so far: the balance summary's figure, else the sum of the refund activities. */
  readonly refunded: Decimal | undefined;
  readonly lineItems: readonly LineItem[] | undefined;
  readonly activities: readonly Activity[] | undefined;
  readonly createdAt: DateText | undefined;
  readonly updatedAt: DateText | undefined;
  readonly buyer: PersonalValues;
  readonly shipping: PersonalValues;
  readonly billing: PersonalValues;
}

type RawOrder = v.InferOutput<typeof shopOrderSchema>;

/** Reads a shop order. */
export const readShopOrder = createEntityReader(shopOrderSchema, shopOrderOf);

function shopOrderOf(raw: RawOrder, id: string, reader: FieldReader): ShopOrder {
  const { buyerInfo, billingInfo, recipientInfo, shippingInfo } = raw;
  const destination = shippingInfo?.logistics?.shippingDestination;
  const buyerContact = billingInfo?.contactDetails ?? recipientInfo?.contactDetails ?? destination?.contactDetails;
  return {
    product: 'wix-ecom',
    id,
    number: present(raw.number?.toString()),
    contactId: present(buyerInfo?.contactId),
    memberId: present(buyerInfo?.memberId),
    email: present(buyerInfo?.email),
    firstName: present(buyerContact?.firstName),
    language: present(raw.buyerLanguage),
    currency: present(raw.currency),
    status: present(raw.status),
    paymentStatus: present(raw.paymentStatus),
    fulfillmentStatus: present(raw.fulfillmentStatus),
    archived: orAbsent(raw.archived),
    isSeen: orAbsent(raw.seenByAHuman),
    total: reader.decimal(firstPresent(amountOf(raw.priceSummary?.total), amountOf(raw.priceSummary?.totalPrice))),
    balance: reader.decimal(amountOf(raw.balanceSummary?.balance)),
    refunded: readRefunded(raw, reader),
    lineItems: presentList(raw.lineItems)?.map((item, index) => readLineItem(item, index, reader)),
    activities: presentList(raw.activities)?.map((activity) => readActivity(activity, reader)),
    createdAt: reader.date(firstPresent(raw._createdDate, raw.createdDate)),
    updatedAt: reader.date(firstPresent(raw._updatedDate, raw.updatedDate)),
    buyer: valuesBelow('buyer', { email: buyerInfo?.email, contactId: buyerInfo?.contactId }),
    shipping: { ...addressValues('destination', destination), ...addressValues('recipient', recipientInfo) },
    billing: addressValues('billing', billingInfo),
  };
}

/** `value` succeeds the deprecated `amount` where a payload has both. */
function amountOf(money: RawMoney): string | number | undefined {
  return firstPresent(money?.value, money?.amount) ?? undefined;
}

type RawMoney = { readonly value?: RawAmount; readonly amount?: RawAmount } | null | undefined;
type RawAmount = string | number | null | undefined;

function readLineItem(raw: v.InferOutput<typeof lineItemSchema>, index: number, reader: FieldReader): LineItem {
  return {
    id: present(raw._id) ?? present(raw.id) ?? `#${String(index)}`,
    name: present(raw.productName?.translated) ?? present(raw.productName?.original),
    quantity: reader.decimal(raw.quantity),
    price: reader.decimal(amountOf(raw.price)),
  };
}

/** `activityType` succeeds `type`, which Wix deprecated; payloads so far have only `type`. */
function readActivity(raw: v.InferOutput<typeof activitySchema>, reader: FieldReader): Activity {
  return {
    type: present(raw.activityType) ?? present(raw.type) ?? '',
    at: reader.date(firstPresent(raw._createdDate, raw.createdDate)) ?? '',
  };
}

/** Activities that tell of a refund; only the first says how much. */
const refundActivities: ReadonlySet<string> = new Set([
  'ORDER_REFUNDED',
  'PAYMENT_REFUNDED',
  'REFUNDED_AS_STORE_CREDIT',
]);

function readRefunded(raw: RawOrder, reader: FieldReader): Decimal | undefined {
  const summary = reader.decimal(amountOf(raw.balanceSummary?.refunded));
  if (summary !== undefined) return summary;
  const refunds = presentList(raw.activities)?.filter(({ type, activityType }) =>
    refundActivities.has(present(activityType) ?? present(type) ?? ''),
  );
  const amounts = refunds?.flatMap(({ orderRefunded }) => reader.decimal(amountOf(orderRefunded?.amount)) ?? []);
  const isUnknown = refunds !== undefined && refunds.length > 0 && amounts?.length === 0;
  return isUnknown ? undefined : amounts?.reduce(addDecimals, ZERO);
}

/** REST prints `addressLine` where the Velo form and the JavaScript SDK print `addressLine1`. */
function addressValues(prefix: string, place: RawOrder['billingInfo']): PersonalValues {
  const { addressLine, ...address } = place?.address ?? {};
  const lines = addressLine === undefined ? address : { addressLine1: addressLine, ...address };
  return { ...valuesBelow(prefix, lines), ...valuesBelow(`${prefix}.contact`, place?.contactDetails) };
}
