import { createNotification } from '../../src/backend/order-events/delivery/notification.ts';
import { deliverAll } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { sampleDraft } from '../support/sample-draft.ts';
import { dateText } from '../support/typed-texts.ts';
import { worldWith } from './rests-of.ts';

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
      'expired for its unknown age alone while it may be told',
      { notBefore: undefined },
      noon + DAY,
      'expired',
      'age-unknown',
    ],
    [
      'expired when it is too old for certain',
      { notBefore: undefined },
      noon + DAY + 1,
      'expired',
      'too-old-when-noticed',
    ],
  ] as const)('is %s', (_what, age, now, status, reason) => {
    const notification = createNotification(sampleDraft(age), { source: 'event' }, now);

    expect([notification.status, notification.reason]).toEqual([status, reason]);
  });
});

it.each([
  ['whose handler has the first attempt', 'resend', 1],
  ['that claims its first attempt apart', 'hold', 0],
] as const)('a new notification %s is due when a lease of three minutes is over', (_which, ifUnknown, attempts) => {
  const draft = { ...sampleDraft({ notBefore: dateText('2024-03-01T12:00:00.000Z') }), ifUnknown };

  expect(createNotification(draft, { source: 'event' }, noon)).toMatchObject({
    status: 'pending',
    attempts,
    attemptLimit: 8,
    dueAt: noon + 3 * MINUTE,
    createdAt: noon,
  });
});

it('of a channel that can be asked has the id by which its call is known', () => {
  const draft = sampleDraft({ notBefore: dateText('2024-03-01T12:00:00.000Z') });
  const byEmail = { ...draft, channel: 'email', call: { template: 'order-paid', language: 'en' } } as const;

  expect(createNotification(byEmail, { source: 'event' }, noon).callId).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-/,
  );
  expect(createNotification(draft, { source: 'event' }, noon).callId).toBeUndefined();
});

it('is sent to the member where no contact is known', async () => {
  const { memberId, contactId } = createNotification(
    { ...sampleDraft({ notBefore: dateText('2024-03-01T12:00:00.000Z') }), contactId: undefined, memberId: 'member-1' },
    { source: 'event' },
    noon,
  );
  const world = worldWith([sampleNotification({ memberId, contactId })]);
  world.now = noon + 11 * MINUTE;

  expect(await deliverAll(world.now + MINUTE, 1, createInMemoryPorts(world))).toEqual({ sent: 1, notSent: 0 });
  expect(world.emails).toMatchObject([{ memberId: 'member-1' }]);
});
