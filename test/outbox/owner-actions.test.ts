import { resendNotification } from '../../src/backend/order-events/outbox/owner-actions.ts';
import { restsOf, sendDepsOf, worldWith } from './at-once.ts';
import { minute, noon, sampleNotification } from './sample-rows.ts';

const { key } = sampleNotification();

describe('an owner who asks twice at once', () => {
  it.each([
    ['failed', sampleNotification({ status: 'failed', attempts: 8, dueAt: undefined, settledAt: noon - minute })],
    ['unknown', sampleNotification({ status: 'unknown', ifUnknown: 'hold', dueAt: undefined, settledAt: noon - minute })],
    ['held', sampleNotification({ status: 'held', attempts: 0, dueAt: undefined, settledAt: noon - minute })],
    ['pending and waits for its retry', sampleNotification({ reason: 'email-refused', dueAt: noon + minute })],
    ['pending and overdue', sampleNotification({ dueAt: noon - minute })],
  ])('sends once what is %s', async (_status, row) => {
    const ask = (world: Parameters<typeof sendDepsOf>[0], around: Parameters<typeof sendDepsOf>[1]) =>
      resendNotification(key, sendDepsOf(world, around));

    expect(await restsOf(worldWith([row]), [ask, ask])).toEqual([{ emails: 1, statuses: ['sent'] }]);
  });
});
