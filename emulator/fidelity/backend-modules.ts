import { differs, type DocumentedObject, given, missing, yes } from './documented.ts';
import { orderModules } from './order-modules.ts';
import { peopleModules } from './people-modules.ts';

const APIS = 'https://dev.wix.com/docs/velo/apis';
const VELO_ONLY = 'https://dev.wix.com/docs/velo/velo-only-apis';
const ROUTERS = 'https://dev.wix.com/docs/velo/events-service-plugins/routers/service-plugins/wix-router';
const CODES = 'The codes of the errors are unknown';
const BY_SITE = 'It is a function that the site exports, and not one that it calls';
const NO_CONTENT = 'The content of files is not kept, and their addresses lead nowhere';

/** The documented members of the modules besides `wix-data` that backends use most. */
export const backendModules: readonly DocumentedObject[] = [
  ...peopleModules,
  ...orderModules,
  {
    name: 'wix-auth',
    page: `${APIS}/wix-auth`,
    ...given('wix-auth', 'it'),
    members: differs('Works for functions of `wix-data` too: unknown. A function of the site fails on call', 'elevate'),
  },
  {
    name: 'wix-fetch',
    page: `${APIS}/wix-fetch`,
    ...given('wix-fetch', 'it'),
    members: [
      ...differs('Other computers are reached only if `onUnhandledFetch` says so', 'fetch'),
      ...differs('Rejects for a status other than 2xx: unknown', 'getJSON'),
    ],
  },
  {
    name: 'wix-fetch WixFetchResponse',
    page: `${APIS}/wix-fetch/wix-fetch-response`,
    ...given('wix-fetch', `await it.fetch('https://example.com/')`),
    members: yes('bodyUsed', 'headers', 'json', 'ok', 'status', 'statusText', 'text', 'url'),
  },
  {
    name: 'wix-http-functions',
    page: `${VELO_ONLY}/wix-http-functions`,
    ...given('wix-http-functions', 'it'),
    members: [
      ...yes('badRequest', 'created'),
      ...missing(BY_SITE, 'delete'),
      ...yes('forbidden'),
      ...missing(BY_SITE, 'get'),
      ...yes('notFound', 'ok'),
      ...missing(BY_SITE, 'options', 'post', 'put'),
      ...differs('Without a status it is 200: unknown', 'response'),
      ...yes('serverError'),
      ...missing(BY_SITE, 'use'),
    ],
  },
  {
    name: 'wix-http-functions WixHttpFunctionRequest',
    page: `${VELO_ONLY}/wix-http-functions/wix-http-function-request`,
    members: yes('baseUrl', 'body', 'functionName', 'headers', 'ip', 'method', 'path', 'query', 'url'),
  },
  {
    name: 'wix-http-functions WixHttpFunctionRequestBody',
    page: `${VELO_ONLY}/wix-http-functions/wix-http-function-request/wix-http-function-request-body`,
    members: yes('buffer', 'json', 'text'),
  },
  {
    name: 'wix-media-backend mediaManager',
    page: `${APIS}/wix-media-backend/media-manager`,
    ...given('wix-media-backend', 'it.mediaManager'),
    members: [
      ...missing('There are no contents to pack', 'downloadFiles', 'downloadFolder'),
      ...differs(NO_CONTENT, 'getDownloadUrl', 'getFileInfo', 'getFileUrl'),
      ...yes('getFolderInfo'),
      ...missing(NO_CONTENT, 'getUploadUrl', 'getVideoPlaybackUrl'),
      ...differs(NO_CONTENT, 'importFile'),
      ...differs('Lists up to 50 without a limit: unknown', 'listFiles', 'listFolders'),
      ...differs('There is no trash to restore from', 'moveFilesToTrash'),
      ...missing('There is no trash', 'moveFoldersToTrash'),
      ...differs(NO_CONTENT, 'upload'),
    ],
  },
  {
    name: 'wix-realtime-backend',
    page: `${VELO_ONLY}/wix-realtime-backend`,
    ...given('wix-realtime-backend', 'it'),
    members: [
      ...differs('It is recorded, and nobody subscribes', 'publish'),
      ...missing(BY_SITE, 'realtime_check_permission'),
    ],
  },
  {
    name: 'wix-realtime-backend permissionsRouter',
    page: `${VELO_ONLY}/wix-realtime-backend/permissions-router`,
    ...given('wix-realtime-backend', 'it.permissionsRouter'),
    members: [...yes('add'), ...differs('Without a rule nobody may read: unknown', 'check'), ...yes('default')],
  },
  {
    name: 'wix-router',
    page: ROUTERS,
    ...given('wix-router', 'it'),
    members: [
      ...missing(BY_SITE, 'afterRouter', 'afterSitemap', 'beforeRouter', 'customizeQuery'),
      ...yes('forbidden', 'next', 'notFound', 'ok', 'redirect'),
      ...missing(BY_SITE, 'router'),
      ...yes('sendStatus'),
      ...missing(BY_SITE, 'sitemap'),
    ],
  },
  {
    name: 'wix-secrets-backend',
    page: `${APIS}/wix-secrets-backend`,
    ...given('wix-secrets-backend', 'it'),
    members: [
      ...differs(`${CODES}. Needs no permissions: unknown`, 'createSecret', 'deleteSecret'),
      ...differs(CODES, 'getSecret'),
      ...differs('Needs no permissions: unknown', 'listSecretInfo'),
      ...differs(`${CODES}. Needs no permissions: unknown`, 'updateSecret'),
    ],
  },
  {
    name: 'wix-secrets-backend.v2 secrets',
    page: `${APIS}/wix-secrets-backend-v2/secrets`,
    ...given('wix-secrets-backend.v2', 'it.secrets'),
    members: [
      ...differs(CODES, 'createSecret', 'deleteSecret', 'getSecretValue'),
      ...differs('Returns an object with `secrets`, as the types say; a sample reads a list', 'listSecretInfo'),
      ...differs(CODES, 'updateSecret'),
    ],
  },
  {
    name: 'wix-web-module',
    page: `${APIS}/wix-web-module`,
    ...given('wix-web-module', 'it'),
    members: [
      ...yes('Permissions'),
      ...differs('`cache` is ignored. The error of a caller without permission is unknown', 'webMethod'),
    ],
  },
];
