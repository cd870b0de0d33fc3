import type { ChannelName } from '../channels/channels.ts';
import { createEmailCalls } from '../channels/email/email-calls.ts';
import type { EmailTemplates } from '../channels/email/templates.ts';
import { notifyOwnerCalls } from '../channels/notify-owner/notify-owner-calls.ts';
import { createPostCalls } from '../channels/post/post-calls.ts';
import { runCalls } from '../channels/run/run-calls.ts';
import { triggeredEmailCalls } from '../channels/triggered-email/triggered-email-calls.ts';
import type { ChannelCalls } from '../ports/channel-calls.ts';

/** The calls of every channel on Wix. Templates are loaded when the first email is sent. */
export function createWixChannels({
  now,
  loadTemplates,
}: {
  readonly now: () => number;
  readonly loadTemplates: () => Promise<EmailTemplates>;
}): Required<ChannelCalls> {
  const email = createEmailCalls(loadTemplates);
  const calls: Readonly<Record<ChannelName, ChannelCalls>> = {
    triggeredEmail: triggeredEmailCalls,
    email,
    notifyOwner: notifyOwnerCalls,
    post: createPostCalls(now),
    run: runCalls,
  };
  return { ...email, send: (message) => calls[message.channel].send(message) };
}
