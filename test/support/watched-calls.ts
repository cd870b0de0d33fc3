import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { ChannelCalls, SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';

/** Calls that are noted, and may be given another end. */
export function watched(
  calls: string[],
  endOf: (call: PortCall, index: number) => Error | Promise<void> | undefined = () => undefined,
): AroundCall {
  return async (call, effect) => {
    calls.push(call.name);
    const error = await endOf(call, calls.length - 1);
    if (error !== undefined) throw error;
    return effect();
  };
}

/** Channels that answer as they are told, one answer after the other, then send. */
export function answering(answers: SendResult[]): ChannelCalls {
  return { send: () => Promise.resolve(answers.shift() ?? { kind: 'sent' }) };
}
