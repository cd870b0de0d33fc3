import type { Reception } from '../../../hosts/webhook-server/metrics.ts';
import { meaningOf } from '../../../hosts/webhook-server/event-types.ts';
import { handlers } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import type { EmailRecipient } from '../../../src/backend/order-events/values/email-recipient.ts';
import { spokenName } from '../../console/explain/words.ts';
import type { JournalEntry } from '../journal.ts';

const productWords: Readonly<Record<Product, string>> = {
  'wix-events': 'Tickets',
  'wix-pricing-plans': 'Plans',
  'wix-ecom': 'Shop',
};

/** Returns the readable name of an event type: "Shop: order payment status updated". */
export function eventWords(eventType: string): string {
  const meaning = meaningOf(eventType);
  switch (meaning.kind) {
    case 'order-event': {
      return `${productWords[handlers[meaning.handler].product]}: ${spokenName(meaning.handler).toLowerCase()}`;
    }
    case 'app-installed':
      return 'App installed';
    case 'app-removed':
      return 'App removed';
    case 'unknown':
      return 'Unknown event type';
  }
}

/** Explanation of each answer to a webhook. */
export const receptionWords: Readonly<Record<Reception, string>> = {
  kept: '200: kept',
  known: '200: known, because it waits in the inbox already',
  'unknown-type': '200: unknown type, so that Wix does not send it again',
  removed: '503: the app was removed from this site, and Wix sends it again for 48 hours',
  'not-kept': '503: the database could not keep it, and Wix sends it again for 48 hours',
  unreadable: '400: signed, but no event',
  refused: '401: not signed with the app’s key',
};

/** Returns the result of a webhook, in one word. */
export function wordOf({ result, outcome, failure, eventType }: JournalEntry): string {
  if (outcome !== undefined) return outcome.verdict;
  if (failure !== undefined) return failure.isDead ? 'dead' : 'tried again';
  return result === 'kept' && meaningOf(eventType).kind === 'order-event' ? 'waiting' : result;
}

/** Returns the readable recipient of an email. */
export function recipientWords(recipient: EmailRecipient): string {
  return 'contactId' in recipient ? `contact ${recipient.contactId}` : `member ${recipient.memberId}`;
}
