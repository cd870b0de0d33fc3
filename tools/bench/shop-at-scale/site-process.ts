import type { AroundCall, PortCall } from '../../../src/backend/order-events/memory/in-memory-ports.ts';
import type { ChannelCalls } from '../../../src/backend/order-events/ports/channel-calls.ts';
import { recordOf, type SaleRecord } from './sale-record.ts';
import type { SiteContainer } from './site-container.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { WixSide } from './wix-side.ts';

/** A running handler or job: its calls take time, may fail, and end with the call after which it is stopped. */
export interface SiteProcess {
  readonly around: AroundCall;
  readonly channels: ChannelCalls;
  readonly wasStopped: () => boolean;
  /** Called when it has ended. */
  readonly end: () => void;
}

/** A call that takes longer was refused or not answered at least once. */
const SLOW_MS = 1_000;

/** State shared by all processes of a site, and the container in which one runs. */
export interface SiteWorld {
  readonly time: VirtualTime;
  readonly wix: WixSide;
  readonly record: SaleRecord;
  readonly container: SiteContainer;
}

/**
 * Starts a process in a container: a handler of an order's event, or a job, which is more patient with failing calls. After the call with
 * the number `stopAfter`, or when its container stops, it does nothing more, and `onStop` is called. Each call of a port counts as one Wix
 * call, including the few that take two or three, such as storing an event a second time.
 */
export function startProcess(
  order: string | undefined,
  stopAfter: number | undefined,
  { time, wix, record, container }: SiteWorld,
  onStop: () => void,
): SiteProcess {
  let [calls, isStopped] = [0, false];
  const unnoted = new Set<string>();
  const stopWatching = container.whenStopped(stop);

  /** As in `wix/wix-stores.ts`: jobs are patient, and so are calls whose effect must not be lost. */
  function isPatient({ name }: PortCall): boolean {
    return order === undefined || name === 'notifications.noteSent' || name === 'unhandled.keep';
  }

  function disturb(): void {
    if (order !== undefined) record.disturbed.add(order);
  }

  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    disturb();
    for (const label of unnoted) openWindow(label, 'stopped');
    onStop();
  }

  /** Never resolves if this call was the last one. */
  async function maybeStop(): Promise<void> {
    calls += 1;
    if (calls === stopAfter) stop();
    if (isStopped) await new Promise(() => undefined);
  }

  function openWindow(label: string, kind: 'stopped' | 'not-noted'): void {
    const [rule = '', number = ''] = label.split(' ');
    recordOf(record, rule, number).windows.push(kind);
  }

  async function around<Result>(call: PortCall, effect: () => Result): Promise<Result> {
    const noted = labelOfNote(call, unnoted);
    const effort = isPatient(call) ? 'patient' : 'brief';
    const startedAt = time.now();
    try {
      const answer = await container.make({ call, effort, effect });
      if (time.now() - startedAt > SLOW_MS) disturb();
      await maybeStop();
      if (noted !== undefined) unnoted.delete(noted);
      return answer as Result;
    } catch (error) {
      disturb();
      await maybeStop();
      if (noted !== undefined) openWindow(noted, 'not-noted');
      throw error;
    }
  }

  return {
    around,
    wasStopped: () => isStopped,
    end: stopWatching,
    channels: {
      async send({ call: { emailId = '' }, recipient }) {
        const contactId = 'contactId' in recipient ? recipient.contactId : recipient.memberId;
        const label = `${emailId} ${contactId}`;
        const end = await wix.email(() => {
          recordOf(record, emailId, contactId).sentAt.push(time.now());
          if (isStopped) openWindow(label, 'stopped');
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

/** Returns the label of the email that a call records as sent, if any; contacts of a sale are named like their orders. */
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
