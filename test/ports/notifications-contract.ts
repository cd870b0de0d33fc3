import type { Notifications } from '../../src/backend/order-events/ports/notifications.ts';
import { oddIds } from './odd-ids.ts';
import { MINUTE, noon, sampleNotification } from './sample-rows.ts';

/** What every store of notifications must do; `port` is an empty one in each test. */
export function describeNotifications(port: () => Notifications): void {
  it('takes a key once, and leaves the first row as it is', async () => {
    const first = await port().insert(sampleNotification());
    const second = await port().insert(sampleNotification({ contactId: 'contact-2' }));

    expect([first, second]).toEqual(['inserted', 'exists']);
    expect(await port().read(sampleNotification().key)).toEqual(sampleNotification());
  });

  it('gives a key to one of many that insert at once', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => port().insert(sampleNotification())));

    expect(results.sort()).toEqual(['exists', 'exists', 'exists', 'inserted']);
  });

  it('has none under an unknown key', async () => {
    expect(await port().read('wix-ecom/order-1/order-paid/1/unknown')).toBeUndefined();
  });

  it.each(['save', 'noteSent'] as const)('writes the whole row: what the new one lacks is gone: %s', async (method) => {
    const {
      variables: _variables,
      dueAt: _dueAt,
      ...settled
    } = sampleNotification({ status: 'sent', settledAt: noon });
    await port().insert(sampleNotification());
    await port()[method]({ ...settled, variables: undefined, dueAt: undefined });

    const row = await port().read(settled.key);

    expect(row).toEqual(settled);
    expect(row).not.toHaveProperty('variables', expect.anything());
  });

  it('writes many rows in one call', async () => {
    const rows = ['a', 'b'].map((key) => sampleNotification({ key }));
    await port().insert(sampleNotification({ key: 'a' }));
    await port().saveAll(rows.map((row) => ({ ...row, marks: 'a1' })));
    await port().saveAll([]);

    expect(await port().read('a')).toEqual(sampleNotification({ key: 'a', marks: 'a1' }));
    expect(await port().read('b')).toEqual(sampleNotification({ key: 'b', marks: 'a1' }));
  });

  it('lists as due what is pending and whose time has come, the longest due first', async () => {
    await port().insert(sampleNotification({ key: 'due-second', dueAt: noon - MINUTE }));
    await port().insert(sampleNotification({ key: 'due-now', dueAt: noon }));
    await port().insert(sampleNotification({ key: 'due-first', dueAt: noon - 2 * MINUTE }));
    await port().insert(sampleNotification({ key: 'not-due', dueAt: noon + 1 }));
    await port().insert(sampleNotification({ key: 'held', status: 'held', dueAt: noon - MINUTE }));

    const keysOf = async (from: number, limit: number) =>
      (await port().listDue(from, noon, limit)).map((notification) => notification.key);
    expect(await keysOf(0, 10)).toEqual(['due-first', 'due-second', 'due-now']);
    expect(await keysOf(0, 2)).toEqual(['due-first', 'due-second']);
    expect(await keysOf(noon - MINUTE, 10)).toEqual(['due-second', 'due-now']);
  });

  it('lists from and up to the time they settled, the longest settled first', async () => {
    for (const after of [3, 1, 2, 4]) {
      const settled = { status: 'sent', dueAt: undefined, settledAt: noon + after } as const;
      await port().insert(sampleNotification({ key: `settled-${String(after)}`, ...settled }));
    }
    await port().insert(sampleNotification({ key: 'pending' }));

    const keysOf = async (from: number, limit: number) =>
      (await port().listSettled(from, noon + 4, limit)).map(({ key }) => key);
    expect(await keysOf(noon + 1, 10)).toEqual(['settled-1', 'settled-2', 'settled-3']);
    expect(await keysOf(noon + 2, 1)).toEqual(['settled-2']);
  });

  it('removes by key, and takes those that are gone for done', async () => {
    for (const key of oddIds) await port().insert(sampleNotification({ key }));

    await port().remove(oddIds.slice(1));
    await port().remove(oddIds.slice(1));
    await port().remove([]);

    expect((await port().list({}, 100)).map(({ key }) => key)).toEqual(oddIds.slice(0, 1));
    expect(await port().insert(sampleNotification({ key: String(oddIds[1]) }))).toBe('inserted');
  });

  it.each([
    ['by status', { status: 'held' }, ['held']],
    ['by order', { orderId: 'order-2' }, ['of-order-2']],
    ['by any of several orders', { orderIds: ['order-2', 'order-3'] }, ['of-order-2']],
    ['by contact', { contactId: 'contact-2' }, ['of-contact-2']],
    ['by the mark of a person', { mark: 'b2' }, ['of-contact-2']],
    ['up to the time of their change', { occurredBy: noon - 2 * MINUTE }, ['of-order-2']],
    ['by member', { memberId: 'member-2' }, ['of-member-2']],
    ['by when they were created', { createdFrom: noon + 4 }, ['erased', 'of-member-2']],
    [
      'without those that are erased',
      { isErased: false },
      ['of-member-2', 'of-contact-2', 'of-order-2', 'held', 'sent'],
    ],
    ['by the time they settled', { settledBefore: noon }, ['sent']],
    [
      'by the time they fall due',
      { status: 'pending', dueBefore: noon + 10 * MINUTE },
      ['of-member-2', 'of-contact-2', 'of-order-2'],
    ],
    ['the newest first', {}, ['erased', 'of-member-2', 'of-contact-2', 'of-order-2', 'held', 'sent']],
  ] as const)('lists and counts %s', async (_how, filter, keys) => {
    const rows = [
      { key: 'sent', status: 'sent', settledAt: noon - 1, dueAt: undefined },
      { key: 'held', status: 'held', settledAt: noon, dueAt: undefined },
      { key: 'of-order-2', orderId: 'order-2', occurredAt: '2024-03-01T11:58:00.000Z' },
      { key: 'of-contact-2', contactId: 'contact-2', marks: 'a1.b2 c3' },
      { key: 'of-member-2', contactId: undefined, memberId: 'member-2' },
      { key: 'erased', status: 'erased', settledAt: noon, dueAt: undefined, contactId: undefined },
    ] as const;
    for (const [index, row] of rows.entries()) {
      await port().insert(sampleNotification({ ...row, createdAt: noon + index }));
    }

    expect((await port().list(filter, 10)).map(({ key }) => key)).toEqual(keys);
    expect((await port().list(filter, 1)).map(({ key }) => key)).toEqual(keys.slice(0, 1));
    expect(await port().count(filter)).toBe(keys.length);
  });

  it('keeps keys and orders apart and as they are, whatever they hold', async () => {
    const rows = oddIds.map((orderId) => sampleNotification({ key: `wix-ecom/${orderId}/order-paid/1/rule`, orderId }));
    for (const row of rows) expect(await port().insert(row)).toBe('inserted');
    for (const row of rows) await port().save({ ...row, attempts: 2 });

    for (const row of rows) {
      expect(await port().insert(row)).toBe('exists');
      expect(await port().read(row.key)).toEqual({ ...row, attempts: 2 });
      expect(await port().list({ orderId: row.orderId }, 10)).toEqual([{ ...row, attempts: 2 }]);
    }
  });
}
