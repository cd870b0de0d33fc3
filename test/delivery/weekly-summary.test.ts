import { createOrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import { countByRule } from '../../src/backend/order-events/delivery/count-by-rule.ts';
import { summarizeWeek } from '../../src/backend/order-events/delivery/weekly-summary.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type { Message, SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { siteWith } from '../support/shop-site.ts';
import { worldWith } from './rests-of.ts';

const WEEK = 7 * 24 * 60 * MINUTE;
const plain = siteWith([]);
const site = { ...plain, settings: { ...plain.settings, weeklySummary: true } };

function row(rule: string, status: Notification['status'], nth = 1): Notification {
  return sampleNotification({ key: `${rule}/${status}/${String(nth)}`, rule, status, dueAt: undefined });
}

const rows = [row('paid', 'sent'), row('paid', 'sent', 2), row('paid', 'expired'), row('refunded', 'held')];

function portsOf(kept: readonly Notification[], result: SendResult = { kind: 'sent' }) {
  const world = worldWith(kept);
  world.now = noon + WEEK;
  const messages: Message[] = [];
  const send = async (message: Message) => {
    messages.push(message);
    return result;
  };
  return { messages, ports: { ...createInMemoryPorts(world), site, channels: { send } } };
}

it('sends the owner a summary after a week, with the rules that need attention first', async () => {
  const { messages, ports } = portsOf(rows);

  expect(await summarizeWeek({ summarizedAt: noon }, ports)).toEqual({ summarizedAt: noon + WEEK });
  expect(messages).toMatchObject([
    {
      channel: 'notifyOwner',
      call: { places: 'Dashboard,Mobile' },
      variables: {
        text: 'Notifications of the last week. refunded: 1 held (see the reason, fix the rule, resend). paid: 2 sent, 1 expired.',
      },
    },
  ]);
});

it('says that nothing was sent', async () => {
  const { messages, ports } = portsOf([]);

  await summarizeWeek({ summarizedAt: noon }, ports);

  expect(messages).toMatchObject([{ variables: { text: 'Notifications of the last week. Nothing was sent.' } }]);
});

it('is no longer than a notification may be', async () => {
  const { messages, ports } = portsOf(Array.from({ length: 50 }, (_none, nth) => row(`rule-${String(nth)}`, 'sent')));

  await summarizeWeek({ summarizedAt: noon }, ports);

  expect(messages[0]?.variables['text']).toHaveLength(512);
});

it('begins to count when it is switched on', async () => {
  const { messages, ports } = portsOf(rows);

  expect(await summarizeWeek({}, ports)).toEqual({ summarizedAt: noon + WEEK });
  expect(await summarizeWeek({ summarizedAt: noon + 1 }, ports)).toEqual({ summarizedAt: noon + 1 });
  expect(messages).toEqual([]);
});

it('is off by default, and where nobody gives the rules', async () => {
  const { messages, ports } = portsOf(rows);

  expect(await summarizeWeek({ summarizedAt: noon }, { ...ports, site: plain })).toEqual({ summarizedAt: noon });
  expect(await summarizeWeek({ summarizedAt: noon }, { ...ports, site: undefined })).toEqual({ summarizedAt: noon });
  expect(messages).toEqual([]);
});

it('is sent by the next run when it is refused, or when the store cannot count', async () => {
  const { ports } = portsOf(rows, { kind: 'refused', code: '403' });
  const list = () => Promise.reject(new OrderEventsError('store-busy', 'No list', undefined));

  expect(await summarizeWeek({ summarizedAt: noon }, ports)).toEqual({ summarizedAt: noon });
  expect(
    await summarizeWeek({ summarizedAt: noon }, { ...ports, notifications: { ...ports.notifications, list } }),
  ).toEqual({ summarizedAt: noon });
});

it('is not sent again when nobody knows whether it was', async () => {
  const { ports } = portsOf(rows, { kind: 'may-be-sent', code: 'no-code' });

  expect(await summarizeWeek({ summarizedAt: noon }, ports)).toEqual({ summarizedAt: noon + WEEK });
});

it('is sent by the hourly job, which continues from there', async () => {
  const { messages, ports } = portsOf([]);
  const { deliverDueNotifications } = createOrderEvents(ports).jobs;

  await deliverDueNotifications(site);
  const first = await deliverDueNotifications(site);

  expect(first.progress).toMatchObject({ summarizedAt: noon + WEEK });
  expect(messages).toEqual([]);
});

it('counts by rule', async () => {
  const { ports } = portsOf(rows);
  const none = { sent: 0, pending: 0, held: 0, failed: 0, unknown: 0, expired: 0, erased: 0 };

  expect(await countByRule(noon, ports)).toEqual({
    paid: { ...none, sent: 2, expired: 1 },
    refunded: { ...none, held: 1 },
  });
  expect(await countByRule(noon + 1, ports)).toEqual({});
});
