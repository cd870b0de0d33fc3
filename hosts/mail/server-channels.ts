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

/** What the channels of a server need: one installation of the app, and how its emails go out. */
export interface ServerChannelsDeps extends Installation {
  readonly mail: MailSettings;
  /** Templates are loaded when the first email is sent. */
  readonly loadTemplates: () => Promise<EmailTemplates>;
  /** Where emails go that are not sent. Rejects where it cannot keep one. */
  readonly keep: (email: KeptEmail) => Promise<void>;
  /** The secrets that sign posts; `undefined` where there is none of that name. */
  readonly readSecret: (name: string) => Promise<string | undefined>;
  /** What posts go out with. */
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly smtpLimits?: SmtpLimits;
}

const POST_LIMIT_MS = 6_000;

/** The calls of every channel on a server. */
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
    // Wix's REST sends texts of a template only that was made for the app, none of a rule's own:
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

/** Neither a mail server nor a shelf tells what became of an email, so what is in doubt is sent again under the same id. */
const cannotBeAsked: Omit<Required<ChannelCalls>, 'send'> = {
  ask: async () => ({ kind: 'not-sent' }),
  listRejected: async () => [],
};

/** The app's token names the site, so the settings of a site need not. Wix knows contacts and no members. */
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

/** What is left of its time when the address is found must suffice: nobody else may take the email up while it goes out. */
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
