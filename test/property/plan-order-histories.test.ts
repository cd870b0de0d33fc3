import { planHistories } from '../histories/plan-history.ts';
import { describeAmounts, planAmounts, withPricePhases } from './amounts.ts';
import { describeHistories } from './order-histories.ts';
import { describePast } from './past-is-past.ts';

describe('Any legal history of a plan order', () => {
  describeHistories('plan', planHistories());
  describePast(planHistories());
  describeAmounts(planHistories().map(withPricePhases), planAmounts);
});
