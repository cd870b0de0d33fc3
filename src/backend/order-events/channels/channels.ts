import type { Channel, Promised, RuleFields } from './channel.ts';
import { email } from './email/email.ts';
import { notifyOwner } from './notify-owner/notify-owner.ts';
import { post } from './post/post.ts';
import { run } from './run/run.ts';
import { triggeredEmail } from './triggered-email/triggered-email.ts';

/** Every channel by name; the first is used if a rule selects none. */
export const channels = { triggeredEmail, email, notifyOwner, post, run } as const satisfies Record<string, Channel>;

/** Name of a channel. */
export type ChannelName = keyof typeof channels;

/** Names of all channels. */
export const channelNames = Object.keys(channels) as readonly ChannelName[];

/** Returns the channel with a name. */
export function channelOf(name: ChannelName): Channel {
  return channels[name];
}

/** Returns the channels that a rule selects by its fields: at most one, unless the rule is faulty. */
export function chosenBy(rule: RuleFields): readonly ChannelName[] {
  return channelNames.filter((name) => rule[channels[name].field] !== undefined);
}

/** `true` if the other end can be asked for the outcome of a message, and drops repetitions. */
export function canAsk({ channel }: { readonly channel: ChannelName }): boolean {
  return channelOf(channel).asksFromAgeMs !== undefined;
}

/** Returns the delivery guarantee of a notification, by its channel and its rule's `ifUnknown`. */
export function promiseOf({
  channel,
  ifUnknown,
}: {
  readonly channel: ChannelName;
  readonly ifUnknown: 'resend' | 'hold';
}): Promised {
  return channelOf(channel).promises[ifUnknown];
}
