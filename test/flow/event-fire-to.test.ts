import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { createWebhookSigner } from '../../emulator/webhooks/webhook-signer.ts';
import { readOrCreateWebhookKey } from '../../tools/workbench/local-site/webhook-key.ts';
import { openEndpoint } from '../hosts/webhook-server/open-endpoint.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { runCli, runJson, temporaryFolder } from './run-cli.ts';

const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const TICKETS = 'wixEvents_onOrderUpdated';
const INSTANCE = '0fc2d8b5-44b9-4f50-a0a4-3c2d0c1b7a11';
const folder = temporaryFolder();
const state = ['--state', folder];

const servers: Server[] = [];

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** An HTTP server on loopback; gives the address of its webhooks. */
async function listen(
  answer: (body: string, path: string) => Promise<{ readonly status: number; readonly text: string }>,
): Promise<string> {
  const server = createServer((request, response) => {
    void request.toArray().then(async (chunks: Uint8Array[]) => {
      const { status, text } = await answer(Buffer.concat(chunks).toString(), request.url ?? '');
      response.writeHead(status).end(text);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${String((server.address() as AddressInfo).port)}/webhooks`;
}

/** The webhook endpoint of this package with a public key. */
async function openServer(publicKey: string) {
  const { kept, post } = openEndpoint(publicKey);
  return { url: await listen(post), kept };
}

async function openServerOfState() {
  return await openServer(readOrCreateWebhookKey(folder).publicKey);
}

/** Removes what is said of an answer that came too late, as answers do on a busy machine. */
function withoutLateness(text: string): string {
  return text.replace(/^Wix waits for 1250 ms, and then sends it again\..*\n/gm, '');
}

describe('event fire --to a server that has the key of the state folder', () => {
  it('is received as the webhook of the event, and known when it comes again', async () => {
    const { url, kept } = await openServerOfState();

    const { exitCode, objects } = await runJson(['event', 'fire', PAYMENT, ...state, '--to', url, '--times', '2']);

    expect(exitCode).toBe(0);
    expect(objects).toEqual(
      ['kept', 'known'].map((text) => ({
        handler: PAYMENT,
        eventType: 'wix.ecom.v1.order_payment_status_updated',
        instanceId: INSTANCE,
        result: { kind: 'answered', status: 200, text, durationMs: expect.any(Number) },
      })),
    );
    expect(kept).toMatchObject([
      { instanceId: INSTANCE, isLate: false, meaning: { kind: 'order-event', handler: PAYMENT } },
    ]);
    expect(parsedEvent(PAYMENT, JSON.parse(kept[0]?.body ?? ''))).toMatchObject({
      dialect: 'rest',
      at: '2023-01-16T14:40:02.119716000Z',
      previousPaymentStatus: 'NOT_PAID',
      order: { id: '7a8b195e-ab73-4138-b9da-cdf5e864a451', paymentStatus: 'PAID' },
    });
  });

  it('says what was answered', async () => {
    const { url } = await openServerOfState();

    const argv = ['event', 'fire', TICKETS, ...state, '--to', url, '--set', 'firstName=Jane', '--times', '2'];
    const { exitCode, stdout, stderr } = await runCli(argv);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^1\/2 {2}wixEvents_onOrderUpdated {2}documented {2}firstName=Jane\n {2}200 kept {2}\d+ ms\n\n2\/2 .*\n {2}200 known {2}\d+ ms\n$/,
    );
  });

  it('is of another installation when it is told so', async () => {
    const { url, kept } = await openServerOfState();

    await runCli(['event', 'fire', TICKETS, ...state, '--to', url, '--instance', 'another']);

    expect(kept).toMatchObject([{ instanceId: 'another' }]);
  });

  it('can be of a new order, now', async () => {
    const { url, kept } = await openServerOfState();
    const startedAt = Date.now();

    await runCli(['event', 'fire', PAYMENT, ...state, '--to', url, '--now', '--times', '2']);

    expect(kept).toHaveLength(1);
    const { at, order } = parsedEvent(PAYMENT, JSON.parse(kept[0]?.body ?? ''));
    expect(order.id).not.toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(Date.parse(at)).toBeGreaterThanOrEqual(startedAt);
    expect(Date.parse(at)).toBeLessThanOrEqual(Date.now() + 1);
  });

  it.each([
    ['AppInstalled', 'app-installed'],
    ['AppRemoved', 'app-removed'],
  ])('tells an app that it was %s', async (name, kind) => {
    const { url, kept } = await openServerOfState();

    expect((await runCli(['event', 'fire', name, ...state, '--to', url])).exitCode).toBe(0);

    expect(kept).toMatchObject([{ instanceId: INSTANCE, meaning: { kind } }]);
  });

  it('sends what is nested too deep to be written again as it is', async () => {
    const { url, kept } = await openServerOfState();
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;

    await runCli(['event', 'fire', TICKETS, ...state, '--to', url, '--payload', '-'], { stdin: deep });

    expect(kept[0]?.body).toBe(deep);
  });
});

describe('event fire --to a server that does not take it', () => {
  it('names the key when the server has another one', async () => {
    const { url, kept } = await openServer(createWebhookSigner().publicKey);

    const { exitCode, stdout, stderr } = await runCli(['event', 'fire', TICKETS, ...state, '--to', url]);
    const [, shown = ''] = /^WIX_APP_PUBLIC_KEY=(\S+)$/m.exec(stderr) ?? [];

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\n {2}401 refused {2}\d+ ms\n$/);
    expect(kept).toEqual([]);
    const again = await openServer(shown);
    expect((await runCli(['event', 'fire', TICKETS, ...state, '--to', again.url])).exitCode).toBe(0);
  });

  it.each([
    [404, 'The server has no such path. That of a webhook server is /webhooks.\n'],
    [413, 'The server takes no event of this size.\n'],
    [503, 'The server could not keep it. Wix sends it again after a minute, and up to twelve times in 48 hours.\n'],
    [204, 'Wix takes 200 for an answer, and sends again what gets another one.\n'],
  ])('says what %i means, once', async (status, advice) => {
    const url = await listen(() => Promise.resolve({ status, text: '' }));

    const { exitCode, stderr } = await runCli(['event', 'fire', TICKETS, ...state, '--to', url, '--times', '2']);

    expect([exitCode, withoutLateness(stderr)]).toEqual([1, advice]);
  });

  it('says when nobody is there', async () => {
    const url = await listen(() => Promise.resolve({ status: 200, text: '' }));
    await new Promise((resolve) => servers.pop()?.close(resolve));

    const { exitCode, stdout, stderr } = await runCli(['event', 'fire', TICKETS, ...state, '--to', url]);

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\n {2}ECONNREFUSED {2}\d+ ms\n$/);
    expect(stderr).toBe(`Nobody answers at ${url}. Start a server: npm start -- --host server\n`);
  });

  it('lets no answer reach the controls of the terminal', async () => {
    const url = await listen(() => Promise.resolve({ status: 200, text: 'kept\u001B[2J\u0007\nagain' }));

    const { stdout } = await runCli(['event', 'fire', TICKETS, ...state, '--to', url]);

    expect(stdout).toMatch(/\n {2}200 kept \[2J again {2}\d+ ms\n$/);
  });
});

describe('the key that events are signed with', () => {
  it('is kept in the state folder for its user alone', async () => {
    const own = join(folder, 'own');
    const { url } = await openServerOfState();

    await runCli(['event', 'fire', TICKETS, '--state', own, '--to', url]);

    const file = join(own, 'webhook-key.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe(readOrCreateWebhookKey(own).privateKey);
    expect(readOrCreateWebhookKey(own).publicKey).not.toBe(readOrCreateWebhookKey(folder).publicKey);
  });

  it('can be a key of one’s own', async () => {
    const signer = createWebhookSigner();
    const file = join(folder, 'key.pem');
    writeFileSync(file, signer.privateKey);
    const { url, kept } = await openServer(signer.publicKey);

    expect((await runCli(['event', 'fire', TICKETS, '--to', url, '--key', file])).exitCode).toBe(0);
    expect(kept).toHaveLength(1);
  });

  it('is refused when the state folder has something else in its place', async () => {
    const own = join(folder, 'broken');
    readOrCreateWebhookKey(own);
    writeFileSync(join(own, 'webhook-key.pem'), 'no key');

    const { exitCode, objects } = await runJson(['event', 'fire', TICKETS, '--state', own, '--to', 'http://[::1]:1/']);

    expect(exitCode).toBe(1);
    expect(objects).toMatchObject([
      {
        error: { code: 'state-not-readable', message: expect.stringContaining('Remove it, and another key is made.') },
      },
    ]);
  });
});

describe('event fire --to, used wrongly', () => {
  const local = ['event', 'fire', TICKETS, ...state, '--to', 'http://127.0.0.1:1/webhooks'];
  const far = ['event', 'fire', TICKETS, ...state, '--to', 'https://shop.example/webhooks'];
  const ownKey = join(folder, 'far.pem');
  const otherKind = join(folder, 'ed25519.pem');

  beforeAll(() => {
    writeFileSync(ownKey, createWebhookSigner().privateKey);
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(otherKind, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });

  it.each([
    ['no address', ['event', 'fire', TICKETS, '--to', 'server'], 'wrong-value', 'write an address such as'],
    ['another protocol', ['event', 'fire', TICKETS, '--to', 'file:///etc/hosts'], 'wrong-value', 'write an address'],
    ['a password', ['event', 'fire', TICKETS, '--to', 'http://a:b@localhost/'], 'wrong-value', 'write an address'],
    ['another machine', far, 'wrong-arguments', 'that is another machine. Add --remote, and --key FILE'],
    ['another machine with a key', [...far, '--key', ownKey], 'wrong-arguments', 'that is another machine'],
    ['another machine without a key', [...far, '--remote'], 'wrong-arguments', 'that is another machine'],
    ['an empty state', [...local, '--fresh'], 'wrong-arguments', '--fresh is about the local site.'],
    ['a clock', [...local, '--clock', '+3h'], 'wrong-arguments', '--clock is about the local site.'],
    ['a fault', [...local, '--fail', 'X'], 'wrong-arguments', '--fail is about the local site.'],
    ['a crash', [...local, '--crash-after', '1'], 'wrong-arguments', '--crash-after is about the local site.'],
    ['no server', ['event', 'fire', TICKETS, '--instance', 'x'], 'wrong-arguments', '--instance goes with --to URL.'],
    [
      'no server, but one of its options',
      ['event', 'fire', TICKETS, '--instance', 'i'],
      'wrong-arguments',
      '--instance goes with',
    ],
    [
      'an app event without a server',
      ['event', 'fire', 'AppRemoved'],
      'unknown-handler',
      'There is no handler AppRemoved',
    ],
    ['a key that is not there', [...local, '--key', './none.pem'], 'file-not-readable', 'The key cannot be read'],
    ['a key of another kind', [...local, '--key', otherKind], 'wrong-value', 'that is no private RSA key'],
  ])('%s is refused before anything is sent', async (_what, argv, code, message) => {
    const { exitCode, objects } = await runJson(argv);

    expect(exitCode).toBe(2);
    expect(objects).toMatchObject([{ error: { code, message: expect.stringContaining(message) } }]);
  });
});
