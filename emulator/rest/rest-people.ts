import { refusal, type HttpAnswer } from '../modules/wix-fetch/email-transmissions.ts';
import { isItem } from '../modules/wix-data/authorize.ts';

/** A contact of a site, reduced to what the emulator returns. */
export interface RestContact {
  readonly id: string;
  /** The primary address, if the contact has one. */
  readonly email?: string;
}

/** A member of a site, who is also one of its contacts. */
export interface RestMember {
  readonly id: string;
  readonly contactId: string;
}

/**
 * Returns a contact:
 * https://dev.wix.com/docs/api-reference/crm/members-contacts/contacts/contacts/contact-v4/get-contact
 */
export function getContact(id: string, contacts: readonly RestContact[]): HttpAnswer {
  const contact = contacts.find((one) => one.id === id);
  if (contact === undefined) return refusal(404, 'CONTACT_NOT_FOUND', 'There is no such contact.');
  return { status: 200, body: { contact: shown(contact) } };
}

/**
 * Queries contacts by primary address, the only filter that this package uses:
 * https://dev.wix.com/docs/api-reference/crm/members-contacts/contacts/contacts/contact-v4/query-contacts
 */
export function queryContacts(body: unknown, contacts: readonly RestContact[]): HttpAnswer {
  const query = isItem(body) && isItem(body['query']) ? body['query'] : {};
  const filter = isItem(query['filter']) ? query['filter'] : {};
  const { limit = 50 } = isItem(query['paging']) ? query['paging'] : {};
  const [name, ...others] = Object.keys(filter);
  const wanted = isItem(filter['primaryInfo.email']) ? filter['primaryInfo.email']['$eq'] : undefined;
  if (name !== 'primaryInfo.email' || others.length > 0 || wanted === undefined) {
    throw new Error('The emulator does not model this filter on contacts.');
  }
  const found = contacts.filter(({ email }) => email === wanted).slice(0, Number(limit));
  return { status: 200, body: { contacts: found.map(shown), pagingMetadata: { count: found.length } } };
}

/** Returns a member: https://dev.wix.com/docs/sdk/backend-modules/members/members/get-member */
export function getMember(id: string, members: readonly RestMember[]): HttpAnswer {
  const member = members.find((one) => one.id === id);
  if (member === undefined) return refusal(404, 'MEMBER_NOT_FOUND', 'There is no such member.');
  return { status: 200, body: { member } };
}

function shown({ id, email }: RestContact): Readonly<Record<string, unknown>> {
  if (email === undefined) return { id, info: {} };
  return { id, primaryInfo: { email }, info: { emails: { items: [{ email, primary: true }] } } };
}
