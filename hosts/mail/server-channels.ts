import type { ChannelName } from '../../src/backend/order-events/channels/channels.ts';
import {
  createEmailsByTransmissions,
  renderMessage,
  TRANSMISSIONS_PATH,
} from '../../src/backend/order-events/channels/email/email-by-transmissions.ts';
import type { EmailTemplates } from '../../src/backend/order-events/channels/email/templates.ts';
import { createPostCalls } from '../../src/backend/order-events/channels/post/post-by-fetch.ts';
import { runCalls } from '../../src/backend/order-events/channels/run/run-by-rule.ts';
import type { ChannelCalls, Message, SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';
import type { Installation } from '../wix-api/api-order-reader.ts';
import { findContactId, findEmailAddress } from '../wix-api/contact-email.ts';
import { asEmail } from './as-email.ts';
import { composeMessage } from './compose-message.ts';
import type { KeptEmail, MailSettings } from './mail-settings.ts';
import { defaultLimits, sendBySmtp, type SmtpLimits } from './send-by-smtp.ts';
import { readSmtpUrl } from './smtp-server.ts';

/** Dependencies of a server's channels: one installation of the app, and the mail transport. */
export interface ServerChannelsDeps extends Installation {
  readonly mail: MailSettings;
  /** Loads the templates, on the first email. */
  readonly loadTemplates: () => Promise<EmailTemplates>;
  /** Keeps an email that is not sent; rejects if it cannot. */
  readonly keep: (email: KeptEmail) => Promise<void>;
  /** Reads a secret that signs posts; `undefined` if there is none of that name. */
  readonly readSecret: (name: string) => Promise<string | undefined>;
  /** Sends the requests of the `post` channel. */
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly smtpLimits?: SmtpLimits;
}

const POST_LIMIT_MS = 6_000;

/** Creates the calls of all channels for a server. */
export function createServerChannels(deps: ServerChannelsDeps): Required<ChannelCalls> {
  const { loadTemplates, readSecret, fetch, now } = deps;
  const email = emailCallsOf(deps);
  const calls: Readonly<Record<ChannelName, Pick<ChannelCalls, 'send'>>> = {
    email,
    triggeredEmail: {
      async send(message) {
        const changed = await asEmail(message, loadTemplates);
        return typeof changed === 'string' ? refused(changed) : await email.send(changed);
      },
    },
    // Wix's REST API sends only texts of a template registered for the app, not a rule's own text:
    // https://dev.wix.com/docs/rest/business-management/notifications/notifications/notify
    notifyOwner: { send: async () => refused('owner-is-told-on-wix-only') },
    post: createPostCalls({
      post: (url, request) =>
        fetch(url, {
          method: 'POST',
          ...request,
          redirect: 'manual',
          signal: AbortSignal.timeout(POST_LIMIT_MS),
        }),
      readSecret,
      now,
    }),
    run: runCalls,
  };
  return { ...email, send: (message) => calls[message.channel].send(message) };
}

function emailCallsOf(deps: ServerChannelsDeps): Required<ChannelCalls> {
  const { mail } = deps;
  switch (mail.kind) {
    case 'wix':
      return emailsByWix(deps);
    case 'smtp':
      return { ...cannotBeAsked, send: (message) => sendToServer(message, mail, deps) };
    case 'kept':
      return { ...cannotBeAsked, send: (message) => keepEmail(message, deps) };
  }
}

/** Neither a mail server nor the store of kept emails can report an outcome, so a doubtful email is sent again with the same id. */
const cannotBeAsked: Omit<Required<ChannelCalls>, 'send'> = {
  ask: async () => ({ kind: 'not-sent' }),
  listRejected: async () => [],
};

/** The app's token identifies the site, so the settings need not. Wix accepts contacts as recipients, not members. */
function emailsByWix(deps: ServerChannelsDeps): Required<ChannelCalls> {
  const { api, instanceId, loadTemplates } = deps;
  const calls = createEmailsByTransmissions({
    open: () => (method, request) => api.call(instanceId, 'POST', `${TRANSMISSIONS_PATH}/${method}`, request),
    loadTemplates,
  });
  return {
    ...calls,
    async send(message) {
      const contact = await findContactId(message.recipient, deps);
      return 'code' in contact ? refused(contact.code) : await calls.send({ ...message, recipient: contact });
    },
  };
}

/** The time left after the address look-up must suffice for sending: no other process may claim the email meanwhile. */
async function sendToServer(
  message: Message,
  { url, from }: Extract<MailSettings, { readonly kind: 'smtp' }>,
  deps: ServerChannelsDeps,
): Promise<SendResult> {
  const { instanceId, loadTemplates, now, smtpLimits: limits = defaultLimits } = deps;
  const startedAt = now();
  const email = await renderMessage(message, loadTemplates);
  if (typeof email === 'string') return refused(email);
  const found = await findEmailAddress(message.recipient, deps);
  if ('code' in found) return refused(found.code);
  const { address } = found;
  const { key, settings } = message;
  const parts = { email, key, instanceId, address, from, settings: settings?.email ?? {}, now: now() };
  const composed = await composeMessage(parts);
  if (composed === undefined) return refused('email-address-invalid');
  const wholeMs = limits.wholeMs - (now() - startedAt);
  if (wholeMs < limits.connectMs) return refused('address-found-too-late');
  return await sendBySmtp(readSmtpUrl(url), composed, { ...limits, wholeMs });
}

async function keepEmail(
  message: Message,
  { instanceId, loadTemplates, keep }: ServerChannelsDeps,
): Promise<SendResult> {
  const email = await renderMessage(message, loadTemplates);
  if (typeof email === 'string') return refused(email);
  const {
    key,
    recipient,
    call: { template = '', language = '' },
  } = message;
  try {
    await keep({ key, instanceId, recipient, template, language, ...email });
    return { kind: 'sent' };
  } catch {
    return refused('not-kept');
  }
}

function refused(code: string): SendResult {
  return { kind: 'refused', code };
}
