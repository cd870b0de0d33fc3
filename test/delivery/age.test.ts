import type { Change } from '../../src/backend/order-events/changes/change.ts';
import { createNotification } from '../../src/backend/order-events/delivery/notification.ts';
import { decideNotifications } from '../../src/backend/order-events/rules/decide-notifications.ts';
import type { NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { dateText } from '../support/typed-texts.ts';

const event = parsedEvent('wixEvents_onOrderUpdated', documentedPayload('wixEvents_onOrderUpdated'));
const rule: NotificationRule<'wix-events'> = {
  id: 'canceled',
  product: 'wix-events',
  change: 'order-canceled',
  emailId: 'U1a2b3',
  recipient: 'buyer',
  variables: () => ({}),
};
const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };

/** The notification about a cancellation that a site handles at noon of the tenth; its rule tells a day long. */
function notified(occurredAt: string, notBefore: string | undefined): unknown {
  const change: Change = {
    kind: 'order-canceled',
    evidence: 'compared',
    occurrence: '1',
    previous: {},
    current: {},
    occurredAt: dateText(occurredAt),
    notBefore: notBefore === undefined ? undefined : dateText(notBefore),
  };
  const [draft] = decideNotifications(event, [change], [rule], settings);
  if (draft === undefined) throw new Error('Nothing is drafted');
  const { status, reason } = createNotification(draft, { source: 'event' }, Date.UTC(2023, 0, 10, 12));
  return reason ?? status;
}

describe('a change of a minute ago, or older', () => {
  const now = '2023-01-10T11:59:00.000Z';

  it.each([
    ['which happened a day ago at the earliest', '2023-01-09T12:00:00.000Z', 'pending'],
    ['which may have happened before that', '2023-01-09T11:59:59.999Z', 'age-unknown'],
    ['of which nobody knows how old it is', undefined, 'age-unknown'],
  ])('%s, is told accordingly', (_what, notBefore, expected) => {
    expect(notified(now, notBefore)).toBe(expected);
  });

  it('is too old when its own instant is', () => {
    expect(notified('2023-01-09T11:59:59.999Z', undefined)).toBe('too-old-when-noticed');
  });
});
