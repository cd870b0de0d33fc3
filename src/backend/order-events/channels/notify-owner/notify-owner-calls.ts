import { notifications } from 'wix-crm-backend';

import type { ChannelCalls } from '../../ports/channel-calls.ts';
import { readEmailError } from '../../wix/read-email-error.ts';

/** Sends notifications to the owner through Wix: https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify */
export const notifyOwnerCalls: ChannelCalls = {
  async send({ call: { places = '' }, variables: { text = '' } }) {
    try {
      await notifications.notify(text, places.split(','));
      return { kind: 'sent' };
    } catch (error) {
      return readEmailError(error);
    }
  },
};
