import { createOrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { createMessageCap } from '../../src/backend/order-events/delivery/message-cap.ts';
import { createCapped } from '../../src/backend/order-events/intake/create-capped.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { noon } from '../ports/sample-rows.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { sampleDraft } from '../support/sample-draft.ts';
import { dateText } from '../support/typed-texts.ts';

const now = Date.UTC(2023, 0, 16, 14, 41);
const rule: NotificationRule<'wix-ecom'> = {
  id: 'paid',
  product: 'wix-ecom',
  change: 'order-paid',
  emailId: 'Paid',
  recipient: 'buyer',
  variables: ({ order }) => ({ orderNumber: order.number }),
};

/** Tells `rules` of 25 orders that name the same buyer; returns how many notifications have each status, and why. */
async function payOrders(rules: readonly NotificationRule<'wix-ecom'>[], buyer = {}): Promise<Record<string, number>> {
  const world = emptyWorld(now);
  const { handleOrderEvent } = createOrderEvents(createInMemoryPorts(world));
  const site = { rules, settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 } };
  for (let index = 0; index < 25; index += 1) {
    const id = `order-${String(index)}`;
    const ids = { 'data.order._id': id, 'metadata.id': id, 'metadata.entityId': id };
    const event = changed(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), { ...ids, ...buyer });
    await handleOrderEvent('wixEcom_onOrderPaymentStatusUpdated', event, site);
  }
  const counts: Record<string, number> = {};
  for (const { status, reason = '' } of world.notifications.values()) {
    counts[`${status} ${reason}`.trim()] = (counts[`${status} ${reason}`.trim()] ?? 0) + 1;
  }
  return counts;
}

describe('one buyer who is named by 25 orders in an hour', () => {
  it('is told twenty times, and the rest is held', async () => {
    expect(await payOrders([rule])).toEqual({ sent: 20, 'held too-many': 5 });
  });

  it('is told twenty times as a member', async () => {
    const buyer = { 'data.order.buyerInfo.contactId': undefined, '+data.order.buyerInfo.memberId': 'member-1' };

    expect(await payOrders([rule], buyer)).toEqual({ sent: 20, 'held too-many': 5 });
  });

  it('who has no contact is not told anyway', async () => {
    expect(await payOrders([rule], { 'data.order.buyerInfo.contactId': undefined })).toEqual({ 'held no-contact': 25 });
  });
});

it.each([
  ['contacts', 'contactId'],
  ['members', 'memberId'],
] as const)('two %s who buy at once are counted apart', async (_who, field) => {
  const world = emptyWorld(now);
  const ports = createInMemoryPorts(world);
  const messageCap = createMessageCap(ports);
  const draft = { ...sampleDraft({ notBefore: dateText('2024-03-01T12:00:00.000Z') }), contactId: undefined };
  const statuses: string[] = [];
  for (let index = 0; index < 40; index += 1) {
    const recipient = { [field]: index % 2 === 0 ? 'one' : 'other' };
    const { status } = await createCapped(
      { ...draft, ...recipient, key: `message-${String(index)}` },
      { source: 'event' },
      noon,
      {
        ...ports,
        messageCap,
      },
    );
    statuses.push(status);
  }

  expect(new Set(statuses)).toEqual(new Set(['pending']));
});

it('whom a rule names itself is told of each order', async () => {
  expect(await payOrders([{ ...rule, recipient: { contactId: 'owner' } }])).toEqual({ sent: 25 });
});

it('news that is too old counts for nothing', async () => {
  const isOld = { ...rule, id: 'old', withinHours: 0.001 };

  expect(await payOrders([isOld, rule])).toEqual({ 'expired too-old-when-noticed': 25, sent: 20, 'held too-many': 5 });
});
