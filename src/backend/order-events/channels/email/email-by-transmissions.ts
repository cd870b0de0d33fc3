import type { Answer, ChannelCalls, Message, RejectedCall, SendResult } from '../../ports/channel-calls.ts';
import { callIdOf } from '../../values/call-id.ts';
import { isJsonObject, type JsonObject } from '../../values/json-object.ts';
import type { EmailSettings } from './email.ts';
import { renderEmail, type RenderedEmail } from './render-email.ts';
import type { EmailTemplates } from './templates.ts';
import type { WixReply } from './wix-reply.ts';

/** Path of Email Transmissions in Wix's API. */
export const TRANSMISSIONS_PATH = '/email-transmissions/v1/email-transmissions';

/**
 * Calls a method of Email Transmissions. Both methods can be repeated: `query` reads, and `send` takes an idempotency key:
 * https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/send-email-transmission
 */
export type CallTransmissions = (method: 'send' | 'query', request: JsonObject) => Promise<WixReply>;

/** Dependencies of emails through Email Transmissions. */
export interface TransmissionDeps {
  /** Returns the call of Email Transmissions for a site's settings; `undefined` if these are incomplete. */
  readonly open: (settings: EmailSettings | undefined) => CallTransmissions | undefined;
  readonly loadTemplates: () => Promise<EmailTemplates>;
}

/**
 * Metadata key under which a transmission carries the id of its call, without dashes: "Keys and values support alphanumeric characters
 * only".
 */
const CALL_ID = 'notification';
/** Rows per page: "up to 100 email transmissions". */
const PAGE_SIZE = 100;
/** Most pages that a query reads; a day of a shop that sends a thousand emails has ten. */
const MAX_PAGES = 20;
/** Milliseconds by which the local clock and Wix's may differ. */
const CLOCK_DIFFERENCE_MS = 3_600_000;

/**
 * Creates the calls for emails through Wix's Email Transmissions, a Developer Preview:
 * https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/introduction
 */
export function createEmailsByTransmissions({ open, loadTemplates }: TransmissionDeps): Required<ChannelCalls> {
  return {
    async send(message) {
      const settings = message.settings?.email;
      const call = open(settings);
      if (call === undefined) return { kind: 'refused', code: 'no-email-settings' };
      const email = await renderMessage(message, loadTemplates);
      if (typeof email === 'string') return { kind: 'refused', code: email };
      const reply = await call('send', requestOf(message, email, settings ?? {}));
      return reply.kind === 'answered' ? readSent(reply.body) : resultOf(reply);
    },
    async ask({ key, about, settings }) {
      const call = open(settings?.email);
      if (call === undefined || about === undefined) return { kind: 'unanswered', code: 'no-email-settings' };
      const from = about.createdAt - CLOCK_DIFFERENCE_MS;
      const callId = plain(callIdOf(key));
      const found = await query({ from }, call, (transmission) => callIdIn(transmission) === callId);
      if ('code' in found) return { kind: 'unanswered', code: found.code };
      const [transmission] = found.matches;
      if (transmission !== undefined) return answerOf(transmission);
      return found.isWhole ? { kind: 'not-sent' } : { kind: 'unanswered', code: 'too-many-emails' };
    },
    async listRejected(from, settings) {
      const call = open(settings.email);
      if (call === undefined) return [];
      const found = await query({ from, status: 'REJECTED' }, call, (one) => callIdIn(one) !== undefined);
      return 'code' in found ? [] : found.matches.flatMap(rejectedOf);
    },
  };
}

/** Renders the email of a message; returns an error code if that is impossible. */
export async function renderMessage(
  { call: { template = '', language = '' }, variables }: Message,
  loadTemplates: () => Promise<EmailTemplates>,
): Promise<RenderedEmail | string> {
  try {
    return renderEmail(template, language, variables, await loadTemplates()) ?? 'no-such-template';
  } catch {
    return 'no-email-templates';
  }
}

function requestOf(
  { key, recipient }: Message,
  { subject, html }: RenderedEmail,
  { senderName, senderEmailAddress, replyTo }: Partial<EmailSettings>,
): JsonObject {
  const callId = callIdOf(key);
  return {
    emailTransmission: {
      type: 'TRANSACTIONAL',
      toRecipients: [recipient],
      emailSubject: subject,
      emailHtmlContent: html,
      ...(senderName === undefined ? {} : { senderName }),
      ...(senderEmailAddress === undefined ? {} : { senderEmailAddress }),
      ...(replyTo === undefined ? {} : { replyTo: { emailAddress: replyTo } }),
      metadata: { [CALL_ID]: plain(callId) },
    },
    idempotencyKey: callId,
  };
}

function resultOf({ kind, code }: Exclude<WixReply, { readonly kind: 'answered' }>): SendResult {
  return { kind: kind === 'unclear' ? 'may-be-sent' : 'refused', code };
}

function readSent(body: unknown): SendResult {
  const transmission = isJsonObject(body) ? body['emailTransmission'] : undefined;
  const { status } = isJsonObject(transmission) ? transmission : {};
  return status === 'REJECTED' ? { kind: 'refused', code: REJECTED } : { kind: 'sent' };
}

const REJECTED = 'rejected-by-wix';

function answerOf({ status }: JsonObject): Answer {
  return status === 'REJECTED' ? { kind: 'rejected', code: REJECTED } : { kind: 'sent' };
}

/** Result of a query: the transmissions that match, and whether there are no more. */
type Found = { readonly matches: readonly JsonObject[]; readonly isWhole: boolean } | { readonly code: string };

/** Reads the transmissions updated since an instant, oldest first: with `status` all of them, otherwise until one matches. */
async function query(
  { from, status }: { readonly from: number; readonly status?: string },
  call: CallTransmissions,
  isMatch: (transmission: JsonObject) => boolean,
): Promise<Found> {
  const filter = { updatedDate: { $gte: new Date(from).toISOString() }, ...(status === undefined ? {} : { status }) };
  const matches: JsonObject[] = [];
  let cursor: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const cursorPaging = { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    const first = { filter, sort: [{ fieldName: 'updatedDate', order: 'ASC' }] };
    const reply = await call('query', { query: { ...(cursor === undefined ? first : {}), cursorPaging } });
    if (reply.kind !== 'answered') return { code: reply.code };
    const { emailTransmissions, pagingMetadata } = isJsonObject(reply.body) ? reply.body : {};
    const listed = Array.isArray(emailTransmissions) ? emailTransmissions.filter(isJsonObject) : [];
    matches.push(...listed.filter(isMatch));
    cursor = nextCursor(pagingMetadata);
    if (cursor === undefined || (status === undefined && matches.length > 0)) return { matches, isWhole: true };
  }
  return { matches, isWhole: false };
}

function nextCursor(metadata: unknown): string | undefined {
  const { cursors, hasNext } = isJsonObject(metadata) ? metadata : {};
  const next = isJsonObject(cursors) ? cursors['next'] : undefined;
  return hasNext !== false && typeof next === 'string' && next !== '' ? next : undefined;
}

function callIdIn({ metadata }: JsonObject): string | undefined {
  const id = isJsonObject(metadata) ? metadata[CALL_ID] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function rejectedOf(transmission: JsonObject): RejectedCall[] {
  const callId = callIdIn(transmission)?.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const at = Date.parse(String(transmission['updatedDate']));
  return callId === undefined || Number.isNaN(at) ? [] : [{ callId, at, code: REJECTED }];
}

function plain(guid: string): string {
  return guid.replace(/-/g, '');
}
