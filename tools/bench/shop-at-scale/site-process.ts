import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import type { Mailer } from '../../../src/backend/order-events/outbox/ports.ts';
import type { AroundCall, PortCall } from '../../../test/support/in-memory-store.ts';
import { recordOf, type SaleRecord } from './sale-record.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { WixSide } from './wix-side.ts';

/** Waits before the second and the third try, as `wix/call-data.ts` has them. */
const RETRY_DELAYS_MS = [200, 800];

/** A handler or job while it runs: its calls take time, may fail, and end with the one that it is stopped after. */
export interface SiteProcess {
  readonly around: AroundCall;
  readonly mailer: Mailer;
  readonly wasStopped: () => boolean;
}

/** What all processes of a site share. */
export interface SiteWorld {
  readonly time: VirtualTime;
  readonly wix: WixSide;
  readonly record: SaleRecord;
}

/**
 * Starts a process. `stopAfter` is the number of the call after which nothing of it is heard again; `onStop` is told then.
 * One call of a port is one Wix call; the few that take two or three, such as keeping an event a second time, count as one.
 */
export function startProcess(
  order: string | undefined,
  stopAfter: number | undefined,
  { time, wix, record }: SiteWorld,
  onStop: () => void,
): SiteProcess {
  let [calls, isStopped] = [0, false];
  let unnoted: string | undefined;

  function disturb(): void {
    if (order !== undefined) record.disturbed.add(order);
  }

  /** Never comes back when this call was the last one. */
  async function maybeStop(): Promise<void> {
    calls += 1;
    if (calls !== stopAfter) return;
    isStopped = true;
    disturb();
    if (unnoted !== undefined) openWindow(unnoted, 'stopped');
    onStop();
    await new Promise(() => undefined);
  }

  function openWindow(label: string, kind: 'stopped' | 'not-noted'): void {
    const [rule = '', number = ''] = label.split(' ');
    recordOf(record, rule, number).windows.push(kind);
  }

  async function around<Result>(call: PortCall, effect: () => Result): Promise<Result> {
    for (let tries = 0; ; tries += 1) {
      const end = await wix.data(effect);
      await maybeStop();
      if (end.kind === 'answered') {
        if (isNoteOf(call, unnoted)) unnoted = undefined;
        return end.value;
      }
      disturb();
      const delayMs = RETRY_DELAYS_MS[tries];
      if (delayMs !== undefined) {
        await time.sleep(delayMs);
        continue;
      }
      if (unnoted !== undefined && isNoteOf(call, unnoted)) openWindow(unnoted, 'not-noted');
      const code = end.kind === 'over-quota' ? 'store-busy' : 'store-timed-out';
      throw new OrderEventsError(code, `A simulated call failed: ${call.name}`, undefined);
    }
  }

  return {
    around,
    wasStopped: () => isStopped,
    mailer: {
      async send(emailId, contactId) {
        const label = `${emailId} ${contactId}`;
        const end = await wix.email(() => {
          recordOf(record, emailId, contactId).sentAt.push(time.now());
          unnoted = label;
        });
        await maybeStop();
        if (end.kind === 'answered') return { kind: 'sent' };
        disturb();
        return { kind: 'refused', code: 'email-refused' };
      },
    },
  };
}

/** Whether a call notes that an email was sent; contacts of a sale are named like their orders. */
function isNoteOf({ name, notification }: PortCall, label: string | undefined): boolean {
  if (name !== 'saveNotification' || notification === undefined) return false;
  return `${notification.emailId} ${notification.contactId ?? ''}` === label;
}
