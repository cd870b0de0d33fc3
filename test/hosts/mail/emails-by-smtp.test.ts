import type { Message } from '../../../src/backend/order-events/ports/channel-calls.ts';
import { closeRest, INSTANCE } from '../wix-api/rest-on-loopback.ts';
import { closeMailServers, openMailServer, type MailServer, type Step, type Twist } from './mail-server.ts';
import { messageWith, openServerSite, type ServerSite } from './server-site.ts';

afterEach(async () => {
  closeMailServers();
  await closeRest();
});

async function openSite(
  twists: Partial<Record<Step, Twist>> = {},
  from = 'Our shop <shop@example.com>',
): Promise<ServerSite & { readonly server: MailServer }> {
  const server = await openMailServer(twists);
  const mail = { kind: 'smtp', url: `smtp://127.0.0.1:${String(server.port)}`, from } as const;
  const smtpLimits = { connectMs: 300, answerMs: 300, wholeMs: 2_000 };
  return { ...(await openServerSite({ mail, smtpLimits })), server };
}

/** The headers of a message, unfolded. */
function headersOf(message = ''): readonly string[] {
  return (message.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n');
}

it('sends the template to the address of the contact, as HTML and text', async () => {
  const { channels, server } = await openSite();

  expect(await channels.send(messageWith())).toEqual({ kind: 'sent' });

  const [message = ''] = server.messages;
  expect(server.commands.slice(1, 3)).toEqual(['MAIL FROM:<shop@example.com>', 'RCPT TO:<jane@example.com>']);
  expect(headersOf(message)).toEqual(
    expect.arrayContaining([
      'From: Our shop <shop@example.com>',
      'To: jane@example.com',
      'Subject: Order 10003 is paid',
      'Date: Fri, 01 Mar 2024 12:00:00 +0000',
    ]),
  );
  expect(message).toContain('<p>Jane</p>');
  expect(message).toContain('Hello Jane');
});

it('has the same id for every attempt at a notification, and another for another notification or site', async () => {
  const { channels, server, rest, api } = await openSite();
  rest.site('another').putContact({ id: 'c-1', email: 'jane@example.com' });
  const url = `smtp://127.0.0.1:${String(server.port)}`;
  const mail = { kind: 'smtp', url, from: 'shop@example.com' } as const;
  const other = await openServerSite({ mail, api, instanceId: 'another' });

  for (const message of [messageWith(), messageWith(), messageWith({ key: 'another' })]) await channels.send(message);
  await other.channels.send(messageWith());

  const ids = server.messages.map((message) => {
    const values = headersOf(message).flatMap(
      (line) => /^(?:Message-ID|Resend-Idempotency-Key|X-Idempotency-Key): <?([^@>]+)/i.exec(line)?.[1] ?? [],
    );
    expect(values).toHaveLength(3);
    return [...new Set(values)];
  });
  expect(ids.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  expect(new Set(ids.flat()).size).toBe(3);
  expect(ids[0]).toEqual(ids[1]);
  expect(ids.flat()[0]).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
});

describe('no text of a customer or owner becomes a header or a recipient', () => {
  const evil = 'x\r\nBcc: everybody@example.com\r\n\r\nHello';

  it.each<readonly [string, Partial<Message>]>([
    ['a variable in the subject', { variables: { number: evil, name: evil } }],
    [
      'the name of the sender',
      {
        settings: {
          timeZone: 'UTC',
          fallbackLanguage: 'en',
          retentionDays: 90,
          email: { siteId: 's', senderName: evil, replyTo: evil },
        },
      },
    ],
    ['the key', { key: evil }],
  ])('%s', async (_where, changes) => {
    const { channels, server } = await openSite();

    expect(await channels.send(messageWith(changes))).toEqual({ kind: 'sent' });

    expect(headersOf(server.messages[0]).filter((line) => /^(?:bcc|reply-to):/i.test(line))).toEqual([]);
    expect(server.commands.filter((command) => command.startsWith('RCPT'))).toEqual(['RCPT TO:<jane@example.com>']);
  });

  it.each([
    'jane@example.com\r\nRCPT TO:<everybody@example.com>',
    'jane@example.com,everybody@example.com',
    'jane@example.com;everybody@example.com',
    'Jane <jane@example.com>',
    '"jane, x"@example.com',
    'jane@example.com>',
  ])('the address %j, to which nothing is sent', async (email) => {
    const { channels, server, rest } = await openSite();
    rest.site(INSTANCE).putContact({ id: 'c-2', email });

    const result = await channels.send(messageWith({ recipient: { contactId: 'c-2' } }));

    expect(result.kind).toBe('refused');
    expect(server.commands).toEqual([]);
  });
});

it('uses the sender and the reply address from the settings', async () => {
  const { channels, server } = await openSite({}, 'shop@example.com');
  const email = { siteId: 's', senderName: 'Ärzte & Söhne', replyTo: 'help@example.com' };
  const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90, email };

  await channels.send(messageWith({ settings }));

  expect(headersOf(server.messages[0])).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^From: =\?UTF-8\?[BQ]\?\S+\?= <shop@example\.com>$/),
      'Reply-To: help@example.com',
    ]),
  );
});

it.each<readonly [Step, Twist, object]>([
  ['RCPT', '550 nobody here', { kind: 'refused', code: 'smtp-550' }],
  ['end', 'is silent', { kind: 'may-be-sent', code: 'smtp-timedout' }],
])('%s: %s', async (step, twist, result) => {
  const { channels } = await openSite({ [step]: twist });

  expect(await channels.send(messageWith())).toEqual(result);
});

it('does not start to send an email whose lease may expire before it is sent', async () => {
  const server = await openMailServer();
  const mail = { kind: 'smtp', url: `smtp://127.0.0.1:${String(server.port)}`, from: 'shop@example.com' } as const;
  const times = [0, 17_000, 17_001];
  const { channels } = await openServerSite({ mail, now: () => times.shift() ?? 0 });

  expect(await channels.send(messageWith())).toEqual({ kind: 'refused', code: 'address-found-too-late' });
  expect(server.commands).toEqual([]);
});

it('cannot report the outcome of an email: it is sent again', async () => {
  const { channels } = await openSite();

  expect(await channels.ask(messageWith())).toEqual({ kind: 'not-sent' });
  expect(await channels.listRejected(0, { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 })).toEqual([]);
});

it('is refused if the contact has no address, or Wix does not return it', async () => {
  const { channels, rest, server } = await openSite();
  rest.site(INSTANCE).putContact({ id: 'c-2' });

  const nobody = await channels.send(messageWith({ recipient: { contactId: 'c-2' } }));
  rest.setFault({ path: '/contacts/', what: { kind: 'status', status: 503 } });
  const unread = await channels.send(messageWith());

  expect([nobody, unread]).toEqual([
    { kind: 'refused', code: 'contact-without-email' },
    { kind: 'refused', code: 'contact-not-read: http-503' },
  ]);
  expect(server.commands).toEqual([]);
});
