import type { EmailRecipient } from '../../src/backend/order-events/values/email-recipient.ts';
import { isJsonObject, valueAt } from '../../src/backend/order-events/values/json-object.ts';
import { emailAddressForm } from '../../src/backend/order-events/values/text-forms.ts';
import type { Installation } from './api-order-reader.ts';

/** A value that was looked up, or the code of the reason for its absence. */
export type Found<Name extends string> = Readonly<Record<Name, string>> | { readonly code: string };

/** Looks up the email address of a contact or member of a site; plan orders contain none. */
export async function findEmailAddress(
  recipient: EmailRecipient,
  installation: Installation,
): Promise<Found<'address'>> {
  const contact = await findContactId(recipient, installation);
  return 'code' in contact ? contact : await addressOf(contact.contactId, installation);
}

/**
 * Returns the contact id of a recipient. A member has a contact of their own:
 * https://dev.wix.com/docs/sdk/backend-modules/members/members/get-member
 */
export async function findContactId(
  recipient: EmailRecipient,
  { api, instanceId }: Installation,
): Promise<Found<'contactId'>> {
  if ('contactId' in recipient) return recipient.contactId === '' ? { code: 'no-contact' } : recipient;
  const reply = await api.call(instanceId, 'GET', `/members/v1/members/${encodeURIComponent(recipient.memberId)}`);
  if (reply.kind !== 'answered') return { code: `member-not-read: ${reply.code}` };
  const contactId = valueAt(valueAt(reply.body, 'member'), 'contactId');
  return typeof contactId === 'string' && contactId !== '' ? { contactId } : { code: 'member-without-contact' };
}

/**
 * Reads a contact, which needs the permission "Read Contacts":
 * https://dev.wix.com/docs/api-reference/crm/members-contacts/contacts/contacts/contact-v4/get-contact
 */
async function addressOf(contactId: string, { api, instanceId }: Installation): Promise<Found<'address'>> {
  const reply = await api.call(instanceId, 'GET', `/contacts/v4/contacts/${encodeURIComponent(contactId)}`);
  if (reply.kind !== 'answered') return { code: `contact-not-read: ${reply.code}` };
  const contact = valueAt(reply.body, 'contact');
  const items = valueAt(valueAt(valueAt(contact, 'info'), 'emails'), 'items');
  const listed = Array.isArray(items) ? items.filter(isJsonObject) : [];
  const address = [
    valueAt(valueAt(contact, 'primaryInfo'), 'email'),
    ...listed.filter(({ primary }) => primary === true).map(({ email }) => email),
    ...listed.map(({ email }) => email),
  ].find((value) => typeof value === 'string' && emailAddressForm.test(value));
  return typeof address === 'string' ? { address } : { code: 'contact-without-email' };
}
