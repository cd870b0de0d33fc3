import type { AroundCall, PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { Mailer, SendResult } from '../../src/backend/order-events/ports/mailer.ts';

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

/** A mailer that answers as it is told, one answer after the other, then sends. */
export function answering(answers: SendResult[]): Mailer {
  return { send: () => Promise.resolve(answers.shift() ?? { kind: 'sent' }) };
}
