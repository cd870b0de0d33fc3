import { ticketHistories } from '../histories/ticket-history.ts';
import { describeAmounts, ticketAmounts } from './amounts.ts';
import { describeHistories } from './order-histories.ts';
import { describePast } from './past-is-past.ts';

describe('Any legal history of a ticket order', () => {
  describeHistories('ticket', ticketHistories());
  describePast(ticketHistories());
  describeAmounts(ticketHistories(), ticketAmounts);
});
