import { deliverOne } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { noteRejected } from '../../src/backend/order-events/delivery/note-rejected.ts';
import { sendAgain } from '../../src/backend/order-events/delivery/send-again.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import type {
  Answer,
  ChannelCalls,
  Message,
  RejectedCall,
  SendResult,
} from '../../src/backend/order-events/ports/channel-calls.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import type { Ports } from '../../src/backend/order-events/ports/ports.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';
import { siteWith } from '../support/shop-site.ts';
import { worldWith } from './rests-of.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CALL_ID = '01234567-89ab-8def-8123-456789abcdef';
const doubtful: SendResult = { kind: 'may-be-sent', code: 'no-answer' };
const refused: SendResult = { kind: 'refused', code: 'http-428' };
const unanswered: Answer = { kind: 'unanswered', code: 'no-answer' };

function email(changes: Partial<Notification> = {}): Notification {
  return sampleNotification({
    channel: 'email',
    call: { template: 'order-paid', language: 'en' },
    callId: CALL_ID,
    expiresAt: noon + 7 * DAY,
    ...changes,
  });
}

/** A site that answers as it is told, one answer after the other, and notes what it is asked. */
function siteOf(row: Notification, results: SendResult[], answers: Answer[] = []) {
  const world = worldWith([row]);
  const made: string[] = [];
  const messages: Message[] = [];
  const channels: ChannelCalls = {
    async send(message) {
      made.push('send');
      messages.push(message);
      return results.shift() ?? { kind: 'sent' };
    },
    async ask() {
      made.push('ask');
      return answers.shift() ?? { kind: 'not-sent' };
    },
  };
  return { world, made, messages, ports: { ...createInMemoryPorts(world), channels } };
}

/** Tries the row as soon as it is due, until it is settled. */
async function deliverToRest(world: World, ports: Ports): Promise<Notification | undefined> {
  for (let tries = 0; tries < 40; tries += 1) {
    const [row] = world.notifications.values();
    if (row?.status !== 'pending') return row;
    world.now = Math.max(world.now, row.dueAt ?? 0);
    await deliverOne(row, ports);
  }
  throw new Error('It is never settled');
}

describe('an email whose call takes a key', () => {
  it('is sent again under the key as often as it is in doubt', async () => {
    const { world, made, ports } = siteOf(email(), [doubtful, doubtful, doubtful]);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'sent', doubts: 3 });
    expect(made).toEqual(['send', 'send', 'send', 'send']);
  });

  it('is asked for before the key is used again after a day', async () => {
    const { world, made, ports } = siteOf(email({ dueAt: noon + DAY }), [], [{ kind: 'sent' }]);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'sent', variables: undefined });
    expect(made).toEqual(['ask']);
  });

  it('is sent after a day when it is known that it was not', async () => {
    const { world, made, ports } = siteOf(email({ dueAt: noon + DAY }), []);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'sent' });
    expect(made).toEqual(['ask', 'send']);
  });

  it('is not sent when its order is erased while it is asked for', async () => {
    const { world, made, ports } = siteOf(email({ dueAt: noon + DAY }), []);
    const { product, orderId } = email();
    const ask = async (): Promise<Answer> => {
      made.push('ask');
      await ports.erasures.save({ id: `order/${product}/${orderId}`, askedAt: world.now, dueAt: world.now });
      return { kind: 'not-sent' };
    };

    const channels = { ...ports.channels, ask };
    expect(await deliverToRest(world, { ...ports, channels })).toMatchObject({ status: 'erased' });
    expect(made).toEqual(['ask']);
  });

  it('is not asked for when no try of it was made, however old it is', async () => {
    const { world, made, ports } = siteOf(email({ attempts: 0, dueAt: noon + DAY }), []);

    await deliverToRest(world, ports);

    expect(made).toEqual(['send']);
  });

  it('is asked for again later where nothing answers, and not sent meanwhile', async () => {
    const { world, made, ports } = siteOf(email({ dueAt: noon + DAY }), [], [unanswered, unanswered, { kind: 'sent' }]);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'sent' });
    expect(made).toEqual(['ask', 'ask', 'ask']);
  });

  it('failed when it is told that it was rejected', async () => {
    const { world, ports } = siteOf(email({ dueAt: noon + DAY }), [], [{ kind: 'rejected', code: 'rejected-by-wix' }]);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'failed', reason: 'rejected-by-wix' });
  });

  it.each<readonly [string, Answer, object]>([
    ['sent', { kind: 'sent' }, { status: 'sent' }],
    ['not sent', { kind: 'not-sent' }, { status: 'expired', reason: 'too-old-when-due' }],
  ])('that is too old by then, and was %s, is settled as that', async (_what, answer, end) => {
    const { world, made, ports } = siteOf(email({ expiresAt: noon + MINUTE }), [], [answer]);

    expect(await deliverToRest(world, ports)).toMatchObject(end);
    expect(made).toEqual(['ask']);
  });

  it('whose attempts are used up is asked for: it failed only when nothing went out', async () => {
    const row = email({ attempts: 7, attemptLimit: 8, reason: 'http-428' });
    const { world, made, ports } = siteOf(row, [refused], [unanswered]);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'failed', reason: 'no-answer' });
    expect(made).toEqual(['send', 'ask', 'ask']);
  });

  it('names no reason where none is known', async () => {
    const row = email({ attempts: 8, attemptLimit: 8 });
    const { world, ports } = siteOf(row, []);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'failed', reason: 'attempts-used-up' });
  });

  it('of which nobody answers to the end may have been sent', async () => {
    const row = email({ attempts: 8, attemptLimit: 8 });
    const { world, made, ports } = siteOf(row, [], Array<Answer>(20).fill(unanswered));

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'unknown', reason: 'may-have-been-sent' });
    expect(made).toHaveLength(8);
  });

  it('is settled as unanswered where the host cannot ask', async () => {
    const { world, ports } = siteOf(email({ dueAt: noon + DAY }), []);
    const { send } = ports.channels;

    world.now = noon + DAY;
    await deliverOne(email({ dueAt: noon + DAY }), { ...ports, channels: { send } });

    expect([...world.notifications.values()]).toMatchObject([{ status: 'pending', reason: 'cannot-be-asked' }]);
  });
});

describe('a post, whose receiver can tell a repetition', () => {
  const post = sampleNotification({ channel: 'post', call: { url: 'https://example.com' }, contactId: undefined });

  it('is sent again however often it is in doubt', async () => {
    const { world, made, ports } = siteOf({ ...post, expiresAt: noon + 7 * DAY }, [doubtful, doubtful, doubtful]);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'sent', doubts: 3 });
    expect(made).toHaveLength(4);
  });

  it('is left to the owner where its rule holds', async () => {
    const { world, ports } = siteOf({ ...post, ifUnknown: 'hold' }, [doubtful]);

    expect(await deliverToRest(world, ports)).toMatchObject({ status: 'unknown' });
  });

  it('is sent again at the owner’s wish although it goes to no contact', async () => {
    const { world, ports } = siteOf({ ...post, status: 'failed', dueAt: undefined }, []);
    world.now = noon + MINUTE;

    expect(await sendAgain(post.key, ports)).toMatchObject({ kind: 'done', notification: { status: 'sent' } });
  });
});

it('gives each try the key, the change, the settings and the function of the rule', async () => {
  const run = () => undefined;
  const site = siteWith([{ id: 'shop-order-paid', product: 'wix-ecom', change: 'order-paid', run }]);
  const { world, messages, ports } = siteOf(sampleNotification({ channel: 'run', call: {} }), []);

  await deliverToRest(world, { ...ports, site });

  expect(messages).toMatchObject([
    {
      key: 'wix-ecom/order-1/order-paid/1/shop-order-paid',
      about: { product: 'wix-ecom', orderId: 'order-1', change: 'order-paid', occurrence: '1' },
      settings: { retentionDays: 90 },
      run,
    },
  ]);
});

describe('what was taken and rejected later', () => {
  const site = siteWith([]);
  const withEmail = { ...site, settings: { ...site.settings, email: { siteId: 'site-1' } } };
  const rejected: RejectedCall = { callId: CALL_ID, at: noon, code: 'rejected-by-wix' };
  const sent = email({ status: 'sent', variables: undefined, dueAt: undefined, settledAt: noon });

  function portsOf(row: Notification, calls: readonly RejectedCall[], froms: number[] = []) {
    const { world, ports } = siteOf(row, []);
    world.now = noon + HOUR;
    const listRejected = async (from: number) => {
      froms.push(from);
      return calls;
    };
    return { world, ports: { ...ports, site: withEmail, channels: { ...ports.channels, listRejected } } };
  }

  it('is noted as failed, and cannot be sent again, for its words are gone', async () => {
    const { world, ports } = portsOf(sent, [rejected]);

    const progress = await noteRejected({}, ports);

    expect(progress).toEqual({ rejectedUpTo: noon + HOUR });
    expect([...world.notifications.values()]).toMatchObject([{ status: 'failed', reason: 'rejected-by-wix' }]);
    expect(await sendAgain(sent.key, ports)).toEqual({ kind: 'refused', reason: 'no-content' });
  });

  it('is looked for from where the last run looked, and two days back by the first', async () => {
    const froms: number[] = [];
    const { ports } = portsOf(sent, [], froms);

    await noteRejected({}, ports);
    await noteRejected({ rejectedUpTo: noon }, ports);

    expect(froms).toEqual([noon + HOUR - 49 * HOUR, noon - HOUR]);
  });

  it.each([
    ['of which no notification is known', sent, { ...rejected, callId: 'another' }],
    ['that is to be sent again already', email(), rejected],
    ['that was erased', email({ status: 'erased' }), rejected],
  ])('is passed over where it is one %s', async (_which, row, call) => {
    const { world, ports } = portsOf(row, [call]);

    await noteRejected({}, ports);

    expect([...world.notifications.values()]).toEqual([row]);
  });

  it('is left to who has claimed it', async () => {
    const { world, ports } = portsOf(sent, [rejected]);
    world.claims.set(`${sent.key}#2`, world.now);

    await noteRejected({}, ports);

    expect([...world.notifications.values()]).toEqual([sent]);
  });

  it('is not written over what the row has become while a listing lagged', async () => {
    const erased = email({ status: 'erased' });
    const { world, ports } = portsOf(erased, [rejected]);
    world.listed = new Map([[sent.key, sent]]);

    await noteRejected({}, ports);

    expect([...world.notifications.values()]).toEqual([erased]);
  });

  it('is looked for again where the store refuses', async () => {
    const { ports } = portsOf(sent, [rejected]);
    const list = () => Promise.reject(new OrderEventsError('store-busy', 'No list', undefined));

    const progress = await noteRejected({}, { ...ports, notifications: { ...ports.notifications, list } });

    expect(progress).toEqual({});
  });

  it('is not looked for on a site without emails of its own, nor where the host cannot ask', async () => {
    const { ports } = portsOf(sent, [rejected]);
    const { send } = ports.channels;

    expect(await noteRejected({}, { ...ports, site })).toEqual({});
    expect(await noteRejected({}, { ...ports, site: undefined })).toEqual({});
    expect(await noteRejected({}, { ...ports, channels: { send } })).toEqual({});
  });
});
