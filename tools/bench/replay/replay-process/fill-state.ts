import type { Emulator } from '../../../../emulator/emulator.ts';

const ORDERS = 'OrderEventsOrders';

/** Copies the stored orders until there are about `orders` more: only the newest state of each, as after a clean-up. */
export function fillState(emulator: Emulator, orders: number): void {
  const { data } = emulator;
  const newest = new Map<string, Record<string, unknown>>();
  for (const item of data.items(ORDERS)) {
    const known = newest.get(String(item['orderId']));
    if (Number(item['revision']) > Number(known?.['revision'] ?? 0)) newest.set(String(item['orderId']), item);
  }
  const rows = [
    ...[...newest.values()].map((item) => ({ collection: ORDERS, item })),
    ...data.items('OrderEventsNotifications').map((item) => ({ collection: 'OrderEventsNotifications', item })),
  ];
  for (let copy = 1; copy * newest.size <= orders; copy += 1) {
    emulator.beginBatch();
    for (const { collection, item } of rows) data.put(collection, ofOtherOrder(item, copy));
    emulator.commitBatch();
  }
}

/** Rewrites the top-level texts of an item, which contain everything that identifies its order. */
function ofOtherOrder(item: Record<string, unknown>, copy: number): Record<string, unknown> {
  const orderId = String(item['orderId']);
  const rename = (value: unknown): unknown =>
    typeof value === 'string' ? value.replaceAll(orderId, `${orderId}-${String(copy)}`) : value;
  return Object.fromEntries(Object.entries(item).map(([field, value]) => [field, rename(value)]));
}
