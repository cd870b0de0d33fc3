import { isItem } from '../wix-data/authorize.ts';
import { wixLimits } from '../../wix-limits.ts';
import type { Transmission, TransmissionState } from './transmissions.ts';

/** URL of the endpoint. */
export const TRANSMISSIONS_URL = 'https://www.wixapis.com/email-transmissions/v1/email-transmissions';

/** A request as received by the endpoint. */
export interface HttpRequest {
  /** The path below `TRANSMISSIONS_URL`. */
  readonly path: string;
  readonly method: string;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A response of an endpoint. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The transmission sent by this request. */
  readonly sent?: Transmission;
}

const guidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const plainForm = /^[A-Za-z0-9]+$/;

/**
 * Responds as documented: https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/introduction
 */
export function answerTransmissions(request: HttpRequest, state: TransmissionState): HttpAnswer {
  const fault = state.takeFault();
  if (fault !== undefined) return refusal(fault.status, fault.code ?? '', 'As asked.');
  const { authorization = '' } = request.headers;
  if (authorization === '' || !request.headers['wix-site-id']) {
    return refusal(401, 'UNAUTHENTICATED', 'The call has no identity, or names no site.');
  }
  if (!state.mayManage(authorization)) return refusal(403, 'PERMISSION_DENIED', 'The key may not manage emails.');
  const { path, method } = request;
  if (path === '/send' && method === 'POST') return send(request.body, state);
  if (path === '/query' && method === 'POST') return query(request.body, state);
  const known = state.get(path.slice(1));
  if (known === undefined || known.isDeleted) return refusal(404, 'NOT_FOUND', 'There is no such transmission.');
  if (method === 'GET') return { status: 200, body: { emailTransmission: shown(known, state, true) } };
  if (method === 'DELETE') return remove(known, state);
  return refusal(404, 'NOT_FOUND', 'There is no such method.');
}

/** Creates an error response in Wix's format: https://dev.wix.com/docs/rest/articles/getting-started/errors */
export function refusal(status: number, code: string, description: string): HttpAnswer {
  return { status, body: { message: description, details: { applicationError: { code, description, data: {} } } } };
}

function send(body: unknown, state: TransmissionState): HttpAnswer {
  const { emailTransmission: given, idempotencyKey } = isItem(body) ? body : {};
  if (idempotencyKey !== undefined && !(typeof idempotencyKey === 'string' && guidForm.test(idempotencyKey))) {
    return invalid('idempotencyKey must be a GUID');
  }
  const wrong = isItem(given) ? findInvalid(given) : 'emailTransmission is required';
  if (!isItem(given) || wrong !== undefined) return invalid(wrong ?? '');
  const earlier = state
    .list()
    .find((one) => idempotencyKey !== undefined && one.idempotencyKey === idempotencyKey && isRemembered(one, state));
  if (earlier !== undefined) return { status: 200, body: { emailTransmission: shown(earlier, state, true) } };
  const { senderEmailAddress: sender } = given;
  if (typeof sender === 'string' && !state.isVerified(sender) && state.undocumented.unverifiedSender === 'reject') {
    return refusal(428, 'SENDER_NOT_VERIFIED', 'The sender is not verified.');
  }
  const recipients = recipientsOf(given);
  if (!state.takeQuota(recipients.length)) return refusal(428, 'QUOTA_REACHED', 'The quota is reached.');
  const sent: Transmission = {
    id: state.newId(),
    createdAt: state.now(),
    idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : null,
    toRecipients: recipients,
    emailSubject: String(given['emailSubject']),
    emailHtmlContent: String(given['emailHtmlContent']),
    metadata: (given['metadata'] ?? {}) as Record<string, string>,
    type: String(given['type']),
    senderName: textOf(given['senderName']),
    senderEmailAddress: textOf(sender),
    isRejected: state.isRejecting(),
    isDeleted: false,
  };
  state.put(sent);
  return { status: 200, body: { emailTransmission: shown(sent, state, true) }, sent };
}

/** Creates the response to a request that does not have the documented form. */
export function invalid(what: string): HttpAnswer {
  return {
    status: 400,
    body: { message: `INVALID_ARGUMENT: ${what}`, details: { validationError: { fieldViolations: [what] } } },
  };
}

function isRemembered({ createdAt }: Transmission, { now, undocumented }: TransmissionState): boolean {
  return now() - createdAt < undocumented.transmissionKeyMs;
}

function findInvalid(given: Readonly<Record<string, unknown>>): string | undefined {
  const { emailSubject, emailHtmlContent, metadata = {}, type } = given;
  if (type !== 'TRANSACTIONAL' && type !== 'MARKETING') return 'type must be TRANSACTIONAL or MARKETING';
  if (typeof emailSubject !== 'string' || emailSubject.length > wixLimits.transmissionSubjectChars)
    return 'emailSubject';
  if (typeof emailHtmlContent !== 'string' || emailHtmlContent.length > wixLimits.transmissionHtmlChars) {
    return 'emailHtmlContent';
  }
  const recipients = recipientsOf(given);
  if (recipients.length === 0 || !recipients.every(hasAddress)) return 'toRecipients';
  if (!isItem(metadata) || Object.keys(metadata).length > wixLimits.transmissionMetadataItems) return 'metadata';
  const texts = Object.entries(metadata).flat();
  return texts.every((text) => typeof text === 'string' && plainForm.test(text)) ? undefined : 'metadata';
}

function recipientsOf({ toRecipients }: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Array.isArray(toRecipients) ? toRecipients.filter(isItem) : [];
}

function hasAddress({ contactId, userId, emailAddress }: Readonly<Record<string, unknown>>): boolean {
  return [contactId, userId, emailAddress].some((id) => typeof id === 'string' && id !== '');
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function shown(transmission: Transmission, state: TransmissionState, hasContent: boolean): Record<string, unknown> {
  const { id, createdAt, emailHtmlContent, emailSubject, metadata, toRecipients, type } = transmission;
  const isExpired = state.now() - createdAt >= wixLimits.transmissionContentMs;
  return {
    id,
    type,
    status: state.statusOf(transmission),
    emailSubject,
    metadata,
    toRecipients,
    createdDate: new Date(createdAt).toISOString(),
    updatedDate: new Date(state.updatedAt(transmission)).toISOString(),
    ...(hasContent ? { emailHtmlContent: isExpired ? '<expired>' : emailHtmlContent } : {}),
  };
}

/** "Deletion is only allowed for transmissions with `PROCESSED` or `REJECTED` status." */
function remove(transmission: Transmission, state: TransmissionState): HttpAnswer {
  const status = state.statusOf(transmission);
  if (status !== 'PROCESSED' && status !== 'REJECTED') {
    return refusal(428, 'NOT_FINISHED', 'Only what is processed or rejected can be deleted.');
  }
  state.put({ ...transmission, isDeleted: true });
  return { status: 200, body: {} };
}

/** Supports the filters and sort orders that this package uses; others are not modelled. */
function query(body: unknown, state: TransmissionState): HttpAnswer {
  const { query: given } = isItem(body) ? body : {};
  const asked = isItem(given) ? given : {};
  const paging = isItem(asked['cursorPaging']) ? asked['cursorPaging'] : {};
  const { limit = wixLimits.transmissionsByDefault, cursor } = paging;
  if (typeof limit !== 'number' || limit > wixLimits.transmissionsListed) return invalid('cursorPaging.limit');
  const start: unknown = typeof cursor === 'string' ? JSON.parse(atob(cursor)) : { ...asked, offset: 0 };
  const { filter, sort, offset } = isItem(start) ? start : {};
  const listed = state.list().filter((one) => matches(one, filter, state));
  const isAscending = Array.isArray(sort) && isItem(sort[0]) && sort[0]['order'] === 'ASC';
  listed.sort((one, other) => (isAscending ? 1 : -1) * (state.updatedAt(one) - state.updatedAt(other)));
  const from = Number(offset);
  const page = listed.slice(from, from + limit);
  const hasNext = from + limit < listed.length;
  const next = hasNext ? { next: btoa(JSON.stringify({ filter, sort, offset: from + limit })) } : {};
  return {
    status: 200,
    body: {
      emailTransmissions: page.map((one) => shown(one, state, false)),
      pagingMetadata: { count: page.length, cursors: next, hasNext },
    },
  };
}

function matches(transmission: Transmission, filter: unknown, state: TransmissionState): boolean {
  const fields: Readonly<Record<string, string>> = {
    id: transmission.id,
    type: transmission.type,
    status: state.statusOf(transmission),
    emailSubject: transmission.emailSubject,
    updatedDate: new Date(state.updatedAt(transmission)).toISOString(),
  };
  return Object.entries(isItem(filter) ? filter : {}).every(([field, wanted]) => {
    const value = fields[field];
    if (value === undefined) throw new Error(`The emulator does not model a filter on ${field}.`);
    const tests = isItem(wanted) ? wanted : { $eq: wanted };
    return Object.entries(tests).every(([operator, operand]) => isMet(value, operator, operand));
  });
}

function isMet(value: string, operator: string, operand: unknown): boolean {
  switch (operator) {
    case '$eq':
      return value === operand;
    case '$ne':
      return value !== operand;
    case '$in':
      return Array.isArray(operand) && operand.includes(value);
    case '$gte':
      return value >= String(operand);
    case '$lt':
      return value < String(operand);
    default:
      throw new Error(`The emulator does not model the operator ${operator}.`);
  }
}
