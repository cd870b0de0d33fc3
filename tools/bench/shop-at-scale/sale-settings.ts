/**
 * A ticket sale as it is simulated. All but the limits is an assumption: Wix documents neither how long its calls take
 * nor how its events are delivered to a site.
 */
export interface SaleSettings {
  readonly seed: number;
  readonly orders: number;
  /** Orders come at random moments, at a rate that falls to a third in every such span. */
  readonly decayMs: number;
  /** No order is begun after this. */
  readonly saleMs: number;
  /** Data calls that Wix takes in a minute; what is beyond is refused with WDE0014. */
  readonly quota: number;
  /** Of a hundred handler runs, those that stop for good after one of their calls. */
  readonly stoppedPercent: number;
  /** Of a hundred events, those that are delivered twice. */
  readonly duplicatePercent: number;
  /** Of a hundred deliveries, those that are late by up to a minute, and so overtaken. */
  readonly latePercent: number;
  /** Of a hundred orders, those that are canceled in the half hour after. */
  readonly canceledPercent: number;
  /** Of ten thousand data calls, those that end without an answer after 5 s; half of them took effect. */
  readonly timeoutsInTenThousand: number;
  /** Of a thousand email calls, those that are refused. */
  readonly refusedEmailsInThousand: number;
  /** Whether an event comes again when its handler rejected or was stopped. Wix documents that for webhooks, not for sites. */
  readonly isRedelivered: boolean;
  /** How long everything goes on after the sale began. */
  readonly observedMs: number;
}

/** The sale that the benchmark simulates, but for the quota. */
export const defaultSale: Omit<SaleSettings, 'quota' | 'isRedelivered'> = {
  seed: 20_260_101,
  orders: 10_000,
  decayMs: 150_000,
  saleMs: 600_000,
  stoppedPercent: 2,
  duplicatePercent: 10,
  latePercent: 5,
  canceledPercent: 3,
  timeoutsInTenThousand: 5,
  refusedEmailsInThousand: 5,
  observedMs: 48 * 3_600_000,
};

/** When the sale opens: on the hour, so that the first hourly job runs when the burst is over. */
export const SALE_OPENS_AT = Date.UTC(2030, 5, 1, 18, 0);

/** How long after a delivery the next one comes: https://dev.wix.com/docs/rest/articles/getting-started/webhook-resend-policy */
export const resendDelaysMinutes = [1, 10, 60, 120, 120, 120, 240, 240, 240, 480, 480, 720];
