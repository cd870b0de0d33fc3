import type { Answer, ChannelCalls, Message, RejectedCall, SendResult } from '../../ports/channel-calls.ts';
import { callIdOf } from '../../values/call-id.ts';
import { isJsonObject, type JsonObject } from '../../values/json-object.ts';
import { callTransmissions, type Reply } from './transmission-calls.ts';
import type { EmailSettings } from './email.ts';
import { renderEmail } from './render-email.ts';
import type { EmailTemplates } from './templates.ts';

/** Under which name a transmission carries the id of its call, without dashes: "Keys and values support alphanumeric characters only". */
const CALL_ID = 'notification';
/** "up to 100 email transmissions" */
const PAGE_SIZE = 100;
/** A day of a shop that sends a thousand emails has ten. */
const MAX_PAGES = 20;
/** By how much a clock here and Wix's may differ. */
const CLOCK_DIFFERENCE_MS = 3_600_000;

/**
 * Sends through Wix's Email Transmissions, a Developer Preview:
 * https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/introduction
 */
export function createEmailCalls(loadTemplates: () => Promise<EmailTemplates>): Required<ChannelCalls> {
  return {
    async send(message) {
      const { email: settings } = message.settings ?? {};
      if (settings === undefined) return { kind: 'refused', code: 'no-email-settings' };
      const email = await render(message, loadTemplates);
      if (typeof email === 'string') return { kind: 'refused', code: email };
      const reply = await callTransmissions('send', requestOf(message, email, settings), settings);
      return reply.kind === 'answered' ? readSent(reply.body) : resultOf(reply);
    },
    async ask({ key, about, settings }) {
      const { email } = settings ?? {};
      if (email === undefined || about === undefined) return { kind: 'unanswered', code: 'no-email-settings' };
      const from = about.createdAt - CLOCK_DIFFERENCE_MS;
      const callId = plain(callIdOf(key));
      const found = await query({ from }, email, (transmission) => callIdIn(transmission) === callId);
      if ('code' in found) return { kind: 'unanswered', code: found.code };
      const [transmission] = found.matches;
      if (transmission !== undefined) return answerOf(transmission);
      return found.isWhole ? { kind: 'not-sent' } : { kind: 'unanswered', code: 'too-many-emails' };
    },
    async listRejected(from, settings) {
      const { email } = settings;
      if (email === undefined) return [];
      const found = await query({ from, status: 'REJECTED' }, email, (one) => callIdIn(one) !== undefined);
      return 'code' in found ? [] : found.matches.flatMap(rejectedOf);
    },
  };
}

async function render(
  { call: { template = '', language = '' }, variables }: Message,
  loadTemplates: () => Promise<EmailTemplates>,
): Promise<{ readonly subject: string; readonly html: string } | string> {
  try {
    return renderEmail(template, language, variables, await loadTemplates()) ?? 'no-such-template';
  } catch {
    return 'no-email-templates';
  }
}

function requestOf(
  { key, recipient }: Message,
  { subject, html }: { readonly subject: string; readonly html: string },
  { senderName, senderEmailAddress, replyTo }: EmailSettings,
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

function resultOf(reply: Exclude<Reply, { readonly kind: 'answered' }>): SendResult {
  return { kind: reply.kind === 'refused' ? 'refused' : 'may-be-sent', code: reply.code };
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

/** What a query came to: the transmissions that match, and whether there were no more. */
type Found = { readonly matches: readonly JsonObject[]; readonly isWhole: boolean } | { readonly code: string };

/** Reads the transmissions that were moved since an instant, the oldest first, until one matches or there are no more. */
async function query(
  { from, status }: { readonly from: number; readonly status?: string },
  settings: EmailSettings,
  isMatch: (transmission: JsonObject) => boolean,
): Promise<Found> {
  const filter = { updatedDate: { $gte: new Date(from).toISOString() }, ...(status === undefined ? {} : { status }) };
  const matches: JsonObject[] = [];
  let cursor: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const cursorPaging = { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    const first = { filter, sort: [{ fieldName: 'updatedDate', order: 'ASC' }] };
    const reply = await callTransmissions(
      'query',
      { query: { ...(cursor === undefined ? first : {}), cursorPaging } },
      settings,
    );
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
