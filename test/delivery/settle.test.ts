import {
  giveContact,
  reopen,
  retryDelayMs,
  settleErased,
  settleExpired,
  settleFailedAttempt,
  settleSent,
  settleUnknown,
} from '../../src/backend/order-events/delivery/settle.ts';
import { MINUTE, noon, sampleNotification } from '../ports/sample-rows.ts';

const pending = sampleNotification();
const HOUR = 60 * MINUTE;

describe('the delay before a retry', () => {
  it.each([
    [1, 5 * MINUTE],
    [2, 15 * MINUTE],
    [3, 45 * MINUTE],
    [4, 135 * MINUTE],
    [5, 405 * MINUTE],
    [6, 12 * HOUR],
    [7, 12 * HOUR],
  ])('after attempt %i is at most %i ms', (attempt, delayMs) => {
    expect(retryDelayMs(attempt, 0)).toBe(delayMs);
  });

  it('is shortened by up to a fifth', () => {
    expect(retryDelayMs(1, 0.5)).toBe(270_000);
    expect(retryDelayMs(1, 1)).toBe(4 * MINUTE);
  });
});

describe('a notification', () => {
  it('that was sent keeps nothing of the email but whom it went to', () => {
    expect(settleSent({ ...pending, reason: 'email-refused' }, 2, noon)).toEqual({
      ...pending,
      status: 'sent',
      attempts: 2,
      variables: undefined,
      reason: undefined,
      dueAt: undefined,
      settledAt: noon,
    });
  });

  it('that was refused is due again later', () => {
    const refused = settleFailedAttempt(pending, { attempt: 2, reason: 'email-refused', random: 0, now: noon });

    expect(refused).toEqual({ ...pending, attempts: 2, reason: 'email-refused', dueAt: noon + 15 * MINUTE });
  });

  it('that was refused for the last time has failed, with the reason', () => {
    const failed = settleFailedAttempt(pending, { attempt: 8, reason: 'email-refused', random: 0, now: noon });

    expect(failed).toEqual({
      ...pending,
      status: 'failed',
      attempts: 8,
      reason: 'email-refused',
      dueAt: undefined,
      settledAt: noon,
    });
  });

  it('in doubt keeps its variables, for the owner may resend it', () => {
    expect(settleUnknown(pending, 3, noon)).toEqual({
      ...pending,
      status: 'unknown',
      attempts: 3,
      reason: 'may-have-been-sent',
      dueAt: undefined,
      settledAt: noon,
    });
  });

  it('that is too old keeps nothing of the email', () => {
    expect(settleExpired(pending, noon)).toEqual({
      ...pending,
      status: 'expired',
      variables: undefined,
      reason: 'too-old-when-due',
      dueAt: undefined,
      settledAt: noon,
    });
  });

  it('that is erased keeps nothing of the person', () => {
    const erased = settleErased({ ...pending, reason: 'email-refused' }, noon);

    expect(erased).toMatchObject({ key: pending.key, status: 'erased', dueAt: undefined, settledAt: noon });
    expect(Object.keys(erased)).not.toEqual(expect.arrayContaining(['contactId']));
    expect(JSON.stringify(erased)).not.toMatch(/contact-1|10003|email-refused/);
  });

  it('that its owner reopens is news for two days and has all attempts again', () => {
    const failed = {
      ...pending,
      status: 'failed',
      attempts: 8,
      reason: 'x',
      dueAt: undefined,
      settledAt: noon,
    } as const;

    expect(reopen(failed, noon + HOUR)).toEqual({
      ...pending,
      attempts: 8,
      attemptLimit: 16,
      dueAt: noon + HOUR,
      expiresAt: noon + 49 * HOUR,
    });
  });

  it('that its owner reopens is news no shorter than its rule says', () => {
    expect(reopen({ ...pending, expiresAt: noon + 100 * HOUR }, noon).expiresAt).toBe(noon + 100 * HOUR);
  });

  it('whose contact was found is due, and no newer for it', () => {
    const { contactId: _none, ...rest } = pending;
    const held = { ...rest, status: 'held', reason: 'no-contact', settledAt: noon, dueAt: undefined } as const;

    expect(giveContact(held, { contactId: 'contact-9', marks: 'mark-9' }, 2, noon + HOUR)).toEqual({
      ...pending,
      contactId: 'contact-9',
      marks: 'mark-9',
      attempts: 2,
      dueAt: noon + HOUR,
    });
  });
});
