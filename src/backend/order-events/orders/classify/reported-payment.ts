import type { OrderEvent } from '../parse/parse-order-event.ts';
import type { Snapshot } from '../project/snapshot.ts';
import { paymentTransition } from './compare-ecom-orders.ts';
import type { Finding } from './finding.ts';
import { toldKey } from './occurrences.ts';

/**
 * Adds the payment transition that the event itself reports. Wix tells one payment in two events, so a transition that
 * was told before is told no more, and one that the comparison found as well is the same.
 */
export function addReportedPayment(
  findings: readonly Finding[],
  { previousPaymentStatus }: OrderEvent,
  snapshot: Snapshot,
  told: readonly string[],
): readonly Finding[] {
  if (snapshot.product !== 'wix-ecom' || previousPaymentStatus === undefined) return findings;
  const current = snapshot.paymentStatus;
  if (current === undefined || current === previousPaymentStatus) return findings;
  const [transition] = paymentTransition(previousPaymentStatus, current, snapshot);
  if (transition === undefined) return findings;
  const reported: Finding = { ...transition, evidence: 'reported' };
  const others = findings.filter(({ kind }) => kind !== reported.kind);
  if (others.length < findings.length) return [reported, ...others];
  const key = toldKey({ kind: reported.kind, occurrence: reported.moment });
  return told.includes(key) ? findings : [reported, ...findings];
}
