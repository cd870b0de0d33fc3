import type { ChannelCalls } from '../../ports/channel-calls.ts';

/** Runs the function of the rule; the rules come from whoever sends. */
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
