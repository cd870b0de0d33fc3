import { triggeredEmails } from 'wix-crm-backend';

import type { ChannelCalls } from '../../ports/channel-calls.ts';
import { readEmailError } from '../../wix/read-email-error.ts';

/** Sends triggered emails through Wix: https://dev.wix.com/docs/velo/apis/wix-crm-backend/triggered-emails/email-contact */
export const triggeredEmailCalls: ChannelCalls = {
  async send({ call, recipient, variables }) {
    const { emailId = '' } = call;
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
