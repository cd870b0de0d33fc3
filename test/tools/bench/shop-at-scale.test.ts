import { join } from 'node:path';

import { sendOnBothWays } from '../../../tools/bench/shop-at-scale/emulator-check.ts';
import type { Weaken } from '../../../tools/bench/shop-at-scale/our-site.ts';
import { defaultSale, type SaleSettings } from '../../../tools/bench/shop-at-scale/sale-settings.ts';
import { simulateNaive, simulateOurs } from '../../../tools/bench/shop-at-scale/simulate-sale.ts';
import { createVirtualTime } from '../../../tools/bench/shop-at-scale/virtual-time.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';

const documented = documentedPayload('wixEvents_onOrderUpdated');
const sale: SaleSettings = { ...defaultSale, orders: 200, quota: 20_000, isRedelivered: false };

/** A store in which whoever inserts a notification has it, whoever inserted it before. */
const withoutKeys: Weaken = (notifications) => ({
  ...notifications,
  async insert(notification) {
    await notifications.insert(notification);
    return 'inserted';
  },
});

/** A store that forgets notifications. */
const withoutRows: Weaken = (notifications) => ({ ...notifications, insert: () => Promise.resolve('exists' as const) });

describe('a simulated sale', () => {
  it('gives the same figures for the same seed, and others for another', async () => {
    const few = { ...sale, orders: 50 };
    const [first, second, other] = [
      await simulateOurs(documented, few),
      await simulateOurs(documented, few),
      await simulateOurs(documented, { ...few, seed: 5 }),
    ];

    expect(second.verdicts).toEqual(first.verdicts);
    expect(second.counts).toEqual(first.counts);
    expect(other.counts).not.toEqual(first.counts);
  });

  it('loses and repeats nothing while handlers stop and calls fail', async () => {
    const { verdicts, record } = await simulateOurs(documented, { ...sale, stoppedPercent: 20 });

    expect(record.stopped).toBeGreaterThan(20);
    expect(verdicts.sent).toBeGreaterThan(150);
    expect(verdicts.faults).toEqual([]);
    expect([verdicts.losses, verdicts.repeats]).toEqual([0, 0]);
  });

  it('repeats nothing while calls are throttled', async () => {
    const { verdicts, counts } = await simulateOurs(documented, { ...sale, quota: 150 });

    expect(counts.throttled).toBeGreaterThan(100);
    expect(verdicts.repeats).toBe(0);
  });

  it('sees repeats when a taken key is not refused', async () => {
    const { verdicts } = await simulateOurs(documented, sale, withoutKeys);

    expect(verdicts.repeats).toBeGreaterThan(0);
    expect(verdicts.faults.join()).toContain('sent 2 times');
  });

  it('sees losses when what was inserted is gone', async () => {
    const { verdicts } = await simulateOurs(documented, sale, withoutRows);

    expect(verdicts.losses).toBeGreaterThan(100);
  });

  it('sees that looking up before noting repeats and loses', async () => {
    const { verdicts } = await simulateNaive({ ...sale, stoppedPercent: 20 });

    expect(verdicts.repeats).toBeGreaterThan(0);
    expect(verdicts.losses).toBeGreaterThan(0);
  });

  it('sends what the built files send in the emulator', async () => {
    const { simulated, emulated } = await sendOnBothWays(join(__dirname, '../../..'), documented);

    expect(simulated.length).toBeGreaterThan(80);
    expect(emulated).toEqual(simulated);
  });
});

describe('virtual time', () => {
  it('lets things happen in the order of their time, and then of their planning', async () => {
    const time = createVirtualTime(1_000);
    const happened: string[] = [];
    const note = (name: string) => () => void happened.push(`${name} at ${String(time.now())}`);

    time.at(1_030, note('late'));
    time.at(1_010, note('first'));
    time.at(1_010, note('second'));
    void time.sleep(20).then(note('slept'));
    time.at(2_000, note('never'));
    await time.runUntil(1_500);

    expect(happened).toEqual(['first at 1010', 'second at 1010', 'slept at 1020', 'late at 1030']);
    expect(time.now()).toBe(1_500);
  });
});
