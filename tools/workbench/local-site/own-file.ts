import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the file name of order events in a site's backend: `order-events-jobs.js` if the site has its own `jobs.js`. */
export function ownFileIn(siteDir: string, name: string): string {
  const other = `order-events-${name}`;
  return existsSync(join(siteDir, 'src/backend', other)) ? other : name;
}

/** Returns the specifier of the web methods of order events, as site code imports it. */
export function webMethodsOf(siteDir: string): string {
  return `backend/${ownFileIn(siteDir, 'notifications.web.js')}`;
}
