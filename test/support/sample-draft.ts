import type { Change } from '../../src/backend/order-events/changes/change.ts';
import type { NotificationDraft } from '../../src/backend/order-events/rules/decide-notifications.ts';
import { dateText } from './typed-texts.ts';

/** The draft of a rule that tells within a day of a cancellation at noon on 1 March 2024, with a change of its own age. */
export function sampleDraft(age: Pick<Change, 'notBefore'> = {}): NotificationDraft {
  return {
    key: 'wix-events/FMXC-BZG3-OT/order-canceled/1/canceled',
    product: 'wix-events',
    orderId: 'FMXC-BZG3-OT',
    change: {
      kind: 'order-canceled',
      evidence: 'compared',
      occurrence: '1',
      previous: { status: 'PAID' },
      current: { status: 'CANCELED' },
      occurredAt: dateText('2024-03-01T12:00:00.000Z'),
      ...age,
    },
    rule: 'canceled',
    channel: 'triggeredEmail',
    call: { emailId: 'Canceled' },
    contactId: 'contact-1',
    variables: {},
    ifUnknown: 'resend',
    expiresAt: Date.UTC(2024, 2, 2, 12),
    holdReason: undefined,
  };
}
