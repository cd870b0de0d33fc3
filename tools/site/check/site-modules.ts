import { nearest } from '../../workbench/suggest/nearest.ts';
import { editDistance } from '../../workbench/suggest/edit-distance.ts';

// Modules that Wix documents for sites, without the version that some end in.
// https://dev.wix.com/docs/velo/apis
const backendModules = [
  ...[
    'wix-auth',
    'wix-billing-backend',
    'wix-blog-backend',
    'wix-bookings',
    'wix-bookings-backend',
    'wix-cache-backend',
  ],
  ...['wix-captcha-backend', 'wix-chat-backend', 'wix-configs-backend', 'wix-crm', 'wix-crm-backend', 'wix-data'],
  ...['wix-data-backend', 'wix-ecom-backend', 'wix-email-backend', 'wix-events', 'wix-events-backend', 'wix-faq'],
  ...['wix-faq-backend', 'wix-fetch', 'wix-forms', 'wix-forms-backend', 'wix-forum-backend', 'wix-groups'],
  ...['wix-groups-backend', 'wix-http-functions', 'wix-inbox', 'wix-inbox-backend', 'wix-locations-backend'],
  ...['wix-loyalty', 'wix-loyalty-backend', 'wix-marketing', 'wix-marketing-backend', 'wix-marketplace-backend'],
  ...['wix-media', 'wix-media-backend', 'wix-members', 'wix-members-backend', 'wix-pay-backend', 'wix-pricing-plans'],
  ...['wix-pricing-plans-backend', 'wix-realtime-backend', 'wix-restaurants', 'wix-restaurants-backend', 'wix-reviews'],
  ...['wix-reviews-backend', 'wix-router', 'wix-search-backend', 'wix-secrets-backend', 'wix-seo-backend'],
  ...['wix-site-backend', 'wix-storefront', 'wix-stores', 'wix-stores-backend', 'wix-url-redirects-backend'],
  ...['wix-users-backend', 'wix-viewer-backend', 'wix-web-module'],
];

const pageModules = [
  ...[
    'wix-animations',
    'wix-bookings-frontend',
    'wix-crm-frontend',
    'wix-dashboard',
    'wix-ecom-frontend',
    'wix-editor',
  ],
  ...['wix-events-frontend', 'wix-location', 'wix-location-frontend', 'wix-members-frontend', 'wix-pay'],
  ...['wix-pay-frontend', 'wix-paid-plans', 'wix-pricing-plans-frontend', 'wix-realtime', 'wix-realtime-frontend'],
  ...['wix-search', 'wix-seo', 'wix-seo-frontend', 'wix-site', 'wix-site-frontend', 'wix-storage'],
  ...['wix-storage-frontend', 'wix-stores-frontend', 'wix-users', 'wix-widget', 'wix-window', 'wix-window-frontend'],
];

const known = new Set([...backendModules, ...pageModules]);

/** The module of Wix that a misspelt specifier stands for; `undefined` when it may be one, for Wix adds modules. */
export function misspeltWixModule(specifier: string): string | undefined {
  const [, base = '', version = ''] = /^(.*?)(\.v\d+)?$/.exec(specifier) ?? [];
  if (known.has(base)) return undefined;
  const meant = nearest(base, known);
  return meant !== undefined && editDistance(base, meant) <= 2 ? `${meant}${version}` : undefined;
}

/** The npm package that a bare specifier belongs to. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}
