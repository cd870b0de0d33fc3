import {
  createInMemoryPorts,
  type AroundCall,
  type PortCall,
} from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { OrderEventsError, type OrderEventsErrorCode } from '../../src/backend/order-events/order-events-error.ts';
import type { Message, SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';
import type { Ports } from '../../src/backend/order-events/ports/ports.ts';
import { labelOf } from '../../tools/explore/judge.ts';

/** A failure to come: so many calls go well before it. */
export interface Fault {
  readonly callsBefore: number;
  readonly code: OrderEventsErrorCode;
  /**
   * `refused`: the call has no effect. `answer-lost`: it has, and its caller hears of a time-out. `tried-again`: an insert has,
   * and a second try, as the adapter makes it, finds the item there and knows it as its own.
   */
  readonly kind: 'refused' | 'answer-lost' | 'tried-again';
}

/** A site whose calls fail as told, one fault after the other, then go well. */
export interface FaultySite {
  readonly ports: Ports;
  /** Notifications, by label, that may rightly be sent again, or left to the owner, and how often that came about. */
  readonly doubts: ReadonlyMap<string, number>;
  /** Notifications of rules that resend, by label, whose claimed attempt may have gone without a note: two of them are left to the owner. */
  readonly gaps: ReadonlyMap<string, number>;
}

/** Makes the site; `faults` is used up. */
export function createFaultySite(world: World, faults: Fault[]): FaultySite {
  const doubts = new Map<string, number>();
  const gaps = new Map<string, number>();
  const sound = createInMemoryPorts(world);
  let callsMade = 0;

  function count(label: string, counts = doubts): void {
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }

  function nextFault(): Fault | undefined {
    const [fault] = faults;
    if (fault === undefined || callsMade++ < fault.callsBefore) return undefined;
    callsMade = 0;
    return faults.shift();
  }

  const around: AroundCall = async (call, effect) => {
    const fault = nextFault();
    const isInsert = call.name === 'notifications.insert' || call.name === 'claims.claim';
    if (fault === undefined || (fault.kind === 'tried-again' && isInsert)) return effect();
    noteDoubt(call);
    if (fault.kind === 'refused') throw new OrderEventsError(fault.code, `No ${call.name}`, undefined);
    effect();
    throw new OrderEventsError('store-timed-out', `No answer to ${call.name}`, undefined);
  };

  /** The email is out and the note of it may not be; or a rule holds, and a claimed attempt goes without a note. */
  function noteDoubt(call: PortCall): void {
    if (call.name === 'notifications.noteSent') count(labelOf(call.args[0]));
    const row = world.notifications.get(keyOf(call));
    if (row === undefined || call.name === 'notifications.insert') return;
    count(labelOf(row), row.ifUnknown === 'hold' ? doubts : gaps);
  }

  async function send(message: Message): Promise<SendResult> {
    const { call, variables, about } = message;
    const occurrence = variables['occurrence'] ?? variables['text'] ?? '';
    const label = labelOf({ rule: call['emailId'] ?? about?.rule ?? '', occurrence });
    const fault = nextFault();
    if (fault?.kind === 'refused') return { kind: 'refused', code: fault.code };
    if (fault !== undefined) count(label);
    if (fault?.kind !== 'tried-again') await sound.channels.send(message);
    return fault === undefined ? { kind: 'sent' } : { kind: 'may-be-sent', code: fault.code };
  }

  return {
    ports: {
      ...createInMemoryPorts(world, around),
      channels: { ...sound.channels, send },
      takeOverdueTurn: () => true,
    },
    doubts,
    gaps,
  };
}

/** The key that a call on a notification is about. */
function keyOf({ args: [subject] }: PortCall): string {
  if (typeof subject === 'string') return subject;
  return typeof subject === 'object' && 'key' in subject ? subject.key : '';
}
