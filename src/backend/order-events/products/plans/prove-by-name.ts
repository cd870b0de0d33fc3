import type { ChangeKind } from '../../changes/change.ts';
import { fieldFinding, ONCE, type Finding } from '../../changes/finding.ts';
import type { DateText } from '../../values/instant.ts';
import type { NamedEvent, NameProof } from '../named-event.ts';
import { cycleStartedFinding, endedFinding, pausedFinding, paymentFinding, resumedFinding } from './compare.ts';
import type { PausePeriod, PlanOrder } from './order.ts';
import type { PlanSnapshot } from './snapshot.ts';

type Named = NamedEvent<PlanOrder, PlanSnapshot>;

type Proof = (event: Named) => NameProof<PlanSnapshot>;

/** Proofs by the first kind that a name proves. */
const proofs: Readonly<Partial<Record<ChangeKind, Proof>>> = {
  'order-placed': ({ order, observed }) => ({
    findings: observed.status === 'DRAFT' ? [] : [placed(order, observed)],
    snapshot: observed,
  }),
  'order-paid': (event) => (event.proves.includes('order-placed') ? provePurchase(event) : proveMarkedAsPaid(event)),
  'order-started': (event) => withStatus(event, 'ACTIVE', ['DRAFT', 'PENDING'], started(event)),
  'cycle-started': (event) => ({ findings: startedCycle(event), snapshot: event.observed }),
  'order-paused': (event) =>
    withStatus(event, 'PAUSED', ['ACTIVE', 'CANCELED', 'ENDED'], pausedFinding(pauseOf(event, 'pausedAt'))),
  'order-resumed': (event) => withStatus(event, 'ACTIVE', ['PAUSED'], resumedFinding(pauseOf(event, 'resumedAt'))),
  'start-date-changed': ({ order, observed }) => ({
    findings: [moved('start-date-changed', 'startDate', order.startAt)],
    snapshot: observed,
  }),
  'end-date-postponed': (event) => ({ findings: [movedEnd(event)], snapshot: event.observed }),
  'auto-renew-canceled': ({ observed }) => ({
    findings: [fieldFinding('auto-renew-canceled', 'autoRenewCanceled', undefined, true)],
    snapshot: { ...observed, autoRenewCanceled: true },
  }),
  'order-canceled': (event) => {
    const canceled = fieldFinding('order-canceled', 'status', undefined, 'CANCELED', { at: endedBy(event) });
    return withStatus(event, 'CANCELED', statusesBeforeEnd, canceled);
  },
  'order-ended': (event) => {
    // An order that was canceled ends as well, and keeps its status.
    const status = event.observed.status === 'CANCELED' ? 'CANCELED' : 'ENDED';
    const ended = { ...endedFinding(undefined, { ...event.observed, status }), at: endedBy(event) };
    return withStatus(event, 'ENDED', statusesBeforeEnd, ended);
  },
};

const statusesBeforeEnd = ['DRAFT', 'PENDING', 'ACTIVE', 'PAUSED'];

/** Returns what the name of a plan event proves: if the order in it is in an earlier state, the name counts. */
export function proveByPlanName(event: Named): NameProof<PlanSnapshot> {
  const [kind] = event.proves;
  const prove = kind === undefined ? undefined : proofs[kind];
  return prove?.(event) ?? { findings: [], snapshot: event.observed };
}

/** Replaces a status that the order can only have had before the event by the one that the event's name implies. */
function withStatus(
  { observed }: Named,
  status: string,
  before: readonly string[],
  finding: Finding,
): NameProof<PlanSnapshot> {
  const isFromBefore = observed.status === undefined || before.includes(observed.status);
  return { findings: [finding], snapshot: isFromBefore ? { ...observed, status } : observed };
}

function placed({ createdAt }: PlanOrder, { status }: PlanSnapshot): Finding {
  return fieldFinding('order-placed', 'status', undefined, status, { at: createdAt });
}

/** Proves a purchase: it is a payment if it was paid; a free or offline order is placed by it. Nothing is paid in a trial. */
function provePurchase({ order, observed }: Named): NameProof<PlanSnapshot> {
  const isPaid = observed.paymentStatus === 'PAID' && observed.cycleIndex !== 0;
  // A start in the past may put the purchase into a later cycle.
  const paid = paymentFinding('order-paid', { ...observed, cycleIndex: 1 }, undefined);
  return { findings: [isPaid ? { ...paid, notBefore: order.createdAt } : placed(order, observed)], snapshot: observed };
}

/** Proves a payment. Wix never marks a finished order as paid, so an end in this event belongs to another event and is ignored. */
function proveMarkedAsPaid({ observed }: Named): NameProof<PlanSnapshot> {
  const isOver = observed.status === 'CANCELED' || observed.status === 'ENDED';
  const unknown = { status: undefined, endAt: undefined, cancellationEffectiveAt: undefined };
  const snapshot = { ...observed, paymentStatus: 'PAID', ...(isOver ? unknown : {}) };
  // The owner marks a whole order as paid: that is no renewal.
  const finding = paymentFinding('order-paid', { ...snapshot, isOffline: true, cycleStartedAt: undefined }, undefined);
  return { findings: [finding], snapshot };
}

function started({ order: { startAt, createdAt }, at }: Named): Finding {
  const instants = [startAt, createdAt].filter((instant) => instant !== undefined && instant <= at).sort();
  const ownAt = startAt === undefined || startAt > at ? undefined : instants[instants.length - 1];
  return fieldFinding('order-started', 'status', undefined, 'ACTIVE', { at: ownAt });
}

/** Returns the cycle that started. Some events still show the cycle before, and name the new one beside the order. */
function startedCycle({ order, observed }: Named): Finding[] {
  const cycle = order.startedCycle ?? observed.cycleIndex;
  if (cycle === undefined) {
    return [fieldFinding('cycle-started', 'cycleIndex', undefined, undefined, { isApproximate: true })];
  }
  return [cycleStartedFinding(cycle, cycle === observed.cycleIndex ? order.cycleStartedAt : undefined)];
}

/** Milliseconds by which the pause or resume that an event is named for may differ from the event's time. */
const SAME_HAPPENING_MS = 60_000;

/**
 * Returns the pause that the event is named for: its last one, if that is open or over as the name says; else one near the event's time.
 */
function pauseOf({ observed, known, at }: Named, instant: 'pausedAt' | 'resumedAt'): PausePeriod | undefined {
  const own = observed.pauses ?? [];
  const last = own[own.length - 1];
  const isOwn = last !== undefined && (last.resumedAt === undefined) === (instant === 'pausedAt');
  return (isOwn ? last : undefined) ?? [...own, ...(known?.pauses ?? [])].find((pause) => isNear(pause[instant], at));
}

function isNear(instant: DateText | undefined, at: DateText): boolean {
  return instant !== undefined && Math.abs(Date.parse(instant) - Date.parse(at)) <= SAME_HAPPENING_MS;
}

function moved(kind: ChangeKind, field: string, to: DateText | undefined): Finding {
  const occurrence = to ?? ONCE;
  return fieldFinding(kind, field, undefined, to, { occurrence, isApproximate: to === undefined });
}

/** Wix keeps the earlier date as the earliest end, which shows the direction in which the end moved. */
function movedEnd({ order, known }: Named): Finding {
  const { endAt } = order;
  const before = known?.endAt !== undefined && known.endAt !== endAt ? known.endAt : order.earliestEndAt;
  const isForward = before !== undefined && endAt !== undefined && endAt < before;
  const [kind, alsoKnownAs]: [ChangeKind, ChangeKind] = isForward
    ? ['end-date-brought-forward', 'end-date-postponed']
    : ['end-date-postponed', 'end-date-brought-forward'];
  return { ...moved(kind, 'endDate', endAt), alsoKnownAs };
}

/** Returns when the order ended: Wix moves the end date to that instant. */
function endedBy({ observed, at }: Named): DateText | undefined {
  return observed.endAt !== undefined && observed.endAt <= at ? observed.endAt : undefined;
}
