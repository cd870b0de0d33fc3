import { ecomHistories } from '../histories/ecom-history.ts';
import { describeAmounts, shopAmounts } from './amounts.ts';
import { describeHistories } from './order-histories.ts';
import { describePast } from './past-is-past.ts';

describe('Any legal history of a shop order', () => {
  describeHistories('ecom', ecomHistories());
  describePast(ecomHistories());
  describeAmounts(ecomHistories(), shopAmounts);
});
