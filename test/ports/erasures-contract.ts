import type { Erasures } from '../../src/backend/order-events/ports/erasures.ts';
import { oddIds } from './odd-ids.ts';
import { MINUTE, noon } from './sample-rows.ts';

const open = { id: 'person/a1', askedAt: noon, marks: 'a1.b2', dueAt: noon + MINUTE };
const later = { id: 'order/wix-ecom/order-1', askedAt: noon + 1, dueAt: noon + 2 * MINUTE };
const done = { id: 'person/b2', askedAt: noon, sweptAt: noon };

/** What every store of erasures must do; `port` is an empty one in each test. */
export function describeErasures(port: () => Erasures): void {
  async function saveAll(): Promise<void> {
    for (const erasure of [later, open, done]) await port().save(erasure);
  }

  it('finds by id, and takes what nobody asked for as none', async () => {
    await saveAll();

    expect(await port().find(['person/a1', 'person/c3', 'person/b2'])).toEqual(expect.arrayContaining([open, done]));
    expect(await port().find(['person/c3'])).toEqual([]);
  });

  it('writes over what it has', async () => {
    await port().save(open);
    await port().save({ id: open.id, askedAt: noon + 5 });

    expect(await port().find([open.id])).toEqual([{ id: open.id, askedAt: noon + 5 }]);
  });

  it('lists what is due, what is done, and counts what is not', async () => {
    await saveAll();

    expect(await port().listDue(noon + MINUTE, 10)).toEqual([open]);
    expect(await port().listDue(noon + MINUTE - 1, 10)).toEqual([]);
    expect(await port().listDue(noon + 2 * MINUTE, 1)).toHaveLength(1);
    expect(await port().listDone(noon + 1, 10)).toEqual([done]);
    expect(await port().listDone(noon, 10)).toEqual([]);
    expect(await port().count()).toBe(2);
    expect(await port().countAll()).toBe(3);
  });

  it('removes by id, and takes those that are gone for done', async () => {
    await saveAll();
    await port().remove([done.id, 'person/c3']);
    await port().remove([]);

    expect(await port().find([done.id, open.id])).toEqual([open]);
  });

  it('keeps orders apart, whatever their ids hold', async () => {
    const erasures = oddIds.map((orderId) => ({ ...later, id: `order/wix-ecom/${orderId}` }));
    for (const erasure of erasures) await port().save(erasure);

    for (const erasure of erasures) expect(await port().find([erasure.id])).toEqual([erasure]);
  });
}
