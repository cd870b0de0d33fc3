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

/** Fields of a plan order that this package reads, as Pricing Plans prints them in `wixPricingPlans_onOrderUpdated`. */
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
  /** Beside the order in the event that a cycle started. */
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

/** Cycles with one price, both included; `last` is `undefined` if no other price follows. */
export interface PricedCycles {
  readonly first: number;
  readonly last: number | undefined;
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
  /** End date before the owner moved it. */
  readonly earliestEndAt: DateText | undefined;
  readonly pauses: readonly PausePeriod[] | undefined;
  readonly cycleIndex: number | undefined;
  readonly cycleStartedAt: DateText | undefined;
  /** Cycle that the event says has started. */
  readonly startedCycle: number | undefined;
  /** Code of the coupon that was used. */
  readonly couponCode: string | undefined;
  /** Price of the current cycle. */
  readonly total: { readonly amount: Decimal; readonly currency: string | undefined } | undefined;
  /** Cycles with this price. */
  readonly pricedCycles: PricedCycles | undefined;
  readonly createdAt: DateText | undefined;
  readonly updatedAt: DateText | undefined;
  readonly buyer: PersonalValues;
}

/** Returns the dates that change a plan order when they are set or reached. */
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
    ...readPrice(raw, reader),
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

/** `pricing` is the documented place; `priceDetails` is deprecated but the only one in older payloads, for all cycles. */
function readPrice(raw: RawOrder, reader: FieldReader): Pick<PlanOrder, 'total' | 'pricedCycles'> {
  const prices = presentList(raw.pricing?.prices);
  const phases = prices === undefined || prices.length === 0 ? [{ price: raw.priceDetails }] : prices;
  const phase = phaseOf(cycleOf(raw), phases.map(readPhase));
  const amount = reader.decimal(phase?.price?.total);
  if (phase === undefined || amount === undefined) return { total: undefined, pricedCycles: undefined };
  return { total: { amount, currency: present(phase.price?.currency) }, pricedCycles: phase.cycles };
}

/** Returns the current cycle. A running order may leave it out, and a finished one has none. */
function cycleOf({ currentCycle, cycleNumber, status }: v.InferOutput<typeof planOrderSchema>): number | undefined {
  const cycle = currentCycle?.index ?? wholeNumber(cycleNumber);
  if (cycle !== undefined) return Math.max(1, cycle);
  return status === 'DRAFT' || status === 'PENDING' ? 1 : undefined;
}

interface Phase {
  readonly price: NonNullable<v.InferOutput<typeof phaseField>>['price'];
  readonly cycles: PricedCycles;
}

function readPhase({ duration, price }: NonNullable<v.InferOutput<typeof phaseField>>): Phase {
  const first = wholeNumber(duration?.cycleFrom) ?? 1;
  const length = wholeNumber(duration?.numberOfCycles) ?? 0;
  return { price, cycles: { first, last: length > 0 ? first + length - 1 : undefined } };
}

/** Returns the phase that began last up to the cycle, unless that phase is over; without a cycle, the only phase, or none of several. */
function phaseOf(cycle: number | undefined, phases: readonly Phase[]): Phase | undefined {
  if (cycle === undefined) return phases.length === 1 ? phases[0] : undefined;
  const begun = phases.filter(({ cycles }) => cycles.first <= cycle);
  const latest = Math.max(...begun.map(({ cycles }) => cycles.first));
  return begun.find(({ cycles: { first, last } }) => first === latest && cycle <= (last ?? cycle));
}

function wholeNumber(value: number | string | null | undefined): number | undefined {
  const number = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isInteger(number) ? number : undefined;
}
