import { createNotification } from '../../src/backend/order-events/delivery/notification.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';
import { sampleDraft } from '../support/sample-draft.ts';
import { dateText } from '../support/typed-texts.ts';

const DAY = 24 * 60 * MINUTE;

describe('a new notification', () => {
  it.each([
    [
      'pending when its change cannot be too old',
      { notBefore: dateText('2024-02-29T12:00:00.000Z') },
      noon,
      'pending',
      undefined,
    ],
    [
      'expired when its change may be too old',
      { notBefore: dateText('2024-02-29T11:59:59.999Z') },
      noon,
      'expired',
      'age-unknown',
    ],
    ['expired when nobody knows how old it is', { notBefore: undefined }, noon, 'expired', 'age-unknown'],
    [
      'expired when it is too old for certain',
      { notBefore: undefined },
      noon + DAY + 1,
      'expired',
      'too-old-when-noticed',
    ],
  ] as const)('is %s', (_what, age, now, status, reason) => {
    const notification = createNotification(sampleDraft(age), 'event', now);

    expect([notification.status, notification.reason]).toEqual([status, reason]);
  });
});
