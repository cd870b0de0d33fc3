import { documentedPayload } from '../support/documented-payloads.ts';
import { openLocalSite } from './local-site.ts';

it('loads no npm package for an event: only the site’s own files and what Wix itself provides', async () => {
  const site = openLocalSite();

  const { loadedModules } = await site.invokeEvent(
    'wixEvents_onOrderUpdated',
    documentedPayload('wixEvents_onOrderUpdated'),
  );

  expect([...loadedModules].sort()).toEqual([
    'backend/events.js',
    'backend/notification-rules.js',
    'backend/order-events.js',
    'wix-auth',
    'wix-crm-backend',
    'wix-data',
    'wix-data.v2',
    'wix-fetch',
    'wix-secrets-backend.v2',
  ]);
});
