import type { ChangeKind, ShownFields } from '../../changes/change.ts';
import { detailFindings } from '../../changes/detail-findings.ts';
import { fieldFinding, findUnknownStatus, type Finding } from '../../changes/finding.ts';
import type { DateText } from '../../values/instant.ts';
import type { PausePeriod } from './order.ts';
import type { PlanSnapshot } from './snapshot.ts';

/** Wix prints an instant with 3, 6 or 9 digits, so two prints of it can differ by a millisecond. */
const PRINTED_INSTANT_TOLERANCE_MS = 1;

const knownStatuses = new Set(['DRAFT', 'PENDING', 'ACTIVE', 'PAUSED', 'ENDED', 'CANCELED']);

const kindOfPaymentStatus: ReadonlyMap<string, ChangeKind | undefined> = new Map([
  ['PAID', 'order-paid'],
  ['REFUNDED', 'order-refunded'],
  ['FAILED', 'order-payment-failed'],
  ['PENDING', 'order-payment-pending'],
  ['UNPAID', undefined],
  ['NOT_APPLICABLE', undefined],
]);

/** Returns the changes of a plan order between two snapshots. If several reasons explain a moved field, the first one counts. */
export function comparePlanOrders(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  const cancel = cancelFindings(before, after);
  const end = endFindings(before, after);
  const isOver = cancel.length > 0 || end.length > 0;
  const pauses = isOver ? [] : pauseFindings(before, after);
  const start = isOver ? [] : startFindings(before, after);
  const payment = planPaymentFindings(before, after);
  const autoRenew = isOver ? [] : autoRenewFindings(before, after);
  return [
    ...cancel,
    ...end,
    ...pauses,
    ...start,
    ...payment,
    ...(start.length + payment.length > 0 ? [] : placedFindings(before, after)),
    ...autoRenew,
    ...cycleFindings(before, after),
    ...(isOver ? [] : dateFindings(before, after, autoRenew.length > 0)),
    ...detailFindings('buyer-details-changed', before.buyer, after.buyer),
    ...findUnknownPlanStatuses(before, after),
  ];
}

/** Reports status values that no document lists; `before` is `undefined` at first sight. */
export function findUnknownPlanStatuses(before: PlanSnapshot | undefined, after: PlanSnapshot): Finding[] {
  return [
    ...findUnknownStatus('status', knownStatuses, before?.status, after.status),
    ...findUnknownStatus('lastPaymentStatus', kindOfPaymentStatus, before?.paymentStatus, after.paymentStatus),
  ];
}

/** Returns the findings of a canceled order: it is over at once, or after the paid period. */
export function canceledFindings(before: PlanSnapshot | undefined, after: PlanSnapshot): Finding[] {
  const previous = before?.status;
  const at = after.endAt;
  const canceled = fieldFinding('order-canceled', 'status', previous, after.status, { at });
  const isOver =
    after.cancellationEffectiveAt === 'IMMEDIATELY' ||
    (before?.autoRenewCanceled === true && after.cancellationEffectiveAt === 'NEXT_PAYMENT_DATE');
  return isOver ? [canceled, endedFinding(previous, after)] : [canceled];
}

function cancelFindings(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  return entered('CANCELED', before, after) ? canceledFindings(before, after) : [];
}

function endFindings(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  return entered('ENDED', before, after) ? [endedFinding(before.status, after)] : [];
}

/** Returns the end as a finding: Wix moves the end date to the instant at which an order is over. */
export function endedFinding(previous: string | undefined, { status, endAt }: PlanSnapshot): Finding {
  return fieldFinding('order-ended', 'status', previous, status, { at: endAt });
}

function entered(status: string, before: PlanSnapshot, after: PlanSnapshot): boolean {
  return before.status !== undefined && before.status !== status && after.status === status;
}

/** Returns the pauses and resumes that the pause periods show, including those whose own event never arrived. */
function pauseFindings(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  const known = new Map(before.pauses?.map((pause) => [pause.pausedAt, pause]));
  const found = before.pauses === undefined ? [] : (after.pauses ?? []).flatMap((pause) => newsOfPause(pause, known));
  const last = after.pauses?.[after.pauses.length - 1];
  if (entered('PAUSED', before, after) && !found.some(({ kind }) => kind === 'order-paused')) {
    found.push(pausedFinding(last));
  }
  if (before.status === 'PAUSED' && after.status === 'ACTIVE' && !found.some(({ kind }) => kind === 'order-resumed')) {
    found.push(resumedFinding(last));
  }
  return found;
}

function newsOfPause(pause: PausePeriod, known: ReadonlyMap<string, PausePeriod>): Finding[] {
  const earlier = known.get(pause.pausedAt);
  const isNewPause = earlier === undefined;
  const isNewResume = pause.resumedAt !== undefined && earlier?.resumedAt === undefined;
  return [...(isNewPause ? [pausedFinding(pause)] : []), ...(isNewResume ? [resumedFinding(pause)] : [])];
}

/** Returns a pause as a finding; its occurrence is the instant of the pause. */
export function pausedFinding(pause: PausePeriod | undefined): Finding {
  const at = pause?.pausedAt;
  return fieldFinding('order-paused', 'status', 'ACTIVE', 'PAUSED', { ...pauseOccurrence(pause), at });
}

/** Returns a resume as a finding; its occurrence is the instant of the pause that it ends. */
export function resumedFinding(pause: PausePeriod | undefined): Finding {
  const at = pause?.resumedAt;
  return fieldFinding('order-resumed', 'status', 'PAUSED', 'ACTIVE', { ...pauseOccurrence(pause), at });
}

function pauseOccurrence(pause: PausePeriod | undefined): Pick<Finding, 'occurrence' | 'canRepeat' | 'isApproximate'> {
  if (pause === undefined) return { occurrence: 'unknown-pause', canRepeat: true, isApproximate: true };
  return { occurrence: pause.pausedAt, canRepeat: false };
}

function startFindings(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  const hasStarted = (before.status === 'DRAFT' || before.status === 'PENDING') && after.status === 'ACTIVE';
  if (!hasStarted) return [];
  return [fieldFinding('order-started', 'status', before.status, 'ACTIVE', { notBefore: after.startAt })];
}

function placedFindings(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  const isPlaced = before.status === 'DRAFT' && after.status === 'PENDING';
  return isPlaced ? [fieldFinding('order-placed', 'status', 'DRAFT', 'PENDING')] : [];
}

/**
 * Returns the payments between two snapshots. A payment belongs to the cycle that is current when it is made. Wix charges an online order
 * in each cycle and may leave the status paid throughout, so a new cycle that is paid is a payment of its own. The first cycle, even
 * after a free trial, is the purchase.
 */
function planPaymentFindings(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  const [previous, current] = [paymentBefore(before), after.paymentStatus];
  if (current === undefined) return [];
  const isNewCycle = hasNewCycle(before, after);
  const isCharged = isNewCycle && current === 'PAID' && after.isOffline !== true;
  if (!isCharged && (previous === undefined || previous === current)) return [];
  const kind = kindOfPaymentStatus.get(current);
  if (kind === undefined) return [];
  const canRepeat = kind !== 'order-paid' || previous === 'REFUNDED';
  // A draft becomes something else by its purchase, whatever cycle a start in the past puts that in.
  const isPurchase = before.status === 'DRAFT';
  return [paymentFinding(kind, isPurchase ? { ...after, cycleIndex: 1 } : after, previous, canRepeat)];
}

/** Returns the payment status. A draft is an unfinished checkout, so it counts as unpaid even if it does not say so. */
function paymentBefore({ status, paymentStatus }: PlanSnapshot): string | undefined {
  return paymentStatus ?? (status === 'DRAFT' ? 'UNPAID' : undefined);
}

function hasNewCycle(before: PlanSnapshot, { paymentCycle: later }: PlanSnapshot): boolean {
  const earlier = before.paymentCycle ?? before.cycleIndex;
  return earlier !== undefined && later !== undefined && later > earlier;
}

/** Returns a payment as a finding: in a later cycle of an online order it is a renewal. A payment is never older than its cycle. */
export function paymentFinding(
  kind: ChangeKind,
  snapshot: PlanSnapshot,
  previous: string | undefined,
  canRepeat = false,
): Finding {
  const { cycleIndex, cycleStartedAt, isOffline, paymentStatus } = snapshot;
  const cycle = Math.max(1, cycleIndex ?? 1);
  const isRenewal = kind === 'order-paid' && cycle > 1 && isOffline !== true;
  const own = { occurrence: `cycle-${String(cycle)}`, canRepeat, notBefore: cycleStartedAt };
  const finding = fieldFinding(isRenewal ? 'order-renewed' : kind, 'lastPaymentStatus', previous, paymentStatus, own);
  const shown = { ...(isRenewal ? { cycleIndex: cycle } : {}), ...totalOf(snapshot, cycle) };
  return { ...finding, current: { ...finding.current, ...shown } };
}

function totalOf({ total, pricedCycles }: PlanSnapshot, cycle: number): ShownFields {
  if (total === undefined || pricedCycles === undefined) return {};
  const { first, last = cycle } = pricedCycles;
  return cycle < first || cycle > last ? {} : { total };
}

function autoRenewFindings(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  const isStopped = before.autoRenewCanceled === false && after.autoRenewCanceled === true;
  return isStopped ? [fieldFinding('auto-renew-canceled', 'autoRenewCanceled', false, true)] : [];
}

function cycleFindings(before: PlanSnapshot, after: PlanSnapshot): Finding[] {
  const [earlier, later] = [before.cycleIndex, after.cycleIndex];
  if (earlier === undefined || later === undefined || later <= earlier || before.status !== after.status) return [];
  return [cycleStartedFinding(later, after.cycleStartedAt, earlier)];
}

/** Returns the start of a cycle as a finding; its occurrence is the number of the cycle. */
export function cycleStartedFinding(cycle: number, at: DateText | undefined, previous?: number): Finding {
  return fieldFinding('cycle-started', 'cycleIndex', previous, cycle, { occurrence: `cycle-${String(cycle)}`, at });
}

/**
 * Returns the changed dates. A pause that ended, and a start that moved, each move the end by the same amount; only the remainder is a
 * change of the end.
 */
function dateFindings(before: PlanSnapshot, after: PlanSnapshot, isRenewalStopped: boolean): Finding[] {
  const startShiftMs = shiftMs(before.startAt, after.startAt);
  const ownEndShiftMs = shiftMs(before.endAt, after.endAt) - pausedMsBetween(before, after);
  const isExplained =
    isRenewalStopped ||
    before.endAt === undefined ||
    after.endAt === undefined ||
    before.endAt === after.endAt ||
    [0, startShiftMs].some((shift) => Math.abs(ownEndShiftMs - shift) <= PRINTED_INSTANT_TOLERANCE_MS);
  const findings: Finding[] = [];
  if (!isExplained) {
    const kind = ownEndShiftMs > startShiftMs ? 'end-date-postponed' : 'end-date-brought-forward';
    findings.push(dateFinding(kind, 'endDate', before.endAt, after.endAt));
  }
  if (startShiftMs !== 0) findings.push(dateFinding('start-date-changed', 'startDate', before.startAt, after.startAt));
  return findings;
}

function dateFinding(kind: ChangeKind, field: string, before: string | undefined, after: string | undefined): Finding {
  return fieldFinding(kind, field, before, after, { occurrence: String(after), canRepeat: true });
}

function shiftMs(before: string | undefined, after: string | undefined): number {
  return before === undefined || after === undefined ? 0 : Date.parse(after) - Date.parse(before);
}

/** Returns how long the pauses that ended between two snapshots lasted, in milliseconds: Wix moves the end date by exactly that. */
function pausedMsBetween(before: PlanSnapshot, after: PlanSnapshot): number {
  return pausedMs(after) - pausedMs(before);
}

function pausedMs({ pauses }: PlanSnapshot): number {
  const lengths = (pauses ?? []).map(({ pausedAt, resumedAt }) => shiftMs(pausedAt, resumedAt));
  return lengths.reduce((sum, length) => sum + length, 0);
}
