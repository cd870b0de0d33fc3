import { triggeredEmails } from 'wix-crm-backend';

import type { Mailer } from '../ports/mailer.ts';
import { readEmailError } from './read-email-error.ts';

/** Sends through Wix: https://dev.wix.com/docs/velo/apis/wix-crm-backend/triggered-emails/email-contact */
export function createTriggeredEmailMailer(): Mailer {
  return {
    async send(emailId, recipient, variables) {
      try {
        const options = { variables: { ...variables } };
        if ('contactId' in recipient) await triggeredEmails.emailContact(emailId, recipient.contactId, options);
        else await triggeredEmails.emailMember(emailId, recipient.memberId, options);
        return { kind: 'sent' };
      } catch (error) {
        return readEmailError(error);
      }
    },
  };
}
