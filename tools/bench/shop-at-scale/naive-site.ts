import type { SaleDelivery } from './sale-orders.ts';
import { recordOf, type SaleRecord } from './sale-record.ts';
import type { SiteContainer } from './site-container.ts';
import type { WixSide } from './wix-side.ts';

/**
 * A careful site without this package: it looks up whether the order was emailed, records the email, and sends it. It has no outbox, no job
 * and no retry; it considers only the status, and so recognizes neither other changes nor late events.
 */
export interface NaiveSite {
  /** Runs one handler; when its container has stopped, or after the call with the number `stopAfter`, it does nothing more. */
  handle(
    order: string,
    delivery: SaleDelivery,
    stopAfter: number | undefined,
    container: SiteContainer,
    onStop: () => void,
  ): Promise<void>;
}

/** Creates the site. */
export function createNaiveSite(wix: WixSide, record: SaleRecord, now: () => number): NaiveSite {
  const noted = new Set<string>();
  return {
    async handle(order, { event }, stopAfter, container, onStop) {
      if (event === 'begun') return;
      const rule = event === 'canceled' ? 'canceled' : 'paid';
      const label = `${rule} ${order}`;
      let calls = 0;
      const call = async <Result>(
        end: Promise<{ readonly kind: string; readonly value?: Result }>,
      ): Promise<Result | undefined> => {
        const { kind, value } = await end;
        calls += 1;
        if (calls === stopAfter || container.isStopped()) {
          record.disturbed.add(order);
          onStop();
          await new Promise(() => undefined);
        }
        if (kind === 'answered') return value;
        record.disturbed.add(order);
        throw new Error(kind);
      };
      const isKnown = await call(wix.data(() => noted.has(label)));
      if (isKnown === true) return;
      // Each record has its own id, so no insert is ever rejected.
      await call(wix.data(() => void noted.add(label)));
      await call(wix.email(() => void recordOf(record, rule, order).sentAt.push(now())));
    },
  };
}
