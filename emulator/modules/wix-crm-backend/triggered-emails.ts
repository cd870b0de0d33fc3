import type { SiteFunction } from '../../container/realm.ts';
import type { SentEmail } from '../../invocation.ts';
import { isItem } from '../wix-data/authorize.ts';
import type { ModuleHost } from '../module-host.ts';

/** Creates `emailContact` and `emailMember`: https://dev.wix.com/docs/velo/apis/wix-crm-backend/triggered-emails/email-contact */
export function createTriggeredEmails(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;
  const { undocumented } = services;

  function requireText(value: unknown, name: string): string {
    if (typeof value !== 'string' || value === '') throw realm.error(`${name} must be a string.`);
    return value;
  }

  function readVariables(options: unknown): Record<string, string> {
    if (options === undefined || options === null) return {};
    if (!isItem(options)) throw realm.error('The options of a triggered email must be an object.');
    for (const name of Object.keys(options)) {
      if (name !== 'variables') throw realm.error(`A triggered email has no option ${name}.`);
    }
    const given = options['variables'] ?? {};
    if (!isItem(given)) throw realm.error('The variables of a triggered email must be an object.');
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, readVariable(name, value)]));
  }

  /** "The values passed must be strings." Wix does not document its reaction to other values. */
  function readVariable(name: string, value: unknown): string {
    if (typeof value === 'string') return value;
    if (undocumented.nonStringVariable === 'send-as-text') return String(value);
    throw realm.error(`The variable ${name} of a triggered email must be a string, but is ${typeof value}.`);
  }

  /** `true` if the email is sent; by default, a recipient unknown to the emulator is not an error. */
  function reaches(isKnown: boolean, isUnsubscribed: boolean): boolean {
    if (!isKnown && undocumented.unknownRecipient === 'reject') throw realm.error('There is no such recipient.');
    if (isUnsubscribed && undocumented.unsubscribedContact === 'reject') throw realm.error('The contact unsubscribed.');
    return !isUnsubscribed;
  }

  function define(member: string, idName: 'contactId' | 'memberId'): SiteFunction {
    return host.wixFunction(`triggeredEmails.${member}`, {
      kind: 'email',
      describe: ([emailId, id]) => ({
        ...(typeof emailId === 'string' ? { emailId } : {}),
        ...(typeof id === 'string' ? { id } : {}),
      }),
      execute([givenEmailId, givenId, options], caller) {
        const emailId = requireText(givenEmailId, 'emailId');
        const id = requireText(givenId, idName);
        const variables = readVariables(options);
        const record = idName === 'contactId' ? services.contacts.get(id) : services.members.get(id);
        const isUnsubscribed =
          record !== undefined && 'subscription' in record && record.subscription === 'UNSUBSCRIBED';
        if (!reaches(record !== undefined, isUnsubscribed)) return undefined;
        const email: SentEmail = {
          seq: services.journal.nextSeq(),
          emailId,
          [idName]: id,
          variables,
          at: services.clock.now(),
        };
        services.journal.addEmail(email);
        caller.invocation.emails.push(email);
        return undefined;
      },
    });
  }

  return host.strictObject(
    { emailContact: define('emailContact', 'contactId'), emailMember: define('emailMember', 'memberId') },
    'triggeredEmails',
  );
}
