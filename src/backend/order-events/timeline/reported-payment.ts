import type { OrderEvent } from '../handlers/parse-order-event.ts';
import { paymentTransition } from '../products/shop/compare-ecom-orders.ts';
import type { Finding } from '../changes/finding.ts';
import { toldKey } from './occurrences.ts';
import { paymentStatusOf, type Place } from './timeline.ts';

/**
 * Adds the payment transition that the event itself reports, where the states around it do not show it: at first sight,
 * and when the order was first seen in its new state. Wix tells one payment in two events; the second finds the new
 * state known, and its way there told.
 */
export function addReportedPayment(
  findings: readonly Finding[],
  { previousPaymentStatus }: OrderEvent,
  { here, earlier }: Pick<Place, 'here' | 'earlier'>,
  told: readonly string[],
): readonly Finding[] {
  const { snapshot } = here;
  if (snapshot.product !== 'wix-ecom' || previousPaymentStatus === undefined) return findings;
  const current = snapshot.paymentStatus;
  if (current === undefined || current === previousPaymentStatus) return findings;
  const [transition] = paymentTransition(previousPaymentStatus, current, undefined, snapshot);
  if (transition === undefined) return findings;
  const reported: Finding = { ...transition, evidence: 'reported' };
  const found = findings.find(({ kind }) => kind === reported.kind);
  if (found !== undefined) {
    const others = findings.filter((finding) => finding !== found);
    return [{ ...found, previous: reported.previous, evidence: 'reported' }, ...others];
  }
  const hasKnownWay = earlier.some((state) => paymentStatusOf(state) !== current);
  const isTold = told.includes(toldKey({ kind: reported.kind, occurrence: reported.moment }));
  return hasKnownWay || isTold ? findings : [reported, ...findings];
}
