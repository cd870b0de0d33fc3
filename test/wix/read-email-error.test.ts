import { handleEvent } from '../../src/backend/order-events/intake/handle-event.ts';
import { deliverAll } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { ChannelCalls } from '../../src/backend/order-events/ports/channel-calls.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import type { Ports } from '../../src/backend/order-events/ports/ports.ts';
import { readEmailError } from '../../src/backend/order-events/wix/read-email-error.ts';
import { MINUTE } from '../ports/sample-rows.ts';
import { afterPayment, paidRule, payment, PAYMENT_KEY, siteWith } from '../support/shop-site.ts';

const refusals: readonly unknown[] = [
  ...[400, '401', '403', '404', '428', '429'].map((code) => ({ code })),
  ...['INVALID_ARGUMENT', 'UNAUTHENTICATED', 'PERMISSION_DENIED', 'NOT_FOUND'].map((code) => ({ code })),
  { details: { applicationError: { code: 'FAILED_PRECONDITION' } } },
  { details: { applicationError: { code: 'RESOURCE_EXHAUSTED' } } },
  { details: { validationError: { fieldViolations: [] } } },
];

const doubts: readonly unknown[] = [
  ...['WDE0028', 'WDE0014', 'WDE0053', 'WDE0122', '408', '409', '425', '499', 500, 502, 503, '504'].map(withCode),
  ...['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'EAI_AGAIN', 'ENOTFOUND'].map(withCode),
  ...['ABORTED', 'ALREADY_EXISTS', 'CANCELLED', 'DEADLINE_EXCEEDED', 'INTERNAL', 'UNAVAILABLE', 'UNKNOWN'].map(
    withCode,
  ),
  new Error('Something went wrong'),
  new TypeError('fetch failed'),
  'a text',
  undefined,
];

function withCode(code: string | number): unknown {
  return { code };
}

it.each(refusals)('is refused by %j', (error) => {
  expect(readEmailError(error).kind).toBe('refused');
});

it.each(doubts)('may be sent in spite of %j', (error) => {
  expect(readEmailError(error).kind).toBe('may-be-sent');
});

it('has a code for the owner to read, whatever was thrown', () => {
  expect(readEmailError({ code: 504 }).code).toBe('504');
  expect(readEmailError(new Error('Dear customer')).code).toBe('no-code');
});

describe.each([...refusals, ...doubts])('an email call that throws %j', (error) => {
  const isRefusal = refusals.includes(error);

  it.each(['hold', 'resend'] as const)('before it has sent the email: a rule that says %s', async (ifUnknown) => {
    const isTriedAgain = isRefusal || ifUnknown === 'resend';

    expect(await told(ifUnknown, [{ error, isSent: false }])).toEqual(
      isTriedAgain
        ? { emails: 1, status: 'sent', doubts: isRefusal ? undefined : 1 }
        : { emails: 0, status: 'unknown', doubts: 1 },
    );
  });
});

describe.each(doubts)('an email call that sends and throws %j', (error) => {
  it('is never repeated by a rule that holds', async () => {
    expect(await told('hold', [{ error, isSent: true }])).toEqual({ emails: 1, status: 'unknown', doubts: 1 });
  });

  it('is repeated once by a rule that resends, and it stays visible that it was', async () => {
    expect(await told('resend', [{ error, isSent: true }])).toEqual({ emails: 2, status: 'sent', doubts: 1 });
  });

  it('twice is left to the owner', async () => {
    const faults = Array.from({ length: 9 }, () => ({ error, isSent: true }));

    expect(await told('resend', faults)).toEqual({ emails: 2, status: 'unknown', doubts: 2 });
  });
});

interface MailFault {
  readonly error: unknown;
  readonly isSent: boolean;
}

/** What the documented payment comes to within a day, when the email calls fail like this, one after the other, then go well. */
async function told(ifUnknown: Notification['ifUnknown'], faults: readonly MailFault[]) {
  const world = emptyWorld(afterPayment);
  const left = [...faults];
  const inMemory = createInMemoryPorts(world);
  const channels: ChannelCalls = {
    async send(message) {
      const fault = left.shift();
      if (fault === undefined || fault.isSent) await inMemory.channels.send(message);
      return fault === undefined ? { kind: 'sent' } : readEmailError(fault.error);
    },
  };
  const ports: Ports = { ...inMemory, channels };

  await handleEvent('wixEcom_onOrderPaymentStatusUpdated', payment(), siteWith([{ ...paidRule, ifUnknown }]), ports);
  for (let hour = 0; hour < 23; hour += 1) {
    world.now += 60 * MINUTE;
    await deliverAll(world.now + MINUTE, 1, ports);
  }

  const row = world.notifications.get(PAYMENT_KEY);
  return { emails: world.emails.length, status: row?.status, doubts: row?.doubts };
}
