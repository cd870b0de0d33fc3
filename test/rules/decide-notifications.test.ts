import type { Change } from '../../src/backend/order-events/changes/change.ts';
import { decideNotifications } from '../../src/backend/order-events/rules/decide-notifications.ts';
import type { AnyRule, NotificationRule } from '../../src/backend/order-events/rules/rule.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedPlanOrder, parsedShopOrder, parsedTicketOrder } from '../support/parsed-order.ts';
import { dateText } from '../support/typed-texts.ts';

const settings = { timeZone: 'Europe/Lisbon', fallbackLanguage: 'en', retentionDays: 90 };
const tickets = parsedTicketOrder(documentedPayload('wixEvents_onOrderUpdated'));
const plan = parsedPlanOrder(documentedPayload('wixPricingPlans_onOrderUpdated'));
const shopPayload = documentedPayload('wixEcom_onOrderUpdated');
const shop = parsedShopOrder(shopPayload);

const common = { change: 'order-canceled', emailId: 'U1a2b3', recipient: 'buyer' } as const;

const canceled: Change = {
  kind: 'order-canceled',
  evidence: 'compared',
  occurrence: '1',
  previous: { status: 'APPROVED' },
  current: { status: 'CANCELED' },
  occurredAt: dateText('2023-01-16T14:44:37.686Z'),
};
const checkedIn: Change = {
  ...canceled,
  kind: 'ticket-checked-in',
  occurrence: 'FMXC-BZG3-OT041@2020-04-28T12:24:20.920Z',
  previous: { ticketNumber: 'FMXC-BZG3-OT041', checkedInAt: null },
  current: { ticketNumber: 'FMXC-BZG3-OT041', checkedInAt: '2020-04-28T12:24:20.920Z' },
};

describe('a rule that fits a change', () => {
  it('drafts a notification with its key, its email and its variables', () => {
    const rule = shopRule({
      variables: ({ order, format }) => ({ number: order.number, total: format.money(order.total, order.currency) }),
    });

    expect(decideNotifications({ order: shop, raw: {} }, [canceled], [rule], settings)).toEqual([
      {
        key: 'wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-canceled/1/shop-canceled',
        product: 'wix-ecom',
        orderId: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
        change: canceled,
        rule: 'shop-canceled',
        channel: 'triggeredEmail',
        call: { emailId: 'U1a2b3', language: 'en' },
        contactId: '24de6f0b-60ce-4faa-9138-2e39f1415615',
        variables: { number: '10003', total: '$40.00' },
        ifUnknown: 'resend',
        expiresAt: Date.UTC(2023, 0, 17, 14, 44, 37, 686),
        holdReason: undefined,
      },
    ]);
  });

  it('says how old its news may be, and what to do when nobody can know', () => {
    const rule = shopRule({ withinHours: 2, ifUnknown: 'hold' });

    expect(decideNotifications({ order: shop, raw: {} }, [canceled], [rule], settings)).toMatchObject([
      { expiresAt: Date.UTC(2023, 0, 16, 16, 44, 37, 686), ifUnknown: 'hold' },
    ]);
  });

  it('drafts one notification for each change and each rule', () => {
    const rules = [shopRule({}), shopRule({ id: 'owner', recipient: { contactId: 'the owner' } })];
    const again = { ...canceled, occurrence: '1~2' };

    const drafts = decideNotifications({ order: shop, raw: {} }, [canceled, again], rules, settings);

    expect(drafts.map(({ key, contactId }) => [key.split('/').slice(3).join('/'), contactId])).toEqual([
      ['1/shop-canceled', '24de6f0b-60ce-4faa-9138-2e39f1415615'],
      ['1/owner', 'the owner'],
      ['1~2/shop-canceled', '24de6f0b-60ce-4faa-9138-2e39f1415615'],
      ['1~2/owner', 'the owner'],
    ]);
  });
});

describe('the key of a notification', () => {
  const ruleOf = (id: string) => shopRule({ id });

  it.each([
    ['an order', { ...shop, id: 'a/order-canceled/1' }, ruleOf('x'), 'a%2Forder-canceled%2F1', 'x', true],
    ['a rule', shop, ruleOf('x@1'), shop.id, 'x%401', true],
    ['a rule with a slash', shop, ruleOf('x/y'), shop.id, 'x/y', false],
  ])('keeps apart what is in its parts: %s', (_what, order, rule, id, last, hasFormer) => {
    const [draft] = decideNotifications({ order, raw: {} }, [canceled], [rule], settings);

    expect(draft?.key).toBe(`wix-ecom/${id}/order-canceled/1/${last}`);
    expect(draft?.formerKey).toBe(hasFormer ? `wix-ecom/${order.id}/order-canceled/1/${rule.id}` : undefined);
  });

  it('had the parts of its occurrence as they came', () => {
    const change = { ...canceled, occurrence: 'a%40b@1' };
    const [draft] = decideNotifications({ order: shop, raw: {} }, [change], [ruleOf('x')], settings);

    expect(draft?.key).toBe(`wix-ecom/${shop.id}/order-canceled/a%2540b@1/x`);
    expect(draft?.formerKey).toBe(`wix-ecom/${shop.id}/order-canceled/a@b@1/x`);
  });

  it('of a guest keeps the ticket apart from the rule', () => {
    const [first] = tickets.tickets ?? [];
    if (first === undefined) throw new Error('The documented order has tickets');
    const order = { ...tickets, contactId: 'buyer', tickets: [{ ...first, number: 'a@b' }] };
    const [draft] = decideNotifications(
      { order, raw: {} },
      [canceled],
      [ticketRule({ recipient: 'guests' })],
      settings,
    );

    expect(draft?.key).toBe('wix-events/FMXC-BZG3-OT/order-canceled/1/tickets-canceled@a%40b');
    expect(draft?.formerKey).toBe('wix-events/FMXC-BZG3-OT/order-canceled/1/tickets-canceled@a@b');
  });
});

describe('a rule that does not fit', () => {
  it.each<[string, AnyRule]>([
    ['of another product', planRule({})],
    ['for another change', shopRule({ change: 'order-paid' })],
    ['that asks for stronger evidence', shopRule({ evidence: ['reported'] })],
    ['whose condition is not met', shopRule({ when: () => false })],
  ])('%s drafts nothing', (_what, rule) => {
    expect(decideNotifications({ order: shop, raw: {} }, [canceled], [rule], settings)).toEqual([]);
  });

  it('is left out for each product', () => {
    const rules = [shopRule({}), planRule({}), ticketRule({})];
    const rulesThatFit = [tickets, plan, shop].map((order) =>
      decideNotifications({ order, raw: {} }, [canceled], rules, settings).map(({ rule }) => rule),
    );

    expect(rulesThatFit).toEqual([['tickets-canceled'], ['plan-canceled'], ['shop-canceled']]);
  });

  it('is another matter when its evidence or its condition does fit', () => {
    const rule = shopRule({ evidence: ['reported', 'compared'], when: ({ order }) => order.currency === 'USD' });

    expect(decideNotifications({ order: shop, raw: {} }, [canceled], [rule], settings)).toHaveLength(1);
  });
});

describe('a notification that cannot be sent as it is', () => {
  const anonymous = parsedShopOrder(changed(shopPayload, { 'entity.buyerInfo.contactId': undefined }));

  it.each<[string, AnyRule, typeof shop]>([
    ['no-contact', shopRule({}), anonymous],
    ['no-email-id', shopRule({ emailId: '' }), shop],
    ['no-contact', shopRule({ emailId: '' }), anonymous],
    ['rule-threw', shopRule({ variables: throwing }), shop],
    ['rule-threw', shopRule({ when: throwing }), anonymous],
  ])('is held for %s', (holdReason, rule, order) => {
    expect(decideNotifications({ order, raw: {} }, [canceled], [rule], settings)).toMatchObject([
      { holdReason, variables: {} },
    ]);
  });

  it('is held for a variable that is no text, which Wix refuses', () => {
    const variables: Record<string, string | undefined> = JSON.parse('{"number":"10003","total":40}');

    const drafts = decideNotifications(
      { order: shop, raw: {} },
      [canceled],
      [shopRule({ variables: () => variables })],
      settings,
    );

    expect(drafts).toMatchObject([{ holdReason: 'variable-is-not-text: total', variables: {} }]);
  });

  it('does not hold up another rule', () => {
    const rules = [shopRule({ variables: throwing }), shopRule({ id: 'other' })];

    const drafts = decideNotifications({ order: shop, raw: {} }, [canceled], rules, settings);

    expect(drafts.map(({ rule, holdReason }) => [rule, holdReason])).toEqual([
      ['shop-canceled', 'rule-threw'],
      ['other', undefined],
    ]);
  });

  it('leaves out variables without a value', () => {
    const variables: Record<string, string | undefined> = JSON.parse('{"a":"1","b":null}');

    const drafts = decideNotifications(
      { order: shop, raw: {} },
      [canceled],
      [shopRule({ variables: () => ({ ...variables, c: undefined }) })],
      settings,
    );

    expect(drafts).toMatchObject([{ variables: { a: '1' }, holdReason: undefined }]);
  });
});

describe('the email of a language', () => {
  const emailId = {
    default: 'U-en',
    de: 'U-de',
    'pt-BR': 'U-br',
    pt: 'U-pt',
    'zh-TW': 'U-tw',
    he: 'U-he',
    'not a code!': '?',
  };

  it.each([
    ['de', 'U-de'],
    ['de-AT', 'U-de'],
    ['DE', 'U-de'],
    ['pt-br', 'U-br'],
    ['pt_BR', 'U-br'],
    ['pt', 'U-pt'],
    ['zh_Hant_TW', 'U-tw'],
    ['iw', 'U-he'],
    ['no such language!', 'U-en'],
    ['fr', 'U-en'],
    ['', 'U-en'],
  ])('%p is %s', (buyerLanguage, expected) => {
    const order = parsedShopOrder(changed(shopPayload, { 'entity.buyerLanguage': buyerLanguage }));

    expect(decideNotifications({ order, raw: {} }, [canceled], [shopRule({ emailId })], settings)).toMatchObject([
      { call: { emailId: expected } },
    ]);
  });

  it('is that of the site for plan orders, which name none', () => {
    const german = { ...settings, fallbackLanguage: 'de' };

    expect(decideNotifications({ order: plan, raw: {} }, [canceled], [planRule({ emailId })], german)).toMatchObject([
      { call: { emailId: 'U-de' } },
    ]);
  });
});

it('the email of an order that names no language, of a site that names none either, is the default', () => {
  const nowhere = { ...settings, fallbackLanguage: 'no such language!' };
  const rule = planRule({ emailId: { default: 'U-en', de: 'U-de' } });

  expect(decideNotifications({ order: plan, raw: {} }, [canceled], [rule], nowhere)).toMatchObject([
    { call: { emailId: 'U-en' } },
  ]);
});

describe('a buyer who is a member and no known contact', () => {
  const member = parsedShopOrder(
    changed(shopPayload, { 'entity.buyerInfo.contactId': undefined, '+entity.buyerInfo.memberId': 'member-1' }),
  );

  it('is mailed as the member', () => {
    const drafts = decideNotifications({ order: member, raw: {} }, [canceled], [shopRule({})], settings);

    expect(drafts).toMatchObject([{ contactId: undefined, memberId: 'member-1', holdReason: undefined }]);
  });

  it('is mailed as the contact once there is one', () => {
    const both = { ...member, contactId: 'contact-1' };
    const [draft] = decideNotifications({ order: both, raw: {} }, [canceled], [shopRule({})], settings);

    expect(draft).toMatchObject({ contactId: 'contact-1', memberId: undefined });
  });

  it('may be named by the rule itself', () => {
    const rule = shopRule({ recipient: { memberId: 'owner' } });

    expect(decideNotifications({ order: shop, raw: {} }, [canceled], [rule], settings)).toMatchObject([
      { contactId: undefined, memberId: 'owner' },
    ]);
  });
});

describe('the order as Wix printed it', () => {
  it('is there for what the read order does not have', () => {
    const rule = shopRule({ variables: ({ raw }) => ({ weightUnit: String(raw['weightUnit']) }) });
    const drafts = decideNotifications({ order: shop, raw: { weightUnit: 'KG' } }, [canceled], [rule], settings);

    expect(drafts).toMatchObject([{ variables: { weightUnit: 'KG' } }]);
  });

  it('cannot be changed by a rule, and the event that it came with even less', () => {
    const raw = { tags: ['a'] };
    const seen: unknown[] = [];
    const rule = shopRule({
      variables: (context) => {
        seen.push(context.raw, context.raw['tags']);
        return {};
      },
    });
    decideNotifications({ order: shop, raw }, [canceled], [rule], settings);

    expect(seen).toEqual([{ tags: ['a'] }, ['a']]);
    expect(seen.map((value) => Object.isFrozen(value))).toEqual([true, true]);
    expect(Object.isFrozen(raw)).toBe(false);
  });

  it('is not looked at where no rule asks for it', () => {
    const event = {
      order: shop,
      get raw(): never {
        throw new Error('Looked at');
      },
    };
    const raw = new Proxy({}, { ownKeys: () => event.raw });

    expect(decideNotifications({ order: shop, raw }, [canceled], [shopRule({})], settings)).toMatchObject([
      { holdReason: undefined },
    ]);
  });
});

describe('a change of a ticket', () => {
  it('can be told to its guest', () => {
    const rule = ticketRule({
      change: 'ticket-checked-in',
      recipient: 'guest',
      variables: ({ ticket }) => ({ ticket: ticket?.number }),
    });

    expect(decideNotifications({ order: tickets, raw: {} }, [checkedIn], [rule], settings)).toMatchObject([
      { contactId: 'e11af3d4-c205-4d3a-b687-58d4dda78a6c', variables: { ticket: 'FMXC-BZG3-OT041' } },
    ]);
  });

  it('of an order can be told to each of its guests once, and not to the buyer again', () => {
    const [first, second] = tickets.tickets ?? [];
    if (first === undefined || second === undefined) throw new Error('The documented order has two tickets');
    const order = {
      ...tickets,
      contactId: 'buyer',
      tickets: [
        { ...first, number: '1', contactId: 'buyer' },
        { ...first, number: '2', contactId: 'guest' },
        { ...second, number: '3', contactId: 'guest' },
        { ...second, number: '4', contactId: undefined, memberId: 'member' },
        { ...second, number: '5', contactId: undefined, memberId: undefined },
      ],
    };
    const rule = ticketRule({ recipient: 'guests', variables: ({ ticket }) => ({ ticket: ticket?.number }) });
    const drafts = decideNotifications({ order, raw: {} }, [canceled], [rule], settings);

    expect(drafts.map(({ key, contactId, memberId, variables }) => [key, contactId ?? memberId, variables])).toEqual([
      ['wix-events/FMXC-BZG3-OT/order-canceled/1/tickets-canceled@2', 'guest', { ticket: '2' }],
      ['wix-events/FMXC-BZG3-OT/order-canceled/1/tickets-canceled@4', 'member', { ticket: '4' }],
    ]);
  });

  it('is held for want of a guest when the order shows no tickets', () => {
    const order = { ...tickets, tickets: undefined };
    const rule = ticketRule({ change: 'ticket-checked-in', recipient: 'guest' });

    expect(decideNotifications({ order, raw: {} }, [checkedIn], [rule], settings)).toMatchObject([
      { holdReason: 'no-contact' },
    ]);
  });

  it('is told to no guest of an order that shows none, or has none', () => {
    const rules = [ticketRule({ recipient: 'guests' }), shopRule({ recipient: 'guests' })];
    const { tickets: _shown, ...unshown } = tickets;

    expect(
      decideNotifications({ order: { ...unshown, tickets: undefined }, raw: {} }, [canceled], rules, settings),
    ).toEqual([]);
    expect(decideNotifications({ order: shop, raw: {} }, [canceled], rules, settings)).toEqual([]);
  });

  it.each([
    ['the order', canceled],
    ['a ticket that is gone', { ...checkedIn, current: { ticketNumber: 'FMXC-BZG3-OT099' } }],
  ])('is held for want of a guest when it is about %s', (_what, change) => {
    const rule = ticketRule({
      change: change.kind === 'ticket-checked-in' ? change.kind : 'order-canceled',
      recipient: 'guest',
    });

    expect(decideNotifications({ order: tickets, raw: {} }, [change], [rule], settings)).toMatchObject([
      { holdReason: 'no-contact' },
    ]);
  });
});

function throwing(): never {
  throw new Error('the site owner’s code');
}

function shopRule(parts: Partial<NotificationRule<'wix-ecom'>>): NotificationRule<'wix-ecom'> {
  return { ...common, id: 'shop-canceled', product: 'wix-ecom', variables: () => ({}), ...parts };
}

function planRule(parts: Partial<NotificationRule<'wix-pricing-plans'>>): NotificationRule<'wix-pricing-plans'> {
  return { ...common, id: 'plan-canceled', product: 'wix-pricing-plans', variables: () => ({}), ...parts };
}

function ticketRule(parts: Partial<NotificationRule<'wix-events'>>): NotificationRule<'wix-events'> {
  return { ...common, id: 'tickets-canceled', product: 'wix-events', variables: () => ({}), ...parts };
}
