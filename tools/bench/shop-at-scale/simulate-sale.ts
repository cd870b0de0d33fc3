import { emptyWorld } from '../../../src/backend/order-events/memory/in-memory-world.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';
import { createRandom } from '../../workbench/sequences/shuffle.ts';
import { judgeSale, type Verdicts } from './judge-sale.ts';
import { createNaiveSite } from './naive-site.ts';
import { createOurSite, type OurSite, type Weaken } from './our-site.ts';
import { dealOrders, readOrder, writeEvent, type SaleDelivery, type SaleOrder } from './sale-orders.ts';
import { emptyRecord, type SaleRecord } from './sale-record.ts';
import { resendDelaysMinutes, SALE_OPENS_AT, type SaleSettings } from './sale-settings.ts';
import { startContainer, type SiteContainer } from './site-container.ts';
import { startProcess, type SiteProcess } from './site-process.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';
import { createWixSide, type WixCounts, type WixSide } from './wix-side.ts';

const HOUR_MS = 3_600_000;
/** A handler usually makes at most five calls. */
const MOST_CALLS = 5;

/** Result of a simulated sale. */
export interface SaleResult {
  readonly verdicts: Verdicts;
  readonly counts: WixCounts;
  readonly record: SaleRecord;
  readonly orders: readonly SaleOrder[];
  /** Number of handlers that stored their event for the job. */
  readonly kept: number;
}

/** Simulates a sale on a site with this package. All events are derived from the ticket event `documented`. */
export async function simulateOurs(
  documented: JsonObject,
  settings: SaleSettings,
  weaken?: Weaken,
): Promise<SaleResult> {
  const sale = openSale(settings);
  const { orders, time, wix, record, random } = sale;
  const world = emptyWorld(SALE_OPENS_AT);
  const site = createOurSite(world, time, random, weaken);
  let kept = 0;

  scheduleDeliveries(sale, settings, (order, { event, happenedAt }, stopAfter, comeAgain) => {
    const process = startProcess(order.number, stopAfter, { ...sale, container: pickContainer(sale) }, comeAgain);
    return site
      .handle(writeEvent(documented, order, event, happenedAt), process)
      .finally(process.end)
      .then((end) => {
        // A stored event must be handled by the job: if it never is, that counts as a loss.
        record.handled.add(`${order.number}/${event}`);
        if (end === 'kept') kept += 1;
      });
  });
  scheduleJobs(site, { ...sale, documented, settings });
  await time.runUntil(SALE_OPENS_AT + settings.observedMs);
  return {
    verdicts: judgeSale(
      orders,
      record,
      rowsByLabel(world.notifications),
      new Set([...world.unhandled.values()].map(({ orderId = '' }) => numberOf(orderId))),
    ),
    counts: wix.counts,
    record,
    orders,
    kept,
  };
}

/** Simulates the same sale, with the same faults, on a site that looks up, records and sends. */
export async function simulateNaive(settings: SaleSettings): Promise<SaleResult> {
  const sale = openSale(settings);
  const { orders, time, wix, record } = sale;
  const site = createNaiveSite(wix, record, time.now);
  scheduleDeliveries(sale, settings, ({ number }, delivery, stopAfter, comeAgain) =>
    site.handle(number, delivery, stopAfter, pickContainer(sale), comeAgain),
  );
  await time.runUntil(SALE_OPENS_AT + settings.observedMs);
  return { verdicts: judgeSale(orders, record, undefined), counts: wix.counts, record, orders, kept: 0 };
}

interface Sale {
  readonly orders: readonly SaleOrder[];
  readonly time: VirtualTime;
  readonly wix: WixSide;
  readonly record: SaleRecord;
  readonly random: () => number;
  readonly containers: SiteContainer[];
  readonly pick: () => number;
}

function pickContainer({ containers, pick }: Sale): SiteContainer {
  const container = containers[Math.floor(pick() * containers.length)];
  if (container === undefined) throw new Error('A site has a container');
  return container;
}

function openSale(settings: SaleSettings): Sale {
  const orders = dealOrders(settings, createRandom(settings.seed));
  const random = createRandom(settings.seed + 1);
  const time = createVirtualTime(SALE_OPENS_AT);
  const [wix, pick] = [createWixSide(time, settings, random), createRandom(settings.seed + 2)];
  const world = { time, wix, random: createRandom(settings.seed + 3), writers: new Map<string, string>() };
  const start = (): SiteContainer => startContainer(world, settings.isSharing);
  const containers = Array.from({ length: settings.containers }, start);
  replaceContainers(containers, start, settings, { time, random: createRandom(settings.seed + 4) });
  return { orders, time, wix, record: emptyRecord(), random, containers, pick };
}

/** Stops containers at random times, and starts others in their places. */
function replaceContainers(
  containers: SiteContainer[],
  start: () => SiteContainer,
  { containerLifeMs, observedMs }: SaleSettings,
  { time, random }: Pick<Sale, 'time' | 'random'>,
): void {
  for (const place of containers.keys()) {
    for (let at = SALE_OPENS_AT; ;) {
      at -= Math.log(1 - random()) * containerLifeMs;
      if (!(at < SALE_OPENS_AT + observedMs)) break;
      time.at(at, () => {
        containers[place]?.stop();
        containers[place] = start();
      });
    }
  }
}

/** Runs a handler; calls `comeAgain` if it stopped. */
type Handle = (
  order: SaleOrder,
  delivery: SaleDelivery,
  stopAfter: number | undefined,
  comeAgain: () => void,
) => Promise<void>;

function scheduleDeliveries({ orders, time, record, random }: Sale, settings: SaleSettings, handle: Handle): void {
  function deliver(order: SaleOrder, delivery: SaleDelivery, at: number, before: number): void {
    const comeAgain = (): void => {
      const delayMinutes = settings.isRedelivered ? resendDelaysMinutes[before] : undefined;
      if (delayMinutes !== undefined) deliver(order, delivery, time.now() + delayMinutes * 60_000, before + 1);
    };
    time.at(at, () => {
      const stopAfter = drawStop(settings, random);
      const stop = (): void => {
        record.stopped += 1;
        comeAgain();
      };
      handle(order, delivery, stopAfter, stop).catch(() => {
        record.threw += 1;
        comeAgain();
      });
    });
  }
  for (const order of orders) {
    for (const delivery of order.deliveries) deliver(order, delivery, delivery.arrivesAt, 0);
  }
}

function drawStop({ stoppedPercent }: SaleSettings, random: () => number): number | undefined {
  const [share, call] = [random() * 100, 1 + Math.floor(random() * MOST_CALLS)];
  return share < stoppedPercent ? call : undefined;
}

/** Schedules the jobs of `jobs.config`; a job starts "within 5 minutes" of its time, and a failed run is not repeated. */
function scheduleJobs(
  site: OurSite,
  sale: Sale & { readonly documented: JsonObject; readonly settings: SaleSettings },
): void {
  const { documented, orders, settings, time, random } = sale;
  const start = (run: () => Promise<void>): void => void run().catch(() => undefined);
  const job = (): SiteProcess =>
    startProcess(undefined, undefined, { ...sale, container: pickContainer(sale) }, () => undefined);
  const newestFirst = [...orders].reverse();
  for (let hour = 0; hour * HOUR_MS < settings.observedMs; hour += 1) {
    const at = SALE_OPENS_AT + hour * HOUR_MS + random() * 300_000;
    time.at(at + 10 * 60_000, () => start(() => site.deliverDue(job())));
    if (new Date(SALE_OPENS_AT + hour * HOUR_MS).getUTCHours() % 6 !== 0) continue;
    time.at(at + 25 * 60_000, () => start(() => site.reconcile(job(), listOrders)));
  }

  async function listOrders(offset: number, limit: number): Promise<readonly JsonObject[]> {
    await time.sleep(300);
    const shown = newestFirst.filter(({ begunAt }) => begunAt <= time.now()).slice(offset, offset + limit);
    return shown.flatMap((order) => {
      const read = readOrder(documented, order, time.now());
      return read === undefined ? [] : [read];
    });
  }
}

function numberOf(orderId: string): string {
  return orderId.replace(/^.*\//, '');
}

function rowsByLabel(notifications: ReadonlyMap<string, Notification>): Map<string, Notification> {
  return new Map([...notifications.values()].map((row) => [`${row.rule} ${numberOf(row.orderId)}`, row]));
}
