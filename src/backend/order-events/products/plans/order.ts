import * as v from 'valibot';

import type { Decimal } from '../../values/decimal.ts';
import { countField, dateField, firstPresent, flagField, idField, orAbsent, present } from '../../values/fields.ts';
import { presentList, statusField, textField, type FieldReader } from '../../values/fields.ts';
import type { DateText } from '../../values/instant.ts';
import { valuesBelow, type PersonalValues } from '../../values/personal-values.ts';
import { createEntityReader } from '../read-order.ts';

const priceSchema = v.object({ total: countField, currency: textField });
/** Read for display only, so that a form no payload has shown yet (the Velo reference types it as one object) costs nothing. */
const pricingSchema = v.object({ prices: v.array(v.nullish(v.object({ price: v.nullish(priceSchema) }))) });

/** What this package reads of a plan order, as Pricing Plans prints it in `wixPricingPlans_onOrderUpdated`. */
const planOrderSchema = v.object({
  _id: idField,
  id: idField,
  planId: idField,
  planName: textField,
  subscriptionId: idField,
  buyer: v.nullish(v.object({ memberId: idField, contactId: idField })),
  pricing: v.fallback(v.nullish(pricingSchema), undefined),
  priceDetails: v.fallback(v.nullish(priceSchema), undefined),
  type: statusField,
  status: statusField,
  lastPaymentStatus: statusField,
  autoRenewCanceled: flagField,
  cancellation: v.nullish(v.object({ cause: statusField, effectiveAt: statusField })),
  startDate: dateField,
  endDate: dateField,
  pausePeriods: v.nullish(v.array(v.nullish(v.object({ pauseDate: dateField, resumeDate: dateField })))),
  currentCycle: v.nullish(v.object({ index: v.nullish(v.number()), startedDate: dateField })),
  formData: v.nullish(v.object({ submissionData: v.nullish(v.unknown()) })),
  _createdDate: dateField,
  createdDate: dateField,
  _updatedDate: dateField,
  updatedDate: dateField,
});

/** A pause of a plan order. The instants come from the order itself. */
export interface PausePeriod {
  readonly pausedAt: DateText;
  /** Absent while the pause lasts. */
  readonly resumedAt: DateText | undefined;
}

/** An order of a pricing plan. */
export interface PlanOrder {
  readonly product: 'wix-pricing-plans';
  readonly id: string;
  readonly planId: string | undefined;
  readonly planName: string | undefined;
  readonly contactId: string | undefined;
  readonly memberId: string | undefined;
  readonly isOffline: boolean;
  readonly status: string | undefined;
  readonly paymentStatus: string | undefined;
  readonly autoRenewCanceled: boolean | undefined;
  readonly cancellationCause: string | undefined;
  readonly cancellationEffectiveAt: string | undefined;
  readonly startAt: DateText | undefined;
  readonly endAt: DateText | undefined;
  readonly pauses: readonly PausePeriod[] | undefined;
  readonly cycleIndex: number | undefined;
  readonly cycleStartedAt: DateText | undefined;
  readonly total: { readonly amount: Decimal; readonly currency: string | undefined } | undefined;
  readonly createdAt: DateText | undefined;
  readonly updatedAt: DateText | undefined;
  readonly buyer: PersonalValues;
}

/** The dates that change a plan order when they are set or reached. */
export function planDatesOf(order: PlanOrder): readonly (DateText | undefined)[] {
  const pauses = (order.pauses ?? []).flatMap(({ pausedAt, resumedAt }) => [pausedAt, resumedAt]);
  return [order.startAt, order.endAt, order.cycleStartedAt, ...pauses];
}

/** Reads a plan order. */
export const readPlanOrder = createEntityReader(planOrderSchema, planOrderOf);

function planOrderOf(raw: v.InferOutput<typeof planOrderSchema>, id: string, reader: FieldReader): PlanOrder {
  return {
    product: 'wix-pricing-plans',
    id,
    planId: present(raw.planId),
    planName: present(raw.planName),
    contactId: present(raw.buyer?.contactId),
    memberId: present(raw.buyer?.memberId),
    isOffline: raw.type === 'OFFLINE',
    status: present(raw.status),
    paymentStatus: present(raw.lastPaymentStatus),
    autoRenewCanceled: orAbsent(raw.autoRenewCanceled),
    cancellationCause: present(raw.cancellation?.cause),
    cancellationEffectiveAt: present(raw.cancellation?.effectiveAt),
    startAt: reader.date(raw.startDate),
    endAt: reader.date(raw.endDate),
    pauses: presentList(raw.pausePeriods)?.flatMap((period) => readPause(period, reader)),
    cycleIndex: orAbsent(raw.currentCycle?.index),
    cycleStartedAt: reader.date(raw.currentCycle?.startedDate),
    total: readTotal(raw, reader),
    createdAt: reader.date(firstPresent(raw._createdDate, raw.createdDate)),
    updatedAt: reader.date(firstPresent(raw._updatedDate, raw.updatedDate)),
    buyer: valuesBelow('form', raw.formData?.submissionData),
  };
}

function readPause(
  raw: { readonly pauseDate?: unknown; readonly resumeDate?: unknown },
  reader: FieldReader,
): PausePeriod[] {
  const pausedAt = reader.date(raw.pauseDate);
  return pausedAt === undefined ? [] : [{ pausedAt, resumedAt: reader.date(raw.resumeDate) }];
}

/** `pricing` is the documented place; `priceDetails` is deprecated but the only one in older payloads. */
function readTotal(raw: v.InferOutput<typeof planOrderSchema>, reader: FieldReader): PlanOrder['total'] {
  const price = raw.pricing?.prices[0]?.price ?? raw.priceDetails;
  const amount = reader.decimal(price?.total);
  return amount === undefined ? undefined : { amount, currency: present(price?.currency) };
}
