import { ticketHistories } from '../histories/ticket-history.ts';
import { describeHistories } from './order-histories.ts';

describe('Any legal history of a ticket order', () => {
  describeHistories('ticket', ticketHistories());
});
