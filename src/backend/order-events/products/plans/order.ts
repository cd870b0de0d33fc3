import {
  anyField,
  countField,
  dateField,
  firstPresent,
  flagField,
  idField,
  listField,
  numberField,
  objectField,
  orAbsent,
  present,
  presentList,
  shapeOf,
  statusField,
  textField,
  type FieldReader,
} from '../../values/fields.ts';
import type { DateText } from '../../values/instant.ts';
import { valuesBelow, type PersonalValues } from '../../values/personal-values.ts';
import type { Price } from '../../values/price.ts';
import { createEntityReader } from '../read-order.ts';

const priceField = objectField({ total: countField, currency: textField, coupon: objectField({ code: textField }) });
const phaseField = objectField({
  duration: objectField({ cycleFrom: countField, numberOfCycles: countField }),
  price: priceField,
});

/** Fields of a plan order that this package reads, as Pricing Plans prints them in `wixPricingPlans_onOrderUpdated`. */
const planOrderShape = shapeOf({
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
  currentCycle: objectField({ index: numberField, startedDate: dateField }),
  /** Beside the order in the event that a cycle started. */
  cycleNumber: countField,
  formData: objectField({ submissionData: anyField }),
  _createdDate: dateField,
  createdDate: dateField,
  _updatedDate: dateField,
  updatedDate: dateField,
});

/** A pause of a plan order. The instants come from the order itself. */
export interface PausePeriod {
  /** When the pause began. */
  readonly pausedAt: DateText;
  /** When the pause ended. Absent while it lasts. */
  readonly resumedAt: DateText | undefined;
}

/** Cycles with one price, both included; `last` is `undefined` if no other price follows. */
export interface PricedCycles {
  /** The first cycle that costs this, from 1. */
  readonly first: number;
  /** The last cycle that costs this. Absent where no other price follows. */
  readonly last: number | undefined;
}

/** An order of a pricing plan. */
export interface PlanOrder {
  /** Always `wix-pricing-plans`. */
  readonly product: 'wix-pricing-plans';
  /** The id of the order. */
  readonly id: string;
  /** The id of the plan. Absent where the event has none. */
  readonly planId: string | undefined;
  /** The name of the plan when it was bought. Absent where the event has none. */
  readonly planName: string | undefined;
  /** The id of the buyer's contact. Absent where the event has none. */
  readonly contactId: string | undefined;
  /** The id of the buyer's member. Absent where the event has none. */
  readonly memberId: string | undefined;
  /** Whether it is paid outside the site; such an order is never charged by Wix. */
  readonly isOffline: boolean;
  /** The status that Wix prints, such as `ACTIVE`, `PAUSED` or `CANCELED`. Absent where the event has none. */
  readonly status: string | undefined;
  /** The status of the last payment, such as `PAID` or `FAILED`. Absent where the event has none. */
  readonly paymentStatus: string | undefined;
  /** Whether the plan ends instead of being renewed. Absent for plans that are paid once. */
  readonly autoRenewCanceled: boolean | undefined;
  /** Why it was canceled, such as `OWNER_ACTION` or `PAYMENT_FAILURE`. Absent unless the plan or its renewal was canceled. */
  readonly cancellationCause: string | undefined;
  /** When the cancellation counts: `IMMEDIATELY` or `NEXT_PAYMENT_DATE`. Absent unless the plan or its renewal was canceled. */
  readonly cancellationEffectiveAt: string | undefined;
  /** When the plan starts or started. Absent where the event has none. */
  readonly startAt: DateText | undefined;
  /** When the plan ends or ended. Absent for a plan that goes on until it is canceled. */
  readonly endAt: DateText | undefined;
  /** The end as it was before the owner moved it. Absent where the event has none. */
  readonly earliestEndAt: DateText | undefined;
  /** The pauses so far. Absent where the event does not say. */
  readonly pauses: readonly PausePeriod[] | undefined;
  /** Which payment cycle it is in, from 1; 0 in a free trial. Absent once the plan is over, and in some events before it starts. */
  readonly cycleIndex: number | undefined;
  /** When this cycle started. Absent like `cycleIndex`. */
  readonly cycleStartedAt: DateText | undefined;
  /** The cycle that the event says has started. Absent for every other event. */
  readonly startedCycle: number | undefined;
  /** The code of the coupon that was used. Absent without one. */
  readonly couponCode: string | undefined;
  /** The price of the current cycle. Absent where no price of the order counts for it. */
  readonly total: Price | undefined;
  /** The cycles that cost the same. Absent like `total`. */
  readonly pricedCycles: PricedCycles | undefined;
  /** When the order was made. Absent where the event has none. */
  readonly createdAt: DateText | undefined;
  /** When Wix last wrote the order. Absent where the event has none. */
  readonly updatedAt: DateText | undefined;
  /** The buyer's answers to the form of the plan, as `form.` and the name of the question; `{}` without a form. An answer is absent where the buyer left it empty. */
  readonly buyer: PersonalValues;
}

/** Returns the dates that change a plan order when they are set or reached. */
export function planDatesOf(order: PlanOrder): readonly (DateText | undefined)[] {
  const pauses = (order.pauses ?? []).flatMap(({ pausedAt, resumedAt }) => [pausedAt, resumedAt]);
  return [order.startAt, order.endAt, order.cycleStartedAt, ...pauses];
}

type RawOrder = ReturnType<typeof planOrderShape>;

/** Reads a plan order. */
export const readPlanOrder = createEntityReader(planOrderShape, planOrderOf);

function planOrderOf(raw: ReturnType<typeof planOrderShape>, id: string, reader: FieldReader): PlanOrder {
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

function priceFieldsOf({ pricing, priceDetails }: RawOrder): readonly ReturnType<typeof priceField>[] {
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
function cycleOf({ currentCycle, cycleNumber, status }: ReturnType<typeof planOrderShape>): number | undefined {
  const cycle = currentCycle?.index ?? wholeNumber(cycleNumber);
  if (cycle !== undefined) return Math.max(1, cycle);
  return status === 'DRAFT' || status === 'PENDING' ? 1 : undefined;
}

interface Phase {
  readonly price: NonNullable<ReturnType<typeof phaseField>>['price'];
  readonly cycles: PricedCycles;
}

function readPhase({ duration, price }: NonNullable<ReturnType<typeof phaseField>>): Phase {
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
