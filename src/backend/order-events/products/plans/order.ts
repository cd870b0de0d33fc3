import * as v from 'valibot';

import type { Decimal } from '../../values/decimal.ts';
import {
  countField,
  dateField,
  firstPresent,
  flagField,
  idField,
  listField,
  objectField,
} from '../../values/fields.ts';
import { orAbsent, present, presentList, statusField, textField, type FieldReader } from '../../values/fields.ts';
import type { DateText } from '../../values/instant.ts';
import { valuesBelow, type PersonalValues } from '../../values/personal-values.ts';
import { createEntityReader } from '../read-order.ts';

const priceField = objectField({ total: countField, currency: textField, coupon: objectField({ code: textField }) });
const phaseField = objectField({
  duration: objectField({ cycleFrom: countField, numberOfCycles: countField }),
  price: priceField,
});

/** What this package reads of a plan order, as Pricing Plans prints it in `wixPricingPlans_onOrderUpdated`. */
const planOrderSchema = v.object({
  _id: idField,
  id: idField,
  planId: idField,
  planName: textField,
  subscriptionId: idField,
  buyer: objectField({ memberId: idField, contactId: idField }),
  pricing: objectField({ prices: listField(phaseField) }),
  priceDetails: priceField,
  type: statusField,
  status: statusField,
  lastPaymentStatus: statusField,
  autoRenewCanceled: flagField,
  cancellation: objectField({ cause: statusField, effectiveAt: statusField }),
  startDate: dateField,
  endDate: dateField,
  earliestEndDate: dateField,
  pausePeriods: listField(objectField({ pauseDate: dateField, resumeDate: dateField })),
  currentCycle: objectField({ index: v.nullish(v.number()), startedDate: dateField }),
  /** Stands beside the order in the event that a cycle started. */
  cycleNumber: countField,
  formData: objectField({ submissionData: v.nullish(v.unknown()) }),
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
  /** The end as it was before the owner moved it. */
  readonly earliestEndAt: DateText | undefined;
  readonly pauses: readonly PausePeriod[] | undefined;
  readonly cycleIndex: number | undefined;
  readonly cycleStartedAt: DateText | undefined;
  /** The cycle that the event says has started. */
  readonly startedCycle: number | undefined;
  /** The code of the coupon that was used. */
  readonly couponCode: string | undefined;
  /** The price of the current cycle. */
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

type RawOrder = v.InferOutput<typeof planOrderSchema>;

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
    earliestEndAt: reader.date(raw.earliestEndDate),
    pauses: presentList(raw.pausePeriods)?.flatMap((period) => readPause(period, reader)),
    cycleIndex: orAbsent(raw.currentCycle?.index),
    cycleStartedAt: reader.date(raw.currentCycle?.startedDate),
    startedCycle: wholeNumber(raw.cycleNumber),
    couponCode: firstPresent(...priceFieldsOf(raw).map((price) => price?.coupon?.code)) ?? undefined,
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

function priceFieldsOf({ pricing, priceDetails }: RawOrder): readonly v.InferOutput<typeof priceField>[] {
  return [...(pricing?.prices ?? []).map((entry) => entry?.price), priceDetails];
}

/** `pricing` is the documented place; `priceDetails` is deprecated but the only one in older payloads. */
function readTotal(raw: v.InferOutput<typeof planOrderSchema>, reader: FieldReader): PlanOrder['total'] {
  const prices = presentList(raw.pricing?.prices);
  const price = prices === undefined || prices.length === 0 ? raw.priceDetails : priceOfCycle(cycleOf(raw), prices);
  const amount = reader.decimal(price?.total);
  return amount === undefined ? undefined : { amount, currency: present(price?.currency) };
}

/** An order that is under way may leave out its cycle, and one that is over has none. */
function cycleOf({ currentCycle, cycleNumber, status }: v.InferOutput<typeof planOrderSchema>): number | undefined {
  const cycle = currentCycle?.index ?? wholeNumber(cycleNumber);
  if (cycle !== undefined) return Math.max(1, cycle);
  return status === 'DRAFT' || status === 'PENDING' ? 1 : undefined;
}

type Phase = NonNullable<v.InferOutput<typeof phaseField>>;

/** The price that counts from the latest cycle up to this one, unless it counted for fewer; of several without a cycle, none. */
function priceOfCycle(cycle: number | undefined, phases: readonly Phase[]): Phase['price'] {
  if (cycle === undefined) return phases.length === 1 ? phases[0]?.price : undefined;
  let current: { readonly from: number; readonly phase: Phase } | undefined;
  for (const phase of phases) {
    const from = wholeNumber(phase.duration?.cycleFrom) ?? 1;
    if (from <= cycle && (current === undefined || from > current.from)) current = { from, phase };
  }
  const length = wholeNumber(current?.phase.duration?.numberOfCycles) ?? 0;
  const isOver = current !== undefined && length > 0 && cycle >= current.from + length;
  return isOver ? undefined : current?.phase.price;
}

function wholeNumber(value: number | string | null | undefined): number | undefined {
  const number = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isInteger(number) ? number : undefined;
}
