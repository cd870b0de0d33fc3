import type * as fc from 'fast-check';

import { histories } from './growing.ts';
import type { OrderHistory } from './history.ts';
import { passSomeTime } from './instants.ts';
import { tellPlan } from './plan-event.ts';
import { beginPlan } from './plan-stages.ts';
import { planCourse } from './plan-course.ts';
import { planEnding } from './plan-ending.ts';
import { planTerms } from './plan-terms.ts';

/** Legal histories of plan orders, as `wixPricingPlans_onOrderUpdated` tells them. */
export function planHistories(): fc.Arbitrary<OrderHistory> {
  return histories({
    begin: beginPlan,
    moves: [...planCourse, ...planTerms, ...planEnding],
    idOf: (order) => order.ids.order,
    pass: (order, chance) => passSomeTime(order.clock, chance),
    tell: tellPlan,
  });
}
