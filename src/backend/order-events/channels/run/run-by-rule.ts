import type { ChannelCalls } from '../../ports/channel-calls.ts';

/** Calls that run the function of a rule, which the message contains. */
export const runCalls: ChannelCalls = {
  async send({ key, about, variables, run }) {
    if (about === undefined || run === undefined) return { kind: 'refused', code: 'no-run-function' };
    const { product, orderId, change, occurrence, evidence, occurredAt } = about;
    try {
      await run({
        key,
        order: { product, id: orderId },
        change: { kind: change, occurrence, evidence, occurredAt },
        variables,
      });
      return { kind: 'sent' };
    } catch {
      return { kind: 'may-be-sent', code: 'run-threw' };
    }
  },
};
