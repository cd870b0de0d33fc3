import type { Emulator } from '../../emulator/emulator.ts';
import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import { cleanUp, makeSite, open, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

const BASE = 'https://www.wixapis.com/email-transmissions/v1/email-transmissions';
const KEY = '01234567-89ab-4def-8123-456789abcdef';
const SECOND = 1_000;
const DAY = 24 * 3_600_000;

const order = {
  type: 'TRANSACTIONAL',
  toRecipients: [{ contactId: 'c1' }],
  emailSubject: 'Your order',
  emailHtmlContent: '<p>Thank you</p>',
};

function openSite(options: Partial<EmulatorOptions> = {}): Emulator {
  return open(
    makeSite({
      'src/backend/events.js': `import { fetch } from 'wix-fetch';
        export async function call({ url, ...options }) {
          const response = await fetch(url, options);
          return { status: response.status, ok: response.ok, body: await response.json() };
        }`,
    }),
    options,
  );
}

interface Reply {
  readonly status: number;
  readonly ok: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

async function call(
  emulator: Emulator,
  path: string,
  body?: object,
  {
    method = 'post',
    headers = { Authorization: 'key', 'wix-site-id': 'site' },
  }: { readonly method?: string; readonly headers?: object } = {},
): Promise<Reply> {
  const request = { url: BASE + path, method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return returned(await emulator.invokeEvent('call', request)) as Reply;
}

async function send(emulator: Emulator, changes: object = {}, idempotencyKey?: string): Promise<Reply> {
  return await call(emulator, '/send', { emailTransmission: { ...order, ...changes }, idempotencyKey });
}

function transmissionIn({ body }: Reply): Readonly<Record<string, unknown>> {
  return body['emailTransmission'] as Record<string, unknown>;
}

async function get(emulator: Emulator, reply: Reply): Promise<Readonly<Record<string, unknown>>> {
  const id = String(transmissionIn(reply)['id']);
  return transmissionIn(await call(emulator, `/${id}`, undefined, { method: 'get' }));
}

// https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/send-email-transmission
describe('send', () => {
  it('"The email is sent asynchronously. The returned transmission has ACCEPTED status."', async () => {
    const emulator = openSite();

    const reply = await send(emulator);
    const statuses = [];
    for (const seconds of [0, 2, 3]) {
      emulator.clock.advanceBy(seconds * SECOND);
      statuses.push((await get(emulator, reply))['status']);
    }

    expect(reply).toMatchObject({ status: 200, ok: true, body: { emailTransmission: { status: 'ACCEPTED' } } });
    expect(statuses).toEqual(['ACCEPTED', 'IN_PROGRESS', 'PROCESSED']);
    expect(emulator.emails()).toMatchObject([{ emailId: 'Your order', contactId: 'c1', html: '<p>Thank you</p>' }]);
  });

  it('ends as REJECTED if Wix rejects it', async () => {
    const emulator = openSite();
    emulator.emailTransmissions.rejectLater(true);

    const reply = await send(emulator);
    emulator.clock.advanceBy(5 * SECOND);

    expect(await get(emulator, reply)).toMatchObject({ status: 'REJECTED' });
  });

  it('"An idempotencyKey (GUID) if you want safe retries without duplicate sends"', async () => {
    const emulator = openSite();

    const first = await send(emulator, {}, KEY);
    const second = await send(emulator, {}, KEY);
    const other = await send(emulator, {}, KEY.replace('0', '9'));

    expect(transmissionIn(second)['id']).toBe(transmissionIn(first)['id']);
    expect(transmissionIn(other)['id']).not.toBe(transmissionIn(first)['id']);
    expect(emulator.emails()).toHaveLength(2);
  });

  it('without a key sends as often as it is called', async () => {
    const emulator = openSite();

    await send(emulator);
    await send(emulator);

    expect(emulator.emails()).toHaveLength(2);
  });

  it('can be configured how long a key is remembered, since Wix does not document it', async () => {
    const emulator = openSite({ undocumented: { transmissionKeyMs: DAY } });

    await send(emulator, {}, KEY);
    emulator.clock.advanceBy(DAY - 1);
    await send(emulator, {}, KEY);
    emulator.clock.advanceBy(1);
    await send(emulator, {}, KEY);

    expect(emulator.emails()).toHaveLength(2);
  });

  it.each([
    ['"emailSubject maxLength 200"', { emailSubject: 'x'.repeat(201) }],
    ['"emailHtmlContent maxLength 1000000"', { emailHtmlContent: 'x'.repeat(1_000_001) }],
    ['"metadata maxItems 10"', { metadata: Object.fromEntries(Array.from('abcdefghijk', (name) => [name, '1'])) }],
    ['"Keys and values support alphanumeric characters only"', { metadata: { key: 'a-b' } }],
    ['no recipient', { toRecipients: [] }],
    [
      '"Address recipients by contact ID, user ID, or raw email address": none of them',
      { toRecipients: [{ name: 'A' }] },
    ],
    ['another type than TRANSACTIONAL or MARKETING', { type: 'OTHER' }],
  ])('"400 Invalid Argument": %s', async (_what, changes) => {
    const emulator = openSite();

    expect(await send(emulator, changes)).toMatchObject({ status: 400, ok: false });
    expect(emulator.emails()).toEqual([]);
  });

  it('accepts a subject of 200 and an HTML of 1,000,000 characters, and ten pairs of metadata', async () => {
    const emulator = openSite();
    const metadata = Object.fromEntries(Array.from('abcdefghij', (name) => [name, '1']));
    const largest = { emailSubject: 'x'.repeat(200), emailHtmlContent: 'x'.repeat(1_000_000), metadata };

    expect(await send(emulator, largest)).toMatchObject({ status: 200 });
  });

  it('refuses a key that is not a GUID, and a request without a transmission', async () => {
    const emulator = openSite();

    expect(await send(emulator, {}, 'wix-ecom/order-1')).toMatchObject({ status: 400 });
    expect(await call(emulator, '/send', {})).toMatchObject({ status: 400 });
  });

  it('"You can only call this method when authenticated as a Wix app or Wix user identity"', async () => {
    const emulator = openSite();

    expect(await call(emulator, '/send', {}, { headers: {} })).toMatchObject({ status: 401 });
    expect(await call(emulator, '/send', {}, { headers: { Authorization: 'key' } })).toMatchObject({ status: 401 });
  });

  it('"403 Permission Denied": a key that may not manage Email Marketing', async () => {
    const emulator = openSite();
    emulator.emailTransmissions.putApiKey('another', true);

    expect(await send(emulator)).toMatchObject({ status: 403 });
    emulator.emailTransmissions.putApiKey('key', true);
    expect(await send(emulator)).toMatchObject({ status: 200 });
  });

  it('"count toward your site\'s Email Marketing quota. When you reach the quota, upgrade": 428', async () => {
    const emulator = openSite();
    emulator.emailTransmissions.quota(2);

    const replies = [];
    for (let nth = 0; nth < 3; nth += 1) replies.push((await send(emulator)).status);
    emulator.emailTransmissions.quota(null);

    expect(replies).toEqual([200, 200, 428]);
    expect((await send(emulator)).status).toBe(200);
  });

  it('takes nothing of the quota for a repetition', async () => {
    const emulator = openSite();
    emulator.emailTransmissions.quota(1);

    await send(emulator, {}, KEY);

    expect((await send(emulator, {}, KEY)).status).toBe(200);
  });

  it('can be configured for an unverified sender, since public code contradicts itself', async () => {
    const sender = { senderEmailAddress: 'shop@example.com' };
    const strict = openSite();
    const lenient = openSite({ undocumented: { unverifiedSender: 'shared-address' } });

    const replies = [await send(strict, sender), await send(lenient, sender)].map(({ status }) => status);
    strict.emailTransmissions.verifySender('shop@example.com');

    expect([...replies, (await send(strict, sender)).status]).toEqual([428, 200, 200]);
  });

  it('can be configured to answer otherwise, without effect', async () => {
    const emulator = openSite();
    emulator.emailTransmissions.answerNext({ status: 500, code: 'INTERNAL' });

    expect(await send(emulator)).toMatchObject({
      status: 500,
      ok: false,
      body: { details: { applicationError: { code: 'INTERNAL' } } },
    });
    expect(emulator.emailTransmissions.list()).toEqual([]);
  });
});

// https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/get-email-transmission
describe('get and delete', () => {
  it('"Stored for 30 days after the transmission is created. After that, this field returns "<expired>""', async () => {
    const emulator = openSite();
    const reply = await send(emulator);

    const before = (await get(emulator, reply))['emailHtmlContent'];
    emulator.clock.advanceBy(30 * DAY);

    expect([before, (await get(emulator, reply))['emailHtmlContent']]).toEqual(['<p>Thank you</p>', '<expired>']);
  });

  it('"Deletion is only allowed for transmissions with `PROCESSED` or `REJECTED` status"', async () => {
    const emulator = openSite();
    const path = `/${String(transmissionIn(await send(emulator))['id'])}`;

    const early = await call(emulator, path, undefined, { method: 'delete' });
    emulator.clock.advanceBy(5 * SECOND);
    const late = await call(emulator, path, undefined, { method: 'delete' });

    expect([early.status, late.status]).toEqual([428, 200]);
    expect(await call(emulator, path, undefined, { method: 'get' })).toMatchObject({ status: 404 });
  });

  it('knows no other transmission and no other method', async () => {
    const emulator = openSite();
    const path = `/${String(transmissionIn(await send(emulator))['id'])}`;

    expect(await call(emulator, '/no-such-id', undefined, { method: 'get' })).toMatchObject({ status: 404 });
    expect(await call(emulator, path, {}, { method: 'patch' })).toMatchObject({ status: 404 });
  });
});

// https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/query-email-transmissions
describe('query', () => {
  async function sendAll(emulator: Emulator, count: number): Promise<void> {
    for (let nth = 0; nth < count; nth += 1) {
      emulator.emailTransmissions.add({ emailSubject: `Number ${String(nth)}` });
      emulator.clock.advanceBy(10 * SECOND);
    }
  }

  function subjectsIn({ body }: Reply): unknown[] {
    return (body['emailTransmissions'] as { readonly emailSubject: string }[]).map(({ emailSubject }) => emailSubject);
  }

  it('"updatedDate is sorted in DESC order, paging.limit is 50"', async () => {
    const emulator = openSite();
    await sendAll(emulator, 60);

    const subjects = subjectsIn(await call(emulator, '/query', { query: {} }));

    expect([subjects.length, subjects[0]]).toEqual([50, 'Number 59']);
  });

  it('"a list of up to 100 email transmissions", and the rest by cursor', async () => {
    const emulator = openSite();
    await sendAll(emulator, 130);
    const sort = [{ fieldName: 'updatedDate', order: 'ASC' }];

    const first = await call(emulator, '/query', { query: { sort, cursorPaging: { limit: 100 } } });
    const { cursors } = first.body['pagingMetadata'] as { readonly cursors: { readonly next: string } };
    const second = await call(emulator, '/query', { query: { cursorPaging: { limit: 100, cursor: cursors.next } } });

    expect([subjectsIn(first).length, subjectsIn(second).length, subjectsIn(second)[29]]).toEqual([
      100,
      30,
      'Number 129',
    ]);
    expect(second.body['pagingMetadata']).toMatchObject({ hasNext: false });
    expect(await call(emulator, '/query', { query: { cursorPaging: { limit: 101 } } })).toMatchObject({ status: 400 });
  });

  it.each([
    ['status $eq', { status: 'PROCESSED' }, 3],
    ['status $ne', { status: { $ne: 'PROCESSED' } }, 0],
    ['status $in', { status: { $in: ['PROCESSED', 'REJECTED'] } }, 3],
    ['emailSubject $eq', { emailSubject: { $eq: 'Number 1' } }, 1],
    ['updatedDate $gte', { updatedDate: { $gte: '2024-01-01T00:00:15.000Z' } }, 2],
    ['updatedDate $lt', { updatedDate: { $lt: '2024-01-01T00:00:15.000Z' } }, 1],
    ['type $eq', { type: 'MARKETING' }, 0],
  ])('filters by %s', async (_what, filter, count) => {
    const emulator = openSite();
    await sendAll(emulator, 3);

    expect(subjectsIn(await call(emulator, '/query', { query: { filter } }))).toHaveLength(count);
  });

  it.each([{ metadata: 'x' }, { status: { $exists: true } }])('does not model the filter %j', async (filter) => {
    const emulator = openSite();
    await sendAll(emulator, 1);

    const { result } = await emulator.invokeEvent('call', {
      url: `${BASE}/query`,
      method: 'post',
      headers: { authorization: 'key', 'wix-site-id': 'site' },
      body: JSON.stringify({ query: { filter } }),
    });

    expect(result.kind).toBe('threw');
  });

  it('"emailHtmlContent is not returned in Query"', async () => {
    const emulator = openSite();
    await sendAll(emulator, 1);

    const { body } = await call(emulator, '/query', { query: {} });

    expect(JSON.stringify(body)).not.toContain('emailHtmlContent');
  });
});

// https://dev.wix.com/docs/velo/apis/wix-fetch/fetch
describe('fetch', () => {
  it('reaches this computer only', async () => {
    const emulator = openSite();

    const invocation = await emulator.invokeEvent('call', { url: 'https://example.com/' });

    expect(thrownCode(invocation)).toBe('NOT_EMULATED');
  });

  it('is shared by all containers', async () => {
    const emulator = openSite();
    await send(emulator, {}, KEY);
    emulator.startContainer();

    await send(emulator, {}, KEY);

    expect(emulator.emailTransmissions.list()).toHaveLength(1);
  });
});
