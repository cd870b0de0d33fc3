import MailComposer from 'nodemailer/lib/mail-composer';

import type { EmailSettings } from '../../src/backend/order-events/channels/email/email.ts';
import type { RenderedEmail } from '../../src/backend/order-events/channels/email/render-email.ts';
import { callIdOf } from '../../src/backend/order-events/values/call-id.ts';

/** A complete message for a mail server, with one recipient. */
export interface ComposedMessage {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly bytes: Buffer;
}

/** Parts that a message is composed of. */
export interface MessageParts {
  readonly email: RenderedEmail;
  /** Source of the message id, by which repetitions are recognized. */
  readonly key: string;
  readonly instanceId: string;
  readonly address: string;
  /** An address or `Name <address>`. */
  readonly from: string;
  readonly settings: Partial<EmailSettings>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Exactly one address: separators between addresses and characters that would end a header are not allowed. */
const oneAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;
const nameAndAddress = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/;

/**
 * Composes a message; returns `undefined` if it would not go to exactly one address. All attempts at a notification carry the same id, in
 * `Message-ID` and in the headers by which some providers drop repetitions: https://resend.com/docs/dashboard/emails/idempotency-keys
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
