import { callIdOf } from '../../../src/backend/order-events/values/call-id.ts';
import { closeRest, INSTANCE } from '../wix-api/rest-on-loopback.ts';
import { KEY, messageWith, openServerSite, type ServerSite } from './server-site.ts';

afterEach(closeRest);

const SEND = '/email-transmissions/v1/email-transmissions/send';
const QUERY = '/email-transmissions/v1/email-transmissions/query';
const HOUR = 3_600_000;

function sentBy({ rest }: ServerSite): readonly object[] {
  return rest.site(INSTANCE).transmissions.list();
}

it("sends the template to the contact, with the app's token and no setting of the site", async () => {
  const site = await openServerSite();

  expect(await site.channels.send(messageWith())).toEqual({ kind: 'sent' });

  expect(sentBy(site)).toMatchObject([
    {
      type: 'TRANSACTIONAL',
      idempotencyKey: callIdOf(KEY),
      toRecipients: [{ contactId: 'c-1' }],
      emailSubject: 'Order 10003 is paid',
      emailHtmlContent: '<p>Jane</p>',
      senderName: null,
    },
  ]);
});

it('sends to the contact of a member', async () => {
  const site = await openServerSite();

  await site.channels.send(messageWith({ recipient: { memberId: 'm-1' } }));

  expect(sentBy(site)).toMatchObject([{ toRecipients: [{ contactId: 'c-1' }] }]);
});

it('uses the sender from the settings of the site', async () => {
  const site = await openServerSite();
  const email = { siteId: 'site-1', senderName: 'Our shop' };

  await site.channels.send(
    messageWith({ settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90, email } }),
  );

  expect(sentBy(site)).toMatchObject([{ senderName: 'Our shop' }]);
});

describe('a call that took effect and was not answered', () => {
  it.each([
    ['failed', { kind: 'status', status: 500 }, 'http-500'],
    ['never answered', { kind: 'never' }, 'no-answer'],
  ] as const)('%s: is in doubt, and sends nothing twice', async (_how, what, code) => {
    const site = await openServerSite();
    site.rest.setFault({ path: SEND, what, effect: 'done' });

    const results = [await site.channels.send(messageWith()), await site.channels.send(messageWith())];

    expect(results).toEqual([{ kind: 'may-be-sent', code }, { kind: 'sent' }]);
    expect(sentBy(site)).toHaveLength(1);
  });

  it('can be looked up', async () => {
    const site = await openServerSite();
    site.rest.setFault({ path: SEND, what: { kind: 'never' }, effect: 'done' });
    await site.channels.send(messageWith());

    const known = await site.channels.ask(messageWith());
    const unknown = await site.channels.ask(messageWith({ key: 'another' }));
    site.rest.setFault({ path: QUERY, what: { kind: 'status', status: 503 } });
    const unanswered = await site.channels.ask(messageWith());

    expect([known, unknown, unanswered]).toEqual([
      { kind: 'sent' },
      { kind: 'not-sent' },
      { kind: 'unanswered', code: 'http-503' },
    ]);
  });
});

it.each([
  [400, 'refused'],
  [403, 'refused'],
  [428, 'refused'],
  [429, 'refused'],
  [409, 'may-be-sent'],
  [502, 'may-be-sent'],
] as const)('an answer of %i is %s', async (status, kind) => {
  const site = await openServerSite();
  site.rest.setFault({ path: SEND, what: { kind: 'status', status } });

  expect(await site.channels.send(messageWith())).toEqual({ kind, code: `http-${String(status)}` });
});

it('without a token nothing is sent, and the result is a refusal', async () => {
  const site = await openServerSite();
  site.rest.setFault({ path: '/oauth2/token', what: { kind: 'never' } });

  expect(await site.channels.send(messageWith())).toEqual({ kind: 'refused', code: 'no-token: no-answer' });
});

it('lists emails that Wix rejected later', async () => {
  const site = await openServerSite();
  site.rest.site(INSTANCE).transmissions.rejectLater(true);
  await site.channels.send(messageWith());
  site.clock.advanceBy(HOUR);

  const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };
  expect(await site.channels.listRejected(Date.UTC(2024, 2, 1), settings)).toEqual([
    { callId: callIdOf(KEY), at: Date.UTC(2024, 2, 1, 12, 0, 5), code: 'rejected-by-wix' },
  ]);
});

it('refuses a missing template, and templates that it cannot load', async () => {
  const site = await openServerSite();
  const broken = await openServerSite({ loadTemplates: () => Promise.reject(new Error('no file')) });

  expect(await site.channels.send(messageWith({ call: { template: 'lost', language: 'en' } }))).toEqual({
    kind: 'refused',
    code: 'no-such-template',
  });
  expect(await broken.channels.send(messageWith())).toEqual({ kind: 'refused', code: 'no-email-templates' });
});
