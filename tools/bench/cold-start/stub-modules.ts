/**
 * Stand-ins for Wix's own modules, which belong to the platform and not to the site's code. Each answers immediately and stores nothing,
 * and is loaded before the clock starts, so that only the site's code is measured.
 */
export const stubModules: Readonly<Record<string, string>> = {
  'wix-auth': 'export const elevate = (call) => call;',
  'wix-crm-backend': `export const notifications = {};
export const triggeredEmails = { emailContact: async () => undefined };`,
  'wix-data': `const query = { find: async () => ({ items: [] }), count: async () => 0 };
for (const name of ['eq', 'ne', 'ge', 'le', 'lt', 'hasSome', 'ascending', 'descending', 'limit']) query[name] = () => query;
const give = async (_collection, item) => item;
export default { query: () => query, get: async () => null, insert: give, save: give };`,
  'wix-data.v2': 'export const collections = {};',
  'wix-fetch': 'export const fetch = async () => undefined;',
  'wix-members-backend': 'export const currentMember = {};',
  'wix-secrets-backend.v2':
    "export const secrets = { getSecretValue: async () => ({ value: 'for measurements only: no secret' }) };",
  'wix-web-module': `export const Permissions = { Anyone: 'Anyone' };
export const webMethod = (_permission, method) => method;`,
};
