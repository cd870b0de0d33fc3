import type { Change } from '../../src/backend/order-events/changes/change.ts';
import { decideNotifications } from '../../src/backend/order-events/rules/decide-notifications.ts';
import type { AnyRule, NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedShopOrder, parsedTicketOrder } from '../support/parsed-order.ts';
import { dateText } from '../support/typed-texts.ts';

const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };
const shop = parsedShopOrder(documentedPayload('wixEcom_onOrderUpdated'));
const tickets = parsedTicketOrder(documentedPayload('wixEvents_onOrderUpdated'));
const canceled: Change = {
  kind: 'order-canceled',
  evidence: 'compared',
  occurrence: '1',
  previous: {},
  current: {},
  occurredAt: dateText('2023-01-16T14:44:37.686Z'),
};
const paid: Change = { ...canceled, kind: 'order-paid' };
const rule: NotificationRule<'wix-ecom'> = {
  id: 'canceled',
  product: 'wix-ecom',
  change: 'order-canceled',
  emailId: 'U1a2b3',
  recipient: 'buyer',
  variables: () => ({}),
};

function drafts(changes: readonly Change[], rules: readonly AnyRule[], order = shop) {
  return decideNotifications({ order, raw: {} }, changes, rules, settings);
}

it('each change is told by its own rules', () => {
  const told = drafts([canceled, paid], [rule, { ...rule, id: 'paid', change: 'order-paid' }]);

  expect(told.map(({ rule: id, change }) => [id, change.kind])).toEqual([
    ['canceled', 'order-canceled'],
    ['paid', 'order-paid'],
  ]);
});

it('an order is not looked at where no rule tells its changes', () => {
  const order = new Proxy(shop, {
    ownKeys: () => {
      throw new Error('Looked at');
    },
  });

  expect(drafts([paid], [rule], order)).toEqual([]);
});

it('what is held for want of everything holds no more than why', () => {
  const { contactId: _contact, memberId: _member, ...nobodys } = shop;
  const [draft] = drafts([canceled], [{ ...rule, emailId: '' }], {
    ...nobodys,
    contactId: undefined,
    memberId: undefined,
  });

  expect(draft).toEqual({
    key: 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-canceled/1/canceled',
    product: 'wix-ecom',
    orderId: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
    change: canceled,
    rule: 'canceled',
    channel: 'triggeredEmail',
    call: {},
    contactId: undefined,
    variables: {},
    ifUnknown: 'resend',
    expiresAt: Date.UTC(2023, 0, 17, 14, 44, 37, 686),
    holdReason: 'no-contact',
  });
});

it('a rule that throws leaves no variables', () => {
  const throwing = () => {
    throw new Error('the site owner’s code');
  };

  expect(drafts([canceled], [{ ...rule, variables: throwing }])[0]?.variables).toEqual({});
});

it('whom the rule itself names is told apart from whom an order names', () => {
  const told = drafts([canceled], [rule, { ...rule, id: 'owner', recipient: { contactId: 'the owner' } }]);

  expect(told.map(({ isToFixedRecipient }) => isToFixedRecipient)).toEqual([undefined, true]);
});

it('a rule for nobody who is known does not tell the guest of the ticket', () => {
  const change: Change = { ...canceled, kind: 'ticket-checked-in', current: { ticketNumber: 'FMXC-BZG3-OT041' } };
  const faulty = {
    ...rule,
    product: 'wix-events',
    change: 'ticket-checked-in',
    ...JSON.parse('{"recipient":"owner"}'),
  };

  expect(decideNotifications({ order: tickets, raw: {} }, [change], [faulty], settings)).toMatchObject([
    { contactId: undefined, holdReason: 'no-recipient' },
  ]);
});
