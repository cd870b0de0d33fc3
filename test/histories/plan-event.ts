import { guid } from './chance.ts';
import type { Chance } from './chance.ts';
import type { Notes } from './growing.ts';
import { present } from './history.ts';
import type { Json, JsonObject, Step } from './history.ts';
import { advance, printEventTime, printInstant } from './instants.ts';
import type { PlanOrder } from './plan-order.ts';

/** Tells what was noted in one event of `wixPricingPlans_onOrderUpdated`; no news may come with an outdated state. */
export function tellPlan(order: PlanOrder, notes: Notes, noise: Chance, stepsSoFar: number): Step[] {
  advance(order.clock, noise.yes(10) ? 0 : noise.between(5, 150), noise);
  const isNews = notes.moves.size > 0 || stepsSoFar === 0;
  const outdated = !isNews && noise.yes(12) ? outdatedState(order) : undefined;
  const seen = stepsSoFar === 0 ? [] : hiddenParts(order, notes, noise);
  const hides = outdated === undefined ? seen : ['everything'];
  const entity = outdated ?? planEntity(order, noise, hides);
  const event: JsonObject = {
    metadata: {
      id: guid(noise, stepsSoFar),
      entityId: order.ids.order,
      eventTime: printEventTime(order.clock, noise),
      triggeredByAnonymizeRequest: notes.moves.has('anonymized'),
    },
    entity,
  };
  if (outdated === undefined) remember(order, hides, isNews, entity);
  const { reported, implied } = notes;
  return [{ handler: 'wixPricingPlans_onOrderUpdated', event, reported, implied, moves: [...notes.moves], hides }];
}

function remember(order: PlanOrder, hides: readonly string[], isNews: boolean, entity: JsonObject): void {
  if (!hides.includes('payment')) order.shown.payment = true;
  if (!hides.includes('cycle') && order.cycle !== undefined) order.shown.cycle = true;
  if (!isNews) return;
  order.outdated = order.printed;
  order.printed = { status: order.status, updatedMs: order.updatedMs, entity };
}

/** The state before the last change, if its write time gives it away: the status is the same, so nothing else does. */
function outdatedState(order: PlanOrder): JsonObject | undefined {
  const { outdated: past, printed: last } = order;
  if (past === undefined || last === undefined || order.isAnonymized || past.status !== order.status) return undefined;
  return past.updatedMs < last.updatedMs - 1 ? past.entity : undefined;
}

function hiddenParts(order: PlanOrder, notes: Notes, noise: Chance): string[] {
  const hides: string[] = [];
  if (!notes.moves.has('payment') && noise.yes(6)) hides.push('payment');
  const isCycleNews = notes.moves.has('cycle') && !notes.moves.has('active');
  if (!isCycleNews && noise.yes(order.status === 'PAUSED' ? 40 : 8)) hides.push('cycle');
  return hides;
}

function planEntity(order: PlanOrder, noise: Chance, hides: readonly string[]): JsonObject {
  const at = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : printInstant(ms, noise));
  const isPriced = order.payment !== 'NOT_APPLICABLE';
  const total = isPriced ? noise.oneOf(['33', '33.00', '33.0'] as const) : '0';
  const isOldStyle = noise.yes(50);
  const isSubscription = order.pricing === 'subscription';
  return present({
    _id: order.ids.order,
    planId: order.ids.plan,
    subscriptionId: order.ids.subscription,
    wixPayOrderId: isPriced ? order.ids.wixPay : undefined,
    buyer: order.isAnonymized ? {} : { memberId: order.ids.contact, contactId: order.ids.contact },
    priceDetails: isOldStyle ? { total, planPrice: total, currency: 'EUR', ...pricingModel(order) } : undefined,
    pricing: { ...pricingModel(order), prices: [priceOf(order, total)] },
    type: order.isOffline ? 'OFFLINE' : 'ONLINE',
    orderMethod: isOldStyle ? 'UNKNOWN' : undefined,
    status: order.status,
    statusNew: noise.yes(10) ? 'DRAFT' : undefined,
    autoRenewCanceled: isSubscription ? order.autoRenewCanceled : undefined,
    cancellation: order.cancellation && { ...order.cancellation },
    lastPaymentStatus: hides.includes('payment') ? undefined : order.payment,
    startDate: at(order.startMs),
    endDate: at(order.endMs),
    pausePeriods: order.pauses.map((pause) => pausePeriod(pause, noise)),
    freeTrialDays: order.hasTrial ? noise.oneOf<Json>([7, '7']) : undefined,
    earliestEndDate: at(order.earliestEndMs),
    currentCycle: hides.includes('cycle') ? undefined : currentCycle(order, noise),
    planName: noise.oneOf(['Platinum Pro', 'Platinum Pro', 'Platinum'] as const),
    planDescription: '',
    planPrice: total,
    _createdDate: at(order.createdMs),
    _updatedDate: at(order.updatedMs),
  });
}

function pricingModel(order: PlanOrder): JsonObject {
  const cycleDuration = { count: Math.round(order.cycleMs / 86_400_000), unit: 'DAY' };
  if (order.pricing === 'subscription') return { subscription: { cycleDuration, cycleCount: order.cycleCount } };
  return order.pricing === 'single' ? { singlePaymentForDuration: cycleDuration } : { singlePaymentUnlimited: true };
}

function priceOf(order: PlanOrder, total: string): JsonObject {
  return {
    duration: present({ cycleFrom: 1, numberOfCycles: order.cycleCount === 0 ? undefined : order.cycleCount }),
    price: { subtotal: total, discount: '0', total, currency: 'EUR' },
  };
}

function pausePeriod(
  pause: { readonly pauseMs: number; readonly resumeMs: number | undefined },
  noise: Chance,
): JsonObject {
  const pauseDate = printInstant(pause.pauseMs, noise);
  if (pause.resumeMs === undefined) return { status: 'ACTIVE', pauseDate };
  return { status: 'ENDED', pauseDate, resumeDate: printInstant(pause.resumeMs, noise) };
}

function currentCycle(order: PlanOrder, noise: Chance): Json | undefined {
  if (order.cycle === undefined) return undefined;
  const { index, startedMs, endedMs } = order.cycle;
  const isEndShown = order.pricing !== 'unlimited' && !(order.status === 'PAUSED' && noise.yes(60));
  return present({
    index,
    startedDate: printInstant(startedMs, noise),
    endedDate: isEndShown ? printInstant(endedMs, noise) : undefined,
  });
}
