import { fieldFinding } from '../../changes/finding.ts';
import type { NamedEvent, NameProof } from '../named-event.ts';
import { lastNoted } from './activities.ts';
import type { ShopOrder } from './order.ts';
import type { ShopSnapshot } from './snapshot.ts';

/**
 * What the name of a shop event proves: where the order in it is one from before, the name counts. Payments are not among
 * it, because their event prints both statuses.
 */
export function proveByShopName({
  proves: [kind],
  order,
  observed,
}: NamedEvent<ShopOrder, ShopSnapshot>): NameProof<ShopSnapshot> {
  const { status, activities } = observed;
  switch (kind) {
    case 'order-placed': {
      // An order that waits for its online payment is a checkout, and not placed yet.
      const at = lastNoted('ORDER_PLACED', activities) ?? order.createdAt;
      const findings = status === 'INITIALIZED' ? [] : [fieldFinding(kind, 'status', undefined, status, { at })];
      return { findings, snapshot: observed };
    }
    case 'order-approved': {
      const isFromBefore = status === undefined || status === 'INITIALIZED' || status === 'PENDING';
      const finding = fieldFinding(kind, 'status', undefined, 'APPROVED');
      return { findings: [finding], snapshot: isFromBefore ? { ...observed, status: 'APPROVED' } : observed };
    }
    case 'order-canceled': {
      const at = lastNoted('ORDER_CANCELED', activities);
      const finding = fieldFinding(kind, 'status', undefined, 'CANCELED', { at });
      return { findings: [finding], snapshot: { ...observed, status: 'CANCELED' } };
    }
    default:
      return { findings: [], snapshot: observed };
  }
}
