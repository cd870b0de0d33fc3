import type { ModuleHost } from '../module-host.ts';
import { createContacts } from './contacts.ts';
import { createNotifications } from './notifications.ts';
import { createTriggeredEmails } from './triggered-emails.ts';

/** Creates the module `wix-crm-backend`: https://dev.wix.com/docs/velo/apis/wix-crm-backend/introduction */
export function createWixCrmBackend(host: ModuleHost): Record<string, unknown> {
  return {
    contacts: createContacts(host),
    notifications: createNotifications(host),
    triggeredEmails: createTriggeredEmails(host),
  };
}
