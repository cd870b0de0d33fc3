import { triggeredEmails } from 'wix-crm-backend';

import type { Mailer } from '../ports/mailer.ts';
import { codeOf } from './error-code.ts';

/** Failures after which the call may have had its effect. Wix documents no codes of the email call itself. */
const codesInDoubt = new Set(['WDE0028', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ECONNRESET', '504']);

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
        const code = codeOf(error) ?? 'email-refused';
        return { kind: codesInDoubt.has(code) ? 'may-be-sent' : 'refused', code };
      }
    },
  };
}
