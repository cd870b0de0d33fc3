import type { EmailTemplates } from '../../src/backend/order-events/channels/email/templates.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import type { KeptEmail } from '../mail/mail-settings.ts';
import { rulesForMail } from '../mail/rules-for-mail.ts';
import { createServerChannels } from '../mail/server-channels.ts';
import { createApiOrderReader } from '../wix-api/api-order-reader.ts';
import { createWixApi } from '../wix-api/wix-api.ts';
import type { ServerConfig } from './config.ts';
import type { ServerParts } from './server.ts';

/** Dependencies of the outer ports. */
export interface OuterDeps {
  readonly rulesOf: (instanceId: string) => SiteRules;
  readonly templates: EmailTemplates;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Stores an email that is not sent. */
  readonly keep: (email: KeptEmail) => Promise<void>;
  /** Reads a secret that signs posts. */
  readonly readSecret: (name: string) => Promise<string | undefined>;
}

/** Creates the ports to Wix and to mail servers, and adapts the rules to the guarantees of the mail transport. */
export function createOuterPorts(
  { appId, appSecret, wixUrl, mail }: Pick<ServerConfig, 'appId' | 'appSecret' | 'wixUrl' | 'mail'>,
  { rulesOf, templates, fetch, now, keep, readSecret }: OuterDeps,
): Pick<ServerParts, 'rulesOf' | 'channelsOf' | 'ordersOf'> {
  const api = createWixApi({ appId, appSecret, baseUrl: wixUrl, fetch, now });
  const loadTemplates = (): Promise<EmailTemplates> => Promise.resolve(templates);
  return {
    rulesOf: (instanceId) => rulesForMail(rulesOf(instanceId), mail, templates),
    channelsOf: (instanceId) =>
      createServerChannels({ api, instanceId, mail, loadTemplates, keep, readSecret, fetch, now }),
    ordersOf: (instanceId) => createApiOrderReader({ api, instanceId }),
  };
}
