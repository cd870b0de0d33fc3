import type * as fc from 'fast-check';

import { ecomEdits } from './ecom-edits.ts';
import { tellEcom } from './ecom-event.ts';
import { ecomFulfillment } from './ecom-fulfillment.ts';
import { beginEcom } from './ecom-order.ts';
import { ecomPayments } from './ecom-payments.ts';
import { ecomStatus } from './ecom-status.ts';
import { histories } from './growing.ts';
import type { OrderHistory } from './history.ts';
import { passSomeTime } from './instants.ts';

/** Legal histories of shop orders, as the two handlers of `wixEcom` tell them. */
export function ecomHistories(): fc.Arbitrary<OrderHistory> {
  return histories({
    begin: beginEcom,
    moves: [...ecomStatus, ...ecomPayments, ...ecomFulfillment, ...ecomEdits],
    idOf: (order) => order.ids.order,
    pass: (order, chance) => passSomeTime(order.clock, chance),
    tell: tellEcom,
  });
}
