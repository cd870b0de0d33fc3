import MailComposer from 'nodemailer/lib/mail-composer';

import type { EmailSettings } from '../../src/backend/order-events/channels/email/email.ts';
import type { RenderedEmail } from '../../src/backend/order-events/channels/email/render-email.ts';
import { callIdOf } from '../../src/backend/order-events/values/call-id.ts';

/** A message as a mail server takes it, to one address. */
export interface ComposedMessage {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly bytes: Buffer;
}

/** What a message is made from. */
export interface MessageParts {
  readonly email: RenderedEmail;
  /** What makes its id, by which a repetition can be told. */
  readonly key: string;
  readonly instanceId: string;
  readonly address: string;
  /** An address or `Name <address>`. */
  readonly from: string;
  readonly settings: Partial<EmailSettings>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** One address and nothing beside it: what separates addresses, or would end a header, is none. */
const oneAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;
const nameAndAddress = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/;

/**
 * Writes a message; `undefined` where it would not go to exactly one address. Each try of a notification has the same id, in `Message-ID` and
 * in the headers by which some providers drop a repetition: https://resend.com/docs/dashboard/emails/idempotency-keys
 */
export async function composeMessage(parts: MessageParts): Promise<ComposedMessage | undefined> {
  const { email, key, instanceId, address, settings, now } = parts;
  const { senderName, replyTo } = settings;
  const sender = readSender(parts.from);
  if (!oneAddress.test(address) || !oneAddress.test(sender.address)) return undefined;
  const id = callIdOf(`${instanceId}/${key}`);
  const bytes = await new MailComposer({
    from: { name: senderName ?? sender.name, address: sender.address },
    to: { name: '', address },
    ...(replyTo !== undefined && oneAddress.test(replyTo) ? { replyTo: { name: '', address: replyTo } } : {}),
    subject: email.subject,
    text: email.text,
    html: email.html,
    date: new Date(now),
    messageId: `<${id}@${sender.address.replace(/^.*@/, '')}>`,
    headers: { 'Resend-Idempotency-Key': id, 'X-Idempotency-Key': id },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { envelope: { from: sender.address, to: address }, bytes };
}

function readSender(from: string): { readonly name: string; readonly address: string } {
  const [, name = '', address = from.trim()] = nameAndAddress.exec(from) ?? [];
  return { name, address };
}
