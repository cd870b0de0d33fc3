import { planHistories } from '../histories/plan-history.ts';
import { describeHistories } from './order-histories.ts';

describe('Any legal history of a plan order', () => {
  describeHistories('plan', planHistories());
});
