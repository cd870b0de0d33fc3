/**
 * Settings of a simulated ticket sale. All except the limits are assumptions: Wix documents neither the duration of its calls nor the
 * delivery of events to a site.
 */
export interface SaleSettings {
  readonly seed: number;
  readonly orders: number;
  /** Orders begin at random times, at a rate that falls to 1/e in each span of this length. */
  readonly decayMs: number;
  /** No order begins after this time. */
  readonly saleMs: number;
  /** Data calls that Wix accepts per minute; calls beyond are refused with WDE0014. */
  readonly quota: number;
  /** Percentage of handler runs that stop for good after one of their calls. */
  readonly stoppedPercent: number;
  /** Percentage of events that are delivered twice. */
  readonly duplicatePercent: number;
  /** Percentage of deliveries that are late by up to a minute, and may be overtaken. */
  readonly latePercent: number;
  /** Percentage of orders that are canceled within half an hour. */
  readonly canceledPercent: number;
  /** Number of data calls in ten thousand that end without an answer after 5 s; half of them take effect. */
  readonly timeoutsInTenThousand: number;
  /** Number of email calls in a thousand that are refused. */
  readonly refusedEmailsInThousand: number;
  /** Number of containers, among which the handlers are spread at random. */
  readonly containers: number;
  /** Mean time after which a container stops with all handlers in it, and another takes its place. */
  readonly containerLifeMs: number;
  /** `false` if each call goes alone. */
  readonly isSharing: boolean;
  /** `true` if an event is delivered again after its handler rejected or stopped. Wix documents that for webhooks, not for sites. */
  readonly isRedelivered: boolean;
  /** Simulated time, from the start of the sale. */
  readonly observedMs: number;
}

/** The sale simulated by the benchmark, without the quota. */
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
  containers: 4,
  containerLifeMs: 1_800_000,
  isSharing: true,
  observedMs: 48 * 3_600_000,
};

/** Start of the sale: on the hour, so that the first hourly job runs after the burst. */
export const SALE_OPENS_AT = Date.UTC(2030, 5, 1, 18, 0);

/** Minutes from each delivery to the next: https://dev.wix.com/docs/rest/articles/getting-started/webhook-resend-policy */
export const resendDelaysMinutes = [1, 10, 60, 120, 120, 120, 240, 240, 240, 480, 480, 720];
