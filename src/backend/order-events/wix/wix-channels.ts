import type { ChannelName } from '../channels/channels.ts';
import { triggeredEmailCalls } from '../channels/triggered-email/wix-triggered-email.ts';
import type { ChannelCalls } from '../ports/channel-calls.ts';

/** The calls of every channel on Wix. */
export function createWixChannels(): ChannelCalls {
  const calls: Readonly<Record<ChannelName, ChannelCalls>> = { triggeredEmail: triggeredEmailCalls };
  return { send: (message) => calls[message.channel].send(message) };
}
