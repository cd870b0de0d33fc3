import { sendBySmtp } from '../../../hosts/mail/send-by-smtp.ts';
import { readSmtpUrl, type SmtpServer } from '../../../hosts/mail/smtp-server.ts';
import { closeMailServers, openMailServer, type Step, type Twist } from './mail-server.ts';

afterEach(closeMailServers);

const limits = { connectMs: 200, answerMs: 200, wholeMs: 2_000 };
const message = {
  envelope: { from: 'shop@example.com', to: 'jane@example.com' },
  bytes: Buffer.from('Subject: Hello\r\n\r\nHello\r\n.\r\nJane\r\n'),
};

function plain(port: number, changes: Partial<SmtpServer> = {}): SmtpServer {
  return { host: '127.0.0.1', port, isSecure: false, needsTls: false, ...changes };
}

it('hands a message over, from and to one address', async () => {
  const server = await openMailServer();

  expect(await sendBySmtp(plain(server.port), message, limits)).toEqual({ kind: 'sent' });

  expect(server.commands).toEqual([
    expect.stringMatching(/^EHLO /),
    'MAIL FROM:<shop@example.com>',
    'RCPT TO:<jane@example.com>',
    'DATA',
  ]);
  expect(server.messages).toEqual(['Subject: Hello\r\n\r\nHello\r\n..\r\nJane']);
});

it('logs in to the server if the address contains a login', async () => {
  const server = await openMailServer();

  const login = { user: 'shop', pass: 'secret' };
  expect(await sendBySmtp(plain(server.port, { login }), message, limits)).toEqual({ kind: 'sent' });

  // NUL shop NUL secret
  expect(server.commands).toContain('AUTH PLAIN AHNob3AAc2VjcmV0');
});

it('sends neither password nor message to a server that lacks the required encryption', async () => {
  const server = await openMailServer();

  const login = { user: 'shop', pass: 'secret' };
  const result = await sendBySmtp(plain(server.port, { login, needsTls: true }), message, limits);

  expect(result.kind).toBe('refused');
  expect(server.commands.filter((command) => !/^(?:EHLO|STARTTLS)/.test(command))).toEqual([]);
});

describe('a 4xx or 5xx answer is a refusal at every step', () => {
  it.each<readonly [Step, Twist, string]>([
    ['greeting', '554 no', 'smtp-554'],
    ['greeting', '421 later', 'smtp-421'],
    ['MAIL', '530 log in first', 'smtp-530'],
    ['MAIL', '451 later', 'smtp-451'],
    ['RCPT', '550 nobody here', 'smtp-550'],
    ['RCPT', '450 later', 'smtp-450'],
    ['DATA', '554 no', 'smtp-554'],
    ['DATA', '421 later', 'smtp-421'],
    ['end', '554 spam', 'smtp-554'],
    ['end', '452 full', 'smtp-452'],
  ])('%s: %s', async (step, twist, code) => {
    const server = await openMailServer({ [step]: twist });

    expect(await sendBySmtp(plain(server.port), message, limits)).toEqual({ kind: 'refused', code });
  });
});

describe('no answer is a refusal before the message goes out, and a doubt from then on', () => {
  it.each<readonly [Step, 'hangs up' | 'is silent', 'refused' | 'may-be-sent', string]>([
    ['greeting', 'hangs up', 'refused', 'smtp-connection'],
    ['greeting', 'is silent', 'refused', 'smtp-timedout'],
    ['EHLO', 'hangs up', 'refused', 'smtp-connection'],
    ['EHLO', 'is silent', 'refused', 'smtp-timedout'],
    ['MAIL', 'hangs up', 'refused', 'smtp-connection'],
    ['MAIL', 'is silent', 'refused', 'smtp-timedout'],
    ['RCPT', 'hangs up', 'refused', 'smtp-connection'],
    ['RCPT', 'is silent', 'refused', 'smtp-timedout'],
    ['DATA', 'hangs up', 'refused', 'smtp-connection'],
    ['DATA', 'is silent', 'refused', 'smtp-timedout'],
    ['end', 'hangs up', 'may-be-sent', 'smtp-connection'],
    ['end', 'is silent', 'may-be-sent', 'smtp-timedout'],
  ])('%s: the server %s', async (step, twist, kind, code) => {
    const server = await openMailServer({ [step]: twist });

    expect(await sendBySmtp(plain(server.port), message, limits)).toEqual({ kind, code });
  });
});

it('is a refusal if no server listens', async () => {
  const server = await openMailServer();
  closeMailServers();

  expect(await sendBySmtp(plain(server.port), message, limits)).toEqual({ kind: 'refused', code: 'smtp-socket' });
});

it('ends in time, even if the server answers slowly', async () => {
  const server = await openMailServer({ end: 'is silent' });

  const result = await sendBySmtp(plain(server.port), message, { connectMs: 60_000, answerMs: 60_000, wholeMs: 200 });

  expect(result).toEqual({ kind: 'may-be-sent', code: 'smtp-timedout' });
});

describe('the address of a mail server', () => {
  it.each<readonly [string, SmtpServer]>([
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, isSecure: false, needsTls: false }],
    ['smtp://localhost:2525', { host: 'localhost', port: 2525, isSecure: false, needsTls: false }],
    ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, isSecure: true, needsTls: true }],
    ['smtp://[::1]:25', { host: '::1', port: 25, isSecure: false, needsTls: false }],
    [
      'smtp://shop%40example.com:p%3Aw@mail.example.com:25',
      {
        host: 'mail.example.com',
        port: 25,
        isSecure: false,
        needsTls: true,
        login: { user: 'shop@example.com', pass: 'p:w' },
      },
    ],
    [
      'smtp://a:b@127.0.0.1',
      { host: '127.0.0.1', port: 587, isSecure: false, needsTls: false, login: { user: 'a', pass: 'b' } },
    ],
  ])('%s', (url, server) => {
    expect(readSmtpUrl(url)).toEqual(server);
  });
});
