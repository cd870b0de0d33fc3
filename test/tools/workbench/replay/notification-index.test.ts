import { createInMemoryPorts } from '../../../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../../../src/backend/order-events/memory/in-memory-world.ts';
import { indexNotifications } from '../../../../tools/workbench/replay/notification-index.ts';
import { noon, sampleNotification } from '../../../ports/sample-rows.ts';

function open() {
  const world = emptyWorld(noon);
  const index = indexNotifications(world.notifications);
  const { notifications } = createInMemoryPorts(world, async (call, effect) => index.around(call, effect));
  const keysFor = (filter: Parameters<typeof index.rowsFor>[0]): string[] => [...index.rowsFor(filter).keys()];
  return { notifications, index, keysFor };
}

describe('the index of a replay by the core', () => {
  it('has the notifications of a contact or a member, and all for a filter without either', async () => {
    const { notifications, keysFor } = open();
    await notifications.insert(sampleNotification({ key: 'a', contactId: 'one' }));
    await notifications.saveAll([
      sampleNotification({ key: 'b', contactId: 'two' }),
      sampleNotification({ key: 'c', contactId: undefined, memberId: 'three' }),
    ]);

    expect(keysFor({ contactId: 'one', status: 'sent' })).toEqual(['a']);
    expect(keysFor({ memberId: 'three' })).toEqual(['c']);
    expect(keysFor({ contactId: 'nobody' })).toEqual([]);
    expect(keysFor({ status: 'sent' })).toEqual(['a', 'b', 'c']);
  });

  it('loses what was erased or removed, and what was sent is due no more', async () => {
    const { notifications, index, keysFor } = open();
    const [sent, erased, removed] = ['a', 'b', 'c'].map((key) =>
      sampleNotification({ key, contactId: 'one', status: 'pending' }),
    );
    if (sent === undefined || erased === undefined || removed === undefined) throw new Error('Three were made');
    await notifications.saveAll([sent, erased, removed]);
    expect([...index.pending.keys()]).toEqual(['a', 'b', 'c']);

    await notifications.noteSent({ ...sent, status: 'sent' });
    await notifications.save({ ...erased, status: 'erased', contactId: undefined });
    await notifications.remove([removed.key]);

    expect([...index.pending.keys()]).toEqual([]);
    expect(keysFor({ contactId: 'one' })).toEqual(['a']);
  });

  it('keeps the stored row when a second insert is refused', async () => {
    const { notifications, index } = open();
    await notifications.insert(sampleNotification({ key: 'a', status: 'sent' }));

    expect(await notifications.insert(sampleNotification({ key: 'a', status: 'pending' }))).toBe('exists');

    expect([...index.pending.keys()]).toEqual([]);
  });
});
