import type { Finding } from '../changes/finding.ts';
import type { OrderEvent } from '../handlers/parse-order-event.ts';
import { modelOf } from '../products/product-models.ts';
import { reportedKey } from './occurrences.ts';
import type { State } from './states.ts';

/**
 * Adds the transition that the event itself reports, where the states around it do not show it: at first sight, and when
 * the order was first seen in its new state. Wix reports one payment in two events; the second finds the new state known,
 * and the way there among the reported keys.
 */
export function addReportedTransition(
  findings: readonly Finding[],
  { order, previousPaymentStatus: previous }: OrderEvent,
  { here, earlier }: { readonly here: State; readonly earlier: readonly State[] },
  reportedKeys: readonly string[],
): readonly Finding[] {
  const { reportedStatus } = modelOf(order.product);
  const current = reportedStatus?.statusOf(here.snapshot);
  if (reportedStatus === undefined || previous === undefined || current === undefined || current === previous) {
    return findings;
  }
  const [transition] = reportedStatus.findTransition(previous, current, here.snapshot);
  if (transition === undefined) return findings;
  const reported: Finding = { ...transition, evidence: 'reported' };
  const found = findings.find(({ kind }) => kind === reported.kind);
  if (found !== undefined) {
    const others = findings.filter((finding) => finding !== found);
    return [{ ...found, previous: reported.previous, evidence: 'reported' }, ...others];
  }
  const hasKnownWay = earlier.some(({ snapshot }) => reportedStatus.statusOf(snapshot) !== current);
  const isKnown = reportedKeys.includes(reportedKey(reported));
  return hasKnownWay || isKnown ? findings : [reported, ...findings];
}

/** The way into the status that an order was first seen in, where an event of that time reported it. */
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
