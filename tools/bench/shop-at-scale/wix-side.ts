import type { SaleSettings } from './sale-settings.ts';
import type { VirtualTime } from './virtual-time.ts';

const MINUTE_MS = 60_000;
/** An operation ends after 5 s with WDE0028: https://dev.wix.com/docs/sdk/backend-modules/data/error-codes */
const TIMEOUT_MS = 5_000;
const REFUSAL_MS = 20;

/** Result of a call for its caller; a call that took effect without an answer is `timed-out` too. */
export type CallEnd<Result> =
  { readonly kind: 'answered'; readonly value: Result } | { readonly kind: 'over-quota' | 'timed-out' | 'refused' };

/** Wix as handlers experience it: slow, limited, and sometimes silent. */
export interface WixSide {
  data<Result>(effect: () => Result): Promise<CallEnd<Result>>;
  email(effect: () => void): Promise<CallEnd<void>>;
  readonly counts: WixCounts;
}

/** Numbers of calls made to Wix. */
export interface WixCounts {
  data: number;
  throttled: number;
  timedOut: number;
  emails: number;
  refusedEmails: number;
  /** Data calls by minute since 1970, including throttled ones. */
  readonly byMinute: Map<number, number>;
}

/** Creates Wix's side: data calls usually take 60 ms and email calls 300 ms, lognormal, and one in a hundred four times as long. */
export function createWixSide(time: VirtualTime, settings: SaleSettings, random: () => number): WixSide {
  const taken = new Map<number, number>();
  const counts: WixCounts = { data: 0, throttled: 0, timedOut: 0, emails: 0, refusedEmails: 0, byMinute: new Map() };

  /** The quota is counted per minute of the clock, and refused calls do not count: both are assumptions. */
  function isOverQuota(): boolean {
    const minute = Math.floor(time.now() / MINUTE_MS);
    counts.byMinute.set(minute, (counts.byMinute.get(minute) ?? 0) + 1);
    const used = taken.get(minute) ?? 0;
    if (used >= settings.quota) return true;
    taken.set(minute, used + 1);
    return false;
  }

  async function take<Result>(medianMs: number, effect: () => Result): Promise<CallEnd<Result>> {
    const ms = lognormal(medianMs, random);
    await time.sleep(ms / 2);
    const value = effect();
    await time.sleep(ms / 2);
    return { kind: 'answered', value };
  }

  return {
    counts,
    async data(effect) {
      counts.data += 1;
      if (isOverQuota()) {
        counts.throttled += 1;
        await time.sleep(REFUSAL_MS);
        return { kind: 'over-quota' };
      }
      if (random() * 10_000 >= settings.timeoutsInTenThousand) return await take(60, effect);
      counts.timedOut += 1;
      if (random() < 0.5) effect();
      await time.sleep(TIMEOUT_MS);
      return { kind: 'timed-out' };
    },
    async email(effect) {
      counts.emails += 1;
      if (random() * 1_000 >= settings.refusedEmailsInThousand) return await take(300, effect);
      counts.refusedEmails += 1;
      await time.sleep(REFUSAL_MS);
      return { kind: 'refused' };
    },
  };
}

/** Draws from a lognormal distribution whose 99th percentile is four times its median. */
function lognormal(median: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(0.596 * normal);
}
