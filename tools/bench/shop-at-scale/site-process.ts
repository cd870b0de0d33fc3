import { OrderEventsError } from '../../../src/backend/order-events/order-events-error.ts';
import type { AroundCall, PortCall } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import type { ChannelCalls } from '../../../src/backend/order-events/ports/channel-calls.ts';
import { waitAfterTries } from '../../../src/backend/order-events/wix/waits.ts';
import { recordOf, type SaleRecord } from './sale-record.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { WixSide } from './wix-side.ts';

/** A handler or job while it runs: its calls take time, may fail, and end with the one that it is stopped after. */
export interface SiteProcess {
  readonly around: AroundCall;
  readonly channels: ChannelCalls;
  readonly wasStopped: () => boolean;
}

/** What all processes of a site share. */
export interface SiteWorld {
  readonly time: VirtualTime;
  readonly wix: WixSide;
  readonly record: SaleRecord;
  readonly random: () => number;
}

/**
 * Starts a process: a handler of an order's event, or a job, which is patient where a handler is brief. `stopAfter` is the number of the call after which nothing of it is heard again; `onStop` is told then.
 * One call of a port is one Wix call; the few that take two or three, such as keeping an event a second time, count as one.
 */
export function startProcess(
  order: string | undefined,
  stopAfter: number | undefined,
  { time, wix, record, random }: SiteWorld,
  onStop: () => void,
): SiteProcess {
  let [calls, isStopped] = [0, false];
  const unnoted = new Set<string>();

  /** As `wix/wix-stores.ts` has it: jobs are, and so is what must not be lost. */
  function isPatient({ name }: PortCall): boolean {
    return order === undefined || name === 'notifications.noteSent' || name === 'unhandled.keep';
  }

  function disturb(): void {
    if (order !== undefined) record.disturbed.add(order);
  }

  /** Never comes back when this call was the last one. */
  async function maybeStop(): Promise<void> {
    calls += 1;
    if (calls !== stopAfter) return;
    isStopped = true;
    disturb();
    for (const label of unnoted) openWindow(label, 'stopped');
    onStop();
    await new Promise(() => undefined);
  }

  function openWindow(label: string, kind: 'stopped' | 'not-noted'): void {
    const [rule = '', number = ''] = label.split(' ');
    recordOf(record, rule, number).windows.push(kind);
  }

  async function around<Result>(call: PortCall, effect: () => Result): Promise<Result> {
    const noted = labelOfNote(call, unnoted);
    for (let tries = 1; ; tries += 1) {
      const end = await wix.data(effect);
      await maybeStop();
      if (end.kind === 'answered') {
        if (noted !== undefined) unnoted.delete(noted);
        return end.value;
      }
      disturb();
      const waitMs = waitAfterTries(tries, isPatient(call) ? 'patient' : 'brief', random());
      if (waitMs !== undefined) {
        await time.sleep(waitMs);
        continue;
      }
      if (noted !== undefined) openWindow(noted, 'not-noted');
      const code = end.kind === 'over-quota' ? 'store-busy' : 'store-timed-out';
      throw new OrderEventsError(code, `A simulated call failed: ${call.name}`, undefined);
    }
  }

  return {
    around,
    wasStopped: () => isStopped,
    channels: {
      async send({ call: { emailId = '' }, recipient }) {
        const contactId = 'contactId' in recipient ? recipient.contactId : recipient.memberId;
        const label = `${emailId} ${contactId}`;
        const end = await wix.email(() => {
          recordOf(record, emailId, contactId).sentAt.push(time.now());
          unnoted.add(label);
        });
        await maybeStop();
        if (end.kind === 'answered') return { kind: 'sent' };
        disturb();
        return { kind: 'refused', code: 'email-refused' };
      },
    },
  };
}

/** The email that a call notes as sent, where there is one; contacts of a sale are named like their orders. */
function labelOfNote(call: PortCall, unnoted: ReadonlySet<string>): string | undefined {
  if (call.name !== 'notifications.noteSent') return undefined;
  const [
    {
      contactId = '',
      call: { emailId = '' },
    },
  ] = call.args;
  const label = `${emailId} ${contactId}`;
  return unnoted.has(label) ? label : undefined;
}
