import type { ChangeKind } from '../../changes/change.ts';
import { fieldFinding } from '../../changes/finding.ts';
import type { NamedEvent, NameProof } from '../named-event.ts';
import { lastNoted } from './activities.ts';
import type { ShopOrder } from './order.ts';
import type { ShopSnapshot } from './snapshot.ts';

type Named = NamedEvent<ShopOrder, ShopSnapshot>;
type Proof = (event: Named) => NameProof<ShopSnapshot>;

/** Proofs by kind, without payments, because their event prints both statuses. */
const proofs: Readonly<Partial<Record<ChangeKind, Proof>>> = {
  'order-placed': ({ order, observed }) => {
    const { status, activities } = observed;
    const at = lastNoted('ORDER_PLACED', activities) ?? order.createdAt;
    // An order that awaits its online payment is a checkout, and is not placed yet.
    const findings =
      status === 'INITIALIZED' ? [] : [fieldFinding('order-placed', 'status', undefined, status, { at })];
    return { findings, snapshot: observed };
  },
  'order-approved': ({ observed }) => {
    const { status } = observed;
    const isFromBefore = status === undefined || status === 'INITIALIZED' || status === 'PENDING';
    const findings = [fieldFinding('order-approved', 'status', undefined, 'APPROVED')];
    return { findings, snapshot: isFromBefore ? { ...observed, status: 'APPROVED' } : observed };
  },
  'order-canceled': ({ observed }) => {
    const at = lastNoted('ORDER_CANCELED', observed.activities);
    const findings = [fieldFinding('order-canceled', 'status', undefined, 'CANCELED', { at })];
    return { findings, snapshot: { ...observed, status: 'CANCELED' } };
  },
};

/** Returns what the name of a shop event proves: if the order in it is in an earlier state, the name counts. */
export function proveByShopName(event: Named): NameProof<ShopSnapshot> {
  const [kind] = event.proves;
  const prove = kind === undefined ? undefined : proofs[kind];
  return prove?.(event) ?? { findings: [], snapshot: event.observed };
}
