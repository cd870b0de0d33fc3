import { Webhook } from 'standardwebhooks';

import type { RunTold } from '../../../src/backend/order-events/channels/run/run.ts';
import { closeRest, INSTANCE } from '../wix-api/rest-on-loopback.ts';
import { KEY, messageWith, openServerSite } from './server-site.ts';

afterEach(closeRest);

describe('a kept email', () => {
  it('is rendered and passed on, and nothing leaves the machine', async () => {
    const { channels, kept, rest } = await openServerSite({ mail: { kind: 'kept' } });

    const result = await channels.send(messageWith({ call: { template: 'shop-order-paid', language: 'de' } }));

    expect(result).toEqual({ kind: 'sent' });
    expect(kept).toEqual([
      {
        key: KEY,
        instanceId: INSTANCE,
        recipient: { contactId: 'c-1' },
        template: 'shop-order-paid',
        language: 'de',
        subject: 'Bestellung 10003 ist bezahlt',
        html: '<p>Jane</p>',
        text: 'Hallo Jane',
      },
    ]);
    expect(rest.calls()).toEqual([]);
  });

  it('is refused if it cannot be kept', async () => {
    const { channels } = await openServerSite({
      mail: { kind: 'kept' },
      keep: () => Promise.reject(new Error('the disk is full')),
    });

    expect(await channels.send(messageWith())).toEqual({ kind: 'refused', code: 'not-kept' });
  });
});

describe('a triggered email', () => {
  const triggered = { channel: 'triggeredEmail' } as const;
  const { about } = messageWith();

  it.each([
    ['the template that it names', 'order-shipped', 'order-shipped'],
    ["the template of the rule's name, as the previews show it", 'U1a2b3', 'shop-order-paid'],
    ['the template of its id in another spelling', 'OrderShipped', 'order-shipped', 'another-rule'],
  ])('is sent with %s', async (_which, emailId, template, rule = 'shop-order-paid') => {
    const { channels, kept } = await openServerSite({ mail: { kind: 'kept' } });

    const told = about === undefined ? {} : { about: { ...about, rule } };
    const message = messageWith({ ...triggered, ...told, call: { emailId, language: 'de' } });
    expect(await channels.send(message)).toEqual({ kind: 'sent' });

    expect(kept).toMatchObject([{ template, language: 'de' }]);
  });

  it('is sent by Wix with the key of its notification, to the contact of a member', async () => {
    const { channels, rest } = await openServerSite();
    const message = messageWith({
      ...triggered,
      call: { emailId: 'ShopOrderPaid', language: 'en' },
      recipient: { memberId: 'm-1' },
    });

    await channels.send(message);
    await channels.send(message);

    expect(rest.site(INSTANCE).transmissions.list()).toMatchObject([
      { emailSubject: 'Order 10003 is paid', toRecipients: [{ contactId: 'c-1' }] },
    ]);
  });

  it('is in the language of the site if it has none', async () => {
    const { channels, kept } = await openServerSite({ mail: { kind: 'kept' } });
    const settings = { timeZone: 'UTC', fallbackLanguage: 'de', retentionDays: 90 };

    await channels.send(messageWith({ ...triggered, call: { emailId: 'ShopOrderPaid' }, settings }));

    expect(kept).toMatchObject([{ language: 'de', subject: 'Bestellung 10003 ist bezahlt' }]);
  });

  it.each(['constructor', 'U1a2b3', ''])('is refused if there is no template for %j', async (emailId) => {
    const { channels } = await openServerSite();
    const told = about === undefined ? {} : { about: { ...about, rule: 'another-rule' } };

    expect(await channels.send(messageWith({ ...triggered, ...told, call: { emailId, language: 'en' } }))).toEqual({
      kind: 'refused',
      code: 'no-template-for-triggered-email',
    });
  });

  it('is refused if the templates cannot be loaded', async () => {
    const { channels } = await openServerSite({ loadTemplates: () => Promise.reject(new Error('no file')) });

    expect(await channels.send(messageWith({ ...triggered, call: { emailId: 'ShopOrderPaid' } }))).toEqual({
      kind: 'refused',
      code: 'no-email-templates',
    });
  });
});

it('an owner is notified on Wix only', async () => {
  const { channels, rest } = await openServerSite();

  const message = messageWith({ channel: 'notifyOwner', call: { places: 'Dashboard' }, variables: { text: 'Paid' } });

  expect(await channels.send(message)).toEqual({ kind: 'refused', code: 'owner-is-told-on-wix-only' });
  expect(rest.calls()).toEqual([]);
});

it('a function of the rules is run with the key', async () => {
  const { channels } = await openServerSite();
  const told: RunTold[] = [];

  const result = await channels.send(messageWith({ channel: 'run', call: {}, run: (one) => told.push(one) }));

  expect(result).toEqual({ kind: 'sent' });
  expect(told).toMatchObject([{ key: KEY, order: { product: 'wix-ecom', id: 'order-1' } }]);
});

describe('a post', () => {
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const message = messageWith({ channel: 'post', call: { url: 'https://warehouse.example.com/orders', secret: 'S' } });

  it('is signed with the secret, and follows no redirection', async () => {
    const requests: Request[] = [];
    const { channels } = await openServerSite({
      now: Date.now,
      readSecret: async (name) => (name === 'S' ? SECRET : undefined),
      fetch: async (url, options) => {
        requests.push(new Request(url, options));
        return new Response(null, { status: 204 });
      },
    });

    expect(await channels.send(message)).toEqual({ kind: 'sent' });

    const [request] = requests;
    const body = await request?.text();
    expect([request?.method, request?.url, request?.redirect]).toEqual([
      'POST',
      'https://warehouse.example.com/orders',
      'manual',
    ]);
    expect(new Webhook(SECRET).verify(body ?? '', Object.fromEntries(request?.headers ?? []))).toMatchObject({
      type: 'wix-ecom.order-paid',
      data: { orderId: 'order-1', rule: 'shop-order-paid' },
    });
  });

  it.each([
    ['without the secret', undefined, 200, { kind: 'refused', code: 'no-post-secret' }],
    ['with an answer of 404', SECRET, 404, { kind: 'refused', code: 'http-404' }],
    ['with an answer of 500', SECRET, 500, { kind: 'may-be-sent', code: 'http-500' }],
    ['without an answer', SECRET, undefined, { kind: 'may-be-sent', code: 'no-answer' }],
  ])('%s', async (_how, secret, status, result) => {
    const { channels } = await openServerSite({
      readSecret: async () => secret,
      fetch: async () => {
        if (status === undefined) throw new TypeError('fetch failed');
        return new Response(null, { status });
      },
    });

    expect(await channels.send(message)).toEqual(result);
  });
});
