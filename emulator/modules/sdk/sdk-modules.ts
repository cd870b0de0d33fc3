import type { ModuleHost } from '../module-host.ts';
import { createWixAuth } from '../wix-auth/wix-auth.ts';
import { createWixCrmBackend } from '../wix-crm-backend/wix-crm-backend.ts';
import { createWixDataV2 } from '../wix-data-v2/wix-data-v2.ts';
import { createWixData } from '../wix-data/wix-data.ts';
import { createWixSecretsBackendV2 } from '../wix-secrets-backend/wix-secrets-backend.ts';

/** Creates the package `@wix/data`: https://dev.wix.com/docs/sdk/backend-modules/data/items/introduction */
export function createSdkData(host: ModuleHost): Record<string, unknown> {
  return { items: createWixData(within(host, 'items'))['default'], ...createWixDataV2(host) };
}

/** Creates the package `@wix/secrets`: https://dev.wix.com/docs/sdk/backend-modules/secrets/secrets/introduction */
export function createSdkSecrets(host: ModuleHost): Record<string, unknown> {
  return createWixSecretsBackendV2(host);
}

/** Creates the package `@wix/crm`: https://dev.wix.com/docs/sdk/backend-modules/crm/introduction */
export function createSdkCrm(host: ModuleHost): Record<string, unknown> {
  const { contacts, triggeredEmails } = createWixCrmBackend(host);
  return { contacts, triggeredEmails };
}

/** Creates the package `@wix/essentials`: https://dev.wix.com/docs/sdk/core-modules/essentials/introduction */
export function createSdkEssentials(host: ModuleHost): Record<string, unknown> {
  return { auth: host.strictObject(createWixAuth(within(host, 'auth')), 'auth') };
}

/** Returns a host whose functions belong to an object of the module. */
function within(host: ModuleHost, name: string): ModuleHost {
  return {
    ...host,
    callMissing: (member, args) => host.callMissing(`${name}.${member}`, args),
    wixFunction: (member, definition) => host.wixFunction(`${name}.${member}`, definition),
    strictObject: (members, of) => host.strictObject(members, of === undefined ? name : `${name}.${of}`),
  };
}
