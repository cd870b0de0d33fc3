import type { Container } from '../container/container.ts';
import { createModuleHost, type ModuleHost, type WixServices } from './module-host.ts';
import { createWixAuth } from './wix-auth/wix-auth.ts';
import { createWixCrmBackend } from './wix-crm-backend/wix-crm-backend.ts';
import { createWixDataV2 } from './wix-data-v2/wix-data-v2.ts';
import { createWixData } from './wix-data/wix-data.ts';
import { createWixFetch } from './wix-fetch/wix-fetch.ts';
import { createWixMembersBackend } from './wix-members-backend/wix-members-backend.ts';
import { createWixSecretsBackend, createWixSecretsBackendV2 } from './wix-secrets-backend/wix-secrets-backend.ts';
import { createWixWebModule } from './wix-web-module/wix-web-module.ts';

/** All modules of Wix that the emulator models. */
const wixModules: Record<string, (host: ModuleHost) => Record<string, unknown>> = {
  'wix-auth': createWixAuth,
  'wix-crm-backend': createWixCrmBackend,
  'wix-data': createWixData,
  'wix-data.v2': createWixDataV2,
  'wix-fetch': createWixFetch,
  'wix-members-backend': createWixMembersBackend,
  'wix-secrets-backend': createWixSecretsBackend,
  'wix-secrets-backend.v2': createWixSecretsBackendV2,
  'wix-web-module': createWixWebModule,
};

/** `true` if the emulator models a module of Wix. */
export function isEmulated(specifier: string): boolean {
  return Object.hasOwn(wixModules, specifier);
}

/** Creates an emulated module for a container; `undefined` if it is not modelled. */
export function createWixModule(specifier: string, container: Container, services: WixServices): object | undefined {
  const create = isEmulated(specifier) ? wixModules[specifier] : undefined;
  if (create === undefined) return undefined;
  const host = createModuleHost(specifier, container, services);
  // `__esModule` prevents esbuild's interop from moving the members below `default`.
  return host.strictObject({ __esModule: true, ...create(host) });
}

/** Creates a module from members that replace it. */
export function createStandIn(container: Container, members: object): object {
  return container.realm.object({ __esModule: true, default: members, ...members });
}
