/**
 * Stand-ins for Wix's own modules, which are the platform's and not the site's code. Each answers at once and keeps
 * nothing, and is loaded before the clock runs: what is measured is the code of the site alone.
 */
export const stubModules: Readonly<Record<string, string>> = {
  'wix-auth': 'export const elevate = (call) => call;',
  'wix-crm-backend': 'export const triggeredEmails = { emailContact: async () => undefined };',
  'wix-data': `const query = { find: async () => ({ items: [] }) };
for (const name of ['eq', 'ge', 'lt', 'descending', 'limit']) query[name] = () => query;
export default { query: () => query, insert: async (_collection, item) => item, save: async (_collection, item) => item };`,
  'wix-data.v2': 'export const collections = {};',
  'wix-members-backend': 'export const currentMember = {};',
  'wix-secrets-backend.v2':
    "export const secrets = { getSecretValue: async () => ({ value: 'for measurements only' }) };",
  'wix-web-module': `export const Permissions = { Anyone: 'Anyone' };
export const webMethod = (_permission, method) => method;`,
};
