import { fetch } from 'wix-fetch';

import type { ChannelName } from '../channels/channels.ts';
import { createEmailsByTransmissions } from '../channels/email/email-by-transmissions.ts';
import type { EmailTemplates } from '../channels/email/templates.ts';
import { openTransmissions } from '../channels/email/transmission-calls.ts';
import { notifyOwnerCalls } from '../channels/notify-owner/notify-owner-calls.ts';
import { createPostCalls } from '../channels/post/post-by-fetch.ts';
import { runCalls } from '../channels/run/run-by-rule.ts';
import { triggeredEmailCalls } from '../channels/triggered-email/triggered-email-calls.ts';
import type { ChannelCalls } from '../ports/channel-calls.ts';
import { readSecret } from './read-secret.ts';
import { withTimeLimit } from './time-limit.ts';

/** Creates the calls of every channel on Wix. Templates are loaded with the first email. */
export function createWixChannels({
  now,
  loadTemplates,
}: {
  readonly now: () => number;
  readonly loadTemplates: () => Promise<EmailTemplates>;
}): Required<ChannelCalls> {
  const email = createEmailsByTransmissions({ open: openTransmissions, loadTemplates });
  const calls: Readonly<Record<ChannelName, ChannelCalls>> = {
    triggeredEmail: triggeredEmailCalls,
    email,
    notifyOwner: notifyOwnerCalls,
    post: createPostCalls({
      // https://dev.wix.com/docs/velo/apis/wix-fetch/fetch
      post: (url, request) => withTimeLimit(fetch(url, { method: 'post', ...request, redirect: 'manual' })),
      readSecret,
      now,
    }),
    run: runCalls,
  };
  return { ...email, send: (message) => calls[message.channel].send(message) };
}
