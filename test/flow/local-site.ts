import { join } from 'node:path';

import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import { createEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { Invocation } from '../../emulator/invocation.ts';

/** The day of the documented ticket order, before any documented event. */
const BEFORE_ALL_PAYLOADS_MS = Date.parse('2020-04-28T00:00:00Z');

const openSites: Emulator[] = [];

afterEach(() => {
  for (const site of openSites.splice(0)) site.close();
});

/** The built site on a fresh local Wix, with its digest key; it is closed after the test. */
export function openLocalSite(options: Partial<EmulatorOptions> = {}): Emulator {
  const siteDir = join(__dirname, '../..');
  const site = createEmulator({ siteDir, stateFile: ':memory:', startAt: BEFORE_ALL_PAYLOADS_MS, seed: 1, ...options });
  openSites.push(site);
  site.putSecret('ORDER_EVENTS_DIGEST_KEY', 'a key for tests only, and long enough');
  return site;
}

/** What an invocation returned, as JSON; throws with what it threw instead. */
export function returned(invocation: Invocation): unknown {
  const { result } = invocation;
  if (result.kind === 'returned') return result.value;
  throw new Error(`${invocation.name} did not return: ${JSON.stringify(result)}`);
}

/** Everything that the site has stored, as text. */
export function storedText(site: Emulator, except: readonly string[] = []): string {
  const collections = site.data.collections().filter(({ _id }) => !except.includes(_id));
  return JSON.stringify(collections.map(({ _id }) => site.data.items(_id)));
}
