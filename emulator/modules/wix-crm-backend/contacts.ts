import { encodeItem } from '../../storage/item-codec.ts';
import { isItem } from '../wix-data/authorize.ts';
import { type CallDefinition, type Caller, type Contact, isOwner, type ModuleHost } from '../module-host.ts';
import { createRecordQuery } from '../query-records.ts';

type ContactInfo = Readonly<Record<string, unknown>>;

/** Creates the contacts of the site: https://dev.wix.com/docs/velo/apis/wix-crm-backend/contacts/introduction */
export function createContacts(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;
  const { contacts } = services;
  const { create, findByAddress, readInfo, requireContact, requireFreeEmail, requireManager, save, toRealm } =
    createContactBook(host);

  function define(member: string, execute: CallDefinition['execute']) {
    return host.wixFunction(`contacts.${member}`, { kind: 'other', describe, execute });
  }

  return host.strictObject(
    {
      createContact: define('createContact', ([given, options], caller) => {
        requireManager(caller, options);
        const info = readInfo(given);
        requireFreeEmail(info, options);
        return toRealm(create(info));
      }),
      // Anybody may call it: it is what a form of the site does.
      appendOrCreateContact: define('appendOrCreateContact', ([given]) => {
        const info = readInfo(given);
        const known = findByAddress(info);
        const contact = known === undefined ? create(info) : save(known, appended(known.info ?? {}, info));
        const isMember = services.members.list().some(({ contactId }) => contactId === contact._id);
        return realm.object({ contactId: contact._id, identityType: isMember ? 'MEMBER' : 'CONTACT' });
      }),
      getContact: define('getContact', ([id, options], caller) => {
        requireManager(caller, options);
        return toRealm(requireContact(id));
      }),
      updateContact: define('updateContact', ([identifiers, given, options], caller) => {
        requireManager(caller, options);
        const { contactId, revision } = isItem(identifiers) ? identifiers : {};
        const contact = requireContact(contactId);
        if (revision !== (contact.revision ?? 1)) {
          throw realm.error('The revision is not that of the contact.', { code: 'REVISION_MISMATCH' });
        }
        const changes = isItem(given) ? (JSON.parse(realm.stringify(given) ?? '{}') as ContactInfo) : {};
        requireFreeEmail(changes, options, contact._id);
        return toRealm(save(contact, { ...contact.info, ...changes }));
      }),
      deleteContact: define('deleteContact', ([id, options], caller) => {
        requireManager(caller, options);
        contacts.remove(requireContact(id)._id);
        return undefined;
      }),
      queryContacts: realm.syncFunction(
        'queryContacts',
        createRecordQuery(host, 'contacts.queryContacts', (caller, options) => {
          requireManager(caller, options);
          return contacts.list().map(shown);
        }),
      ),
    },
    'contacts',
  );
}

/** Operations on the stored contacts, with errors of the site's realm. */
function createContactBook(host: ModuleHost) {
  const { realm, services } = host;
  const { contacts } = services;

  /** "Only visitors with Manage Contacts permissions": `suppressAuth` overrides them. The form of the error is not documented. */
  function requireManager(caller: Caller, options: unknown): void {
    if (isOwner(caller) || (isItem(options) && options['suppressAuth'] === true)) return;
    throw realm.error('Managing contacts needs permissions, or suppressAuth.', { code: 'PERMISSION_DENIED' });
  }

  function toRealm(contact: Contact): Record<string, unknown> {
    return realm.decodeItem(encodeItem(shown(contact)));
  }

  function requireContact(id: unknown): Contact {
    const contact = typeof id === 'string' ? contacts.get(id) : undefined;
    if (contact === undefined) throw realm.error(`There is no contact ${String(id)}.`, { code: 'NOT_FOUND' });
    return contact;
  }

  function save(contact: Contact, info: ContactInfo): Contact {
    const now = services.clock.now();
    const saved = {
      ...contact,
      info,
      revision: (contact.revision ?? 0) + 1,
      createdAt: contact.createdAt ?? now,
      updatedAt: now,
    };
    contacts.put(saved._id, saved);
    return saved;
  }

  function readInfo(given: unknown): ContactInfo {
    const info = isItem(given) ? (JSON.parse(realm.stringify(given) ?? '{}') as ContactInfo) : {};
    const hasName = isItem(info['name']) && Object.keys(info['name']).length > 0;
    if (hasName || emailsOf(info).length > 0 || phonesOf(info).length > 0) return info;
    throw realm.error('A contact needs a name, a phone number or an email address.', { code: 'INVALID_ARGUMENT' });
  }

  function findByAddress(info: ContactInfo): Contact | undefined {
    const emails = emailsOf(info);
    const phones = phonesOf(info);
    const all = contacts.list();
    return (
      all.find((contact) => emailsOf(contact.info).some((email) => emails.includes(email))) ??
      all.find((contact) => phonesOf(contact.info).some((phone) => phones.includes(phone)))
    );
  }

  /** "By default, if the call contains an email already in use by another contact, the new contact won't be created." */
  function requireFreeEmail(info: ContactInfo, options: unknown, except?: string): void {
    if (isItem(options) && options['allowDuplicates'] === true) return;
    const emails = emailsOf(info);
    const other = contacts
      .list()
      .find(({ _id, info: known }) => _id !== except && emailsOf(known).some((email) => emails.includes(email)));
    if (other !== undefined)
      throw realm.error('Another contact has this email address.', { code: 'DUPLICATE_CONTACT' });
  }

  function create(info: ContactInfo): Contact {
    return save({ _id: services.ids.id(), subscription: 'NOT_SET' }, info);
  }

  return { create, findByAddress, readInfo, requireContact, requireFreeEmail, requireManager, save, toRealm };
}

function describe([subject]: unknown[]) {
  const id = isItem(subject) ? subject['contactId'] : subject;
  return typeof id === 'string' ? { id } : {};
}

function shown({ _id, info = {}, revision = 1, createdAt = 0, updatedAt = 0 }: Contact): Record<string, unknown> {
  const [email] = emailsOf(info);
  const [phone] = phonesOf(info);
  const primaryInfo = { ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) };
  const dates = { _createdDate: new Date(createdAt), _updatedDate: new Date(updatedAt) };
  return { _id, revision, info, primaryInfo, ...dates };
}

function emailsOf(info: ContactInfo | undefined): string[] {
  return textsOf(info?.['emails'], 'email').map((email) => email.toLowerCase());
}

function phonesOf(info: ContactInfo | undefined): string[] {
  return textsOf(info?.['phones'], 'phone');
}

function textsOf(list: unknown, key: string): string[] {
  const entries = Array.isArray(list) ? list.filter(isItem).sort((one) => (one['primary'] === true ? -1 : 0)) : [];
  return entries.flatMap((entry) => (typeof entry[key] === 'string' ? [entry[key]] : []));
}

/** Adds the addresses that a contact lacks, and the fields that it does not have. */
function appended(known: ContactInfo, info: ContactInfo): ContactInfo {
  const join = (name: string, key: string): Record<string, unknown> => {
    const [before, after] = [known[name], info[name]].map((list) => (Array.isArray(list) ? list.filter(isItem) : []));
    const missing = (after ?? []).filter((entry) => !(before ?? []).some((one) => one[key] === entry[key]));
    return before?.length || missing.length > 0 ? { [name]: [...(before ?? []), ...missing] } : {};
  };
  return { ...info, ...known, ...join('emails', 'email'), ...join('phones', 'phone') };
}
