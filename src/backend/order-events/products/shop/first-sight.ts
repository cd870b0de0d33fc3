import { fieldFinding, type Finding } from '../../changes/finding.ts';
import { findUnknownShopStatuses } from './compare.ts';
import type { ShopSnapshot } from './snapshot.ts';

/** What the first event of a shop order says has just happened: only a final status says it. */
export function findShopNewsAtFirstSight(snapshot: ShopSnapshot): Finding[] {
  const { status } = snapshot;
  const unknown = findUnknownShopStatuses(undefined, snapshot);
  if (status === 'CANCELED') return [fieldFinding('order-canceled', 'status', undefined, status), ...unknown];
  if (status === 'REJECTED') return [fieldFinding('order-rejected', 'status', undefined, status), ...unknown];
  return unknown;
}
