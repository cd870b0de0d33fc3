import type { RecordedEvents } from '../../src/backend/order-events/ports/recorded-events.ts';
import { noon } from './sample-rows.ts';

function recorded(id: string, receivedAt: number) {
  return { id, handler: 'wixEcom_onOrderUpdated', text: '{}', receivedAt } as const;
}

/** What every store of recorded events must do; `port` is an empty one in each test. */
export function describeRecorded(port: () => RecordedEvents): void {
  it('keeps an event once, and lists the oldest first', async () => {
    for (const event of [recorded('b', noon + 1), recorded('a', noon), recorded('c', noon + 2)]) {
      await port().keep(event);
    }
    await port().keep(recorded('b', noon + 3));

    const idsOf = async (limit: number, before?: number) =>
      (await port().listOldest(limit, before)).map(({ id }) => id);
    expect(await port().count()).toBe(3);
    expect(await idsOf(10)).toEqual(['a', 'b', 'c']);
    expect(await idsOf(1)).toEqual(['a']);
    expect(await idsOf(10, noon + 2)).toEqual(['a', 'b']);
  });

  it('finds those that came with a mark', async () => {
    await port().keep({ ...recorded('a', noon), marks: 'a1.b2 c3' });
    await port().keep({ ...recorded('b', noon), marks: 'c3' });
    await port().keep(recorded('c', noon));

    const idsOf = async (mark: string) => (await port().listMarked(mark, 10)).map(({ id }) => id);
    expect(await idsOf('b2')).toEqual(['a']);
    expect((await idsOf('c3')).sort()).toEqual(['a', 'b']);
    expect(await port().listMarked('c3', 1)).toHaveLength(1);
  });

  it('removes by id, and takes those that are gone for done', async () => {
    await port().keep(recorded('a', noon));
    await port().keep(recorded('b', noon));
    await port().remove(['a', 'c']);
    await port().remove([]);

    expect((await port().listOldest(10)).map(({ id }) => id)).toEqual(['b']);
  });
}
