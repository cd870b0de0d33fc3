import type { Container } from '../container/container.ts';
import { pairBuilders } from './elevated-builder.ts';
import { createModuleHost, type ModuleHost, type WixServices } from './module-host.ts';
import { createWixAuth } from './wix-auth/wix-auth.ts';
import { createWixCrmBackend } from './wix-crm-backend/wix-crm-backend.ts';
import { createSdkCrm, createSdkData, createSdkEssentials, createSdkSecrets } from './sdk/sdk-modules.ts';
import { createWixDataV2 } from './wix-data-v2/wix-data-v2.ts';
import { createWixData } from './wix-data/wix-data.ts';
import { createWixFetch } from './wix-fetch/wix-fetch.ts';
import { createWixHttpFunctions } from './wix-http-functions/wix-http-functions.ts';
import { createWixMediaBackend } from './wix-media-backend/wix-media-backend.ts';
import { createWixMembersBackend } from './wix-members-backend/wix-members-backend.ts';
import { createWixMembersV2 } from './wix-members-v2/wix-members-v2.ts';
import { createWixRealtimeBackend } from './wix-realtime-backend/wix-realtime-backend.ts';
import { createWixRouter } from './wix-router/wix-router.ts';
import { createWixSecretsBackend, createWixSecretsBackendV2 } from './wix-secrets-backend/wix-secrets-backend.ts';
import { createWixUsersBackend } from './wix-users-backend/wix-users-backend.ts';
import { createWixWebModule } from './wix-web-module/wix-web-module.ts';

/** All modules of Wix that the emulator models. */
const wixModules: Readonly<Record<string, (host: ModuleHost) => Record<string, unknown>>> = {
  '@wix/crm': createSdkCrm,
  '@wix/data': createSdkData,
  '@wix/essentials': createSdkEssentials,
  '@wix/secrets': createSdkSecrets,
  '@wix/web-methods': createWixWebModule,
  'wix-auth': createWixAuth,
  'wix-crm-backend': createWixCrmBackend,
  'wix-data': createWixData,
  'wix-data.v2': createWixDataV2,
  'wix-fetch': createWixFetch,
  'wix-http-functions': createWixHttpFunctions,
  'wix-media-backend': createWixMediaBackend,
  'wix-members-backend': createWixMembersBackend,
  'wix-members.v2': createWixMembersV2,
  'wix-realtime-backend': createWixRealtimeBackend,
  'wix-router': createWixRouter,
  'wix-secrets-backend': createWixSecretsBackend,
  'wix-secrets-backend.v2': createWixSecretsBackendV2,
  'wix-users-backend': createWixUsersBackend,
  'wix-web-module': createWixWebModule,
};

/** `true` if the emulator models a module of Wix. */
export function isEmulated(specifier: string): boolean {
  return Object.hasOwn(wixModules, specifier);
}

/** Modules that Wix provides, besides those that are packages of npm of the same form. */
const formsOfWix = /^(?:wix-|@wix\/|@velo\/|interfaces-)/;

/** Creates an emulated module for a container; `undefined` if it is not modelled. */
export function createWixModule(specifier: string, container: Container, services: WixServices): object | undefined {
  const create = isEmulated(specifier) ? wixModules[specifier] : undefined;
  if (create === undefined) return undefined;
  const host = createModuleHost(specifier, container, services);
  const module = createModuleObject(host, create(host));
  pairBuilders(host.realm, module);
  return module;
}

/** Creates a module of Wix whose every member fails on call; `undefined` if no module of Wix has such a name. */
export function createMissingWixModule(
  specifier: string,
  container: Container,
  services: WixServices,
): object | undefined {
  if (!formsOfWix.test(specifier)) return undefined;
  return createModuleObject(createModuleHost(specifier, container, services), {});
}

/** Creates a module of Node.js whose every member fails on call. */
export function createMissingModule(specifier: string, container: Container, services: WixServices): object {
  return createModuleObject(createModuleHost(specifier, container, services), {});
}

/** Deployed sites import modules by name, as a namespace and by default: all of these give the same members. */
function createModuleObject(host: ModuleHost, { default: given, ...named }: Record<string, unknown>): object {
  const byDefault = given ?? host.strictObject(named);
  // `__esModule` prevents esbuild's interop from moving the members below `default`.
  return host.strictObject({ __esModule: true, ...(Object(byDefault) as object), ...named, default: byDefault });
}
