import type { Channel, Promised, RuleFields } from './channel.ts';
import { triggeredEmail } from './triggered-email/triggered-email.ts';

/** Every way to tell of a change, by its name; the first is meant where a rule chooses none. */
export const channels = { triggeredEmail } as const satisfies Record<string, Channel>;

/** The name of a channel. */
export type ChannelName = keyof typeof channels;

/** The names of all channels. */
export const channelNames = Object.keys(channels) as readonly ChannelName[];

/** The channel of a name. */
export function channelOf(name: ChannelName): Channel {
  return channels[name];
}

/** The channels that a rule chooses by its fields: one, unless the rule is at fault. */
export function chosenBy(rule: RuleFields): readonly ChannelName[] {
  return channelNames.filter((name) => rule[channels[name].field] !== undefined);
}

/** What is promised of a notification, by its channel and what its rule says of a doubt. */
export function promiseOf({
  channel,
  ifUnknown,
}: {
  readonly channel: ChannelName;
  readonly ifUnknown: 'resend' | 'hold';
}): Promised {
  return channels[channel].promises[ifUnknown];
}
