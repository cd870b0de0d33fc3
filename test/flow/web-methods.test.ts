import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { openLocalSite, returned } from './local-site.ts';

const john = { _id: 'b272b0bb-d013-415a-8461-e8a175fe8dc6', contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8' };
const stranger = { _id: 'a-stranger', contactId: 'contact-of-a-stranger' };
/** The documented ticket order half a minute after it was made, with nobody checked in yet: its payment is news. */
const paid = changed(documentedPayload('wixEvents_onOrderUpdated'), { 'tickets.0.checkIn': undefined });

const adminOnly = [
  ['sendEmailToContact', ['TicketOrderCanceled', john.contactId, {}]],
  ['listNotifications', []],
  ['resendNotification', ['any']],
  ['getOrderHistory', ['wix-events', 'FMXC-BZG3-OT']],
  ['eraseContact', [john.contactId]],
  ['listUnhandledEvents', []],
  ['replayUnhandledEvents', []],
  ['getHealth', []],
] as const;

it.each(adminOnly)('refuses %s to visitors and members', async (method, args) => {
  const site = openLocalSite();
  site.putMember(john);
  await site.invokeEvent('wixEvents_onOrderUpdated', paid);
  const emailsBefore = site.emails().length;

  const asVisitor = await site.invokeWebMethod('notifications.web', method, args, 'visitor');
  const asMember = await site.invokeWebMethod('notifications.web', method, args, { memberId: john._id });

  expect(asVisitor.result.kind).toBe('threw');
  expect(asMember.result.kind).toBe('threw');
  expect(site.emails()).toHaveLength(emailsBefore);
});

it('shows a member their own orders, and no one else’s, whatever they ask for', async () => {
  const site = openLocalSite();
  site.putMember(john);
  site.putMember(stranger);
  await site.invokeEvent('wixEvents_onOrderUpdated', paid);

  const own = await site.invokeWebMethod('notifications.web', 'getMyOrderHistory', [], { memberId: john._id });
  const others = await site.invokeWebMethod('notifications.web', 'getMyOrderHistory', [john.contactId], {
    memberId: stranger._id,
  });
  const visitor = await site.invokeWebMethod('notifications.web', 'getMyOrderHistory', [], 'visitor');

  expect(returned(own)).toEqual({
    kind: 'ok',
    value: [
      {
        product: 'wix-events',
        orderId: 'FMXC-BZG3-OT',
        change: 'order-paid',
        occurredAt: '2020-04-28T12:24:29.768Z',
        status: 'sent',
      },
    ],
  });
  expect(returned(others)).toEqual({ kind: 'ok', value: [] });
  expect(visitor.result.kind).toBe('threw');
});

it('sends an email outside of the rules at the owner’s wish, and refuses what is no email', async () => {
  const site = openLocalSite();
  const send = (args: unknown[]) => site.invokeWebMethod('notifications.web', 'sendEmailToContact', args, 'admin');

  const sent = await send(['TicketOrderCanceled', john.contactId, { firstName: 'John' }]);
  const withNumber = await send(['TicketOrderCanceled', john.contactId, { total: 12 }]);
  const withoutContact = await send(['TicketOrderCanceled', '', {}]);

  expect(returned(sent)).toEqual({ kind: 'ok', value: null });
  expect(returned(withNumber)).toEqual({ kind: 'refused', reason: 'expected string', path: 'variables.total' });
  expect(returned(withoutContact)).toMatchObject({ kind: 'refused', path: 'contactId' });
  expect(site.emails().map(({ contactId, variables }) => ({ contactId, variables }))).toEqual([
    { contactId: john.contactId, variables: { firstName: 'John' } },
  ]);
});

it('tells what is known of an order, and that of an unknown one nothing is', async () => {
  const site = openLocalSite();
  await site.invokeEvent('wixEvents_onOrderUpdated', paid);

  const known = await site.invokeWebMethod(
    'notifications.web',
    'getOrderHistory',
    ['wix-events', 'FMXC-BZG3-OT'],
    'admin',
  );
  const unknown = await site.invokeWebMethod('notifications.web', 'getOrderHistory', ['wix-ecom', 'nope'], 'admin');
  const senseless = await site.invokeWebMethod('notifications.web', 'getOrderHistory', ['wix-blog', 'nope'], 'admin');

  expect(returned(known)).toMatchObject({
    kind: 'ok',
    value: {
      changes: [{ kind: 'order-paid', occurrence: '1' }],
      states: [{ at: '2020-04-28T12:24:29.768000000Z', status: 'PAID' }],
      notifications: [{ rule: 'ticket-order-paid', status: 'sent' }],
    },
  });
  expect(returned(unknown)).toEqual({ kind: 'refused', reason: 'not-found' });
  expect(returned(senseless)).toMatchObject({ kind: 'refused', path: 'product' });
});

it('reports what needs the owner’s eye', async () => {
  const site = openLocalSite();
  await site.invokeEvent('wixEvents_onOrderUpdated', changed(paid, { contactId: undefined, memberId: undefined }));
  await site.invokeEvent('wixEvents_onOrderUpdated', {});
  await site.invokeJob('cleanUp');

  const health = await site.invokeWebMethod('notifications.web', 'getHealth', [], 'admin');

  expect(returned(health)).toMatchObject({
    kind: 'ok',
    value: {
      items: { orderStates: 1, notifications: 1, keys: 0, claims: 0, unhandledEvents: 1, total: 3, inAYear: null },
      notKept: null,
      notifications: { pending: 0, overdue: 0, held: 1, failed: 0, unknown: 0 },
      unhandledEvents: { rejected: 1, failed: 0 },
      comparesDetails: true,
      jobs: { deliverDueNotifications: null, cleanUp: { report: { erased: 0 } }, reconcileOrders: null },
    },
  });
});
