import type { Channel, Promised, RuleFields } from './channel.ts';
import { email } from './email/email.ts';
import { notifyOwner } from './notify-owner/notify-owner.ts';
import { post } from './post/post.ts';
import { run } from './run/run.ts';
import { triggeredEmail } from './triggered-email/triggered-email.ts';

/** Every way to tell of a change, by its name; the first is meant where a rule chooses none. */
export const channels = { triggeredEmail, email, notifyOwner, post, run } as const satisfies Record<string, Channel>;

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

/** Whether the other end can be asked what became of a message, and drops a repetition. */
export function canAsk({ channel }: { readonly channel: ChannelName }): boolean {
  return channelOf(channel).asksFromAgeMs !== undefined;
}

/** What is promised of a notification, by its channel and what its rule says of a doubt. */
export function promiseOf({
  channel,
  ifUnknown,
}: {
  readonly channel: ChannelName;
  readonly ifUnknown: 'resend' | 'hold';
}): Promised {
  return channelOf(channel).promises[ifUnknown];
}
