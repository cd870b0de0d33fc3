import type { Finding } from '../changes/finding.ts';
import type { OrderEvent } from '../handlers/parse-order-event.ts';
import { modelOf } from '../products/product-models.ts';
import { toMilliseconds } from '../values/instant.ts';
import { isReported } from './occurrences.ts';
import type { State } from './states.ts';

/** The state of an order with an event, and the states before it. */
interface Way {
  readonly here: State;
  readonly earlier: readonly State[];
}

/**
 * Adds the changes that the event itself reports, by its name or by a transition that it prints, if the states around it do not show
 * them: at first sight, and if the order was first seen in its new state. Wix reports one change in several events; for the second of
 * them, the change is among the reported keys, or the transition is among the states.
 */
export function addReported(
  findings: readonly Finding[],
  event: OrderEvent,
  {
    way,
    proven,
    reportedKeys,
  }: { readonly way: Way; readonly proven: readonly Finding[]; readonly reportedKeys: readonly string[] },
): readonly Finding[] {
  let all = findings;
  for (const finding of proven) all = withReported(all, finding, event, isReported(finding, reportedKeys, event.at));
  const [transition] = reportedTransition(event, way);
  if (transition === undefined) return all;
  return withReported(all, transition, event, hasKnownWay(way) || isPaymentReported(transition, reportedKeys));
}

function withReported(
  findings: readonly Finding[],
  reported: Finding,
  { at }: OrderEvent,
  isKnown: boolean,
): readonly Finding[] {
  const found = lastOf(
    findings,
    ({ kind, occurrence }) => kind === reported.kind && occurrence === reported.occurrence,
  );
  const same = found ?? lastOf(findings, ({ kind }) => kind === reported.kind || kind === reported.alsoKnownAs);
  const ownAt = same?.at ?? reported.at;
  const age = { evidence: 'reported', at: ownAt, notBefore: ownAt ?? toMilliseconds(at) } as const;
  if (same === undefined) return isKnown ? findings : [{ ...reported, canRepeat: false, ...age }, ...findings];
  const others = findings.filter((finding) => finding !== same);
  const { occurrence, canRepeat, isApproximate = false } = same.isApproximate === true ? reported : same;
  return [{ ...same, occurrence, canRepeat, isApproximate, ...shownBy(reported, same), ...age }, ...others];
}

/** Returns the previous values that the event names; if it names none, those of the states. */
function shownBy({ previous }: Finding, same: Finding): Pick<Finding, 'previous'> {
  const isUnknown = Object.values(previous).every((value) => value === null);
  return { previous: isUnknown ? same.previous : { ...same.previous, ...previous } };
}

function lastOf(findings: readonly Finding[], isWanted: (finding: Finding) => boolean): Finding | undefined {
  const wanted = findings.filter(isWanted);
  return wanted[wanted.length - 1];
}

function reportedTransition({ order, previousPaymentStatus: previous }: OrderEvent, { here }: Way): Finding[] {
  const { reportedStatus } = modelOf(order.product);
  const current = reportedStatus?.statusOf(here.snapshot);
  if (reportedStatus === undefined || previous === undefined || current === undefined || current === previous) {
    return [];
  }
  return reportedStatus.findTransition(previous, current, here.snapshot);
}

/** `true` if the earlier states show how the order reached its payment status. */
function hasKnownWay({ here, earlier }: Way): boolean {
  const { reportedStatus } = modelOf(here.snapshot.product);
  const current = reportedStatus?.statusOf(here.snapshot);
  return earlier.some(({ snapshot }) => reportedStatus?.statusOf(snapshot) !== current);
}

/** `true` if a payment was reported. One event may say how much was paid and another not, so an unknown amount matches any other. */
export function isPaymentReported(
  { kind, occurrence }: Pick<Finding, 'kind' | 'occurrence'>,
  reportedKeys: readonly string[],
): boolean {
  return reportedKeys.some((key) => {
    if (!key.startsWith(`${kind}:`)) return false;
    return occurrence.includes('unknown') || key.includes('unknown') || key === `${kind}:${occurrence}`;
  });
}

/** Returns the transition into the status in which an order was first seen, if an event of that time reported it. */
export function findReportedAtStart(states: readonly State[]): Finding[] {
  let start: string | undefined;
  for (const { entry, snapshot } of states) {
    const { reportedStatus } = modelOf(snapshot.product);
    const status = reportedStatus?.statusOf(snapshot);
    start ??= status;
    if (reportedStatus === undefined || status === undefined || status !== start) return [];
    const previous = entry.previousPaymentStatus;
    if (previous !== undefined && previous !== start)
      return reportedStatus.findTransition(previous, start, entry.snapshot);
  }
  return [];
}
