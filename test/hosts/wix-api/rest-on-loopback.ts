import { createEmulatorClock, type EmulatorClock } from '../../../emulator/clock/emulator-clock.ts';
import { createIdSource } from '../../../emulator/id-source.ts';
import { serveWixRest } from '../../../emulator/rest/serve-wix-rest.ts';
import { createWixRest, type WixRest, type WixRestOptions } from '../../../emulator/rest/wix-rest.ts';
import { createWixApi, type WixApi } from '../../../hosts/wix-api/wix-api.ts';

const wixApp = { appId: '0f8a1b2c-1111-4222-8333-444455556666', appSecret: 'the-secret-of-the-app' };

/** An installation of the app. */
export const INSTANCE = '11111111-2222-4333-8444-555566667777';

const closers: (() => Promise<void>)[] = [];

/** The emulated API on this computer, installed on one site, with a client that calls it. */
export interface Loopback {
  readonly rest: WixRest;
  readonly clock: EmulatorClock;
  readonly api: WixApi;
  readonly url: string;
}

/** Serves the emulated API and opens a client for it; an unanswered call ends after `timeoutMs`. */
export async function openRest({
  timeoutMs = 5_000,
  secret = wixApp.appSecret,
  ...options
}: Partial<WixRestOptions> & { readonly timeoutMs?: number; readonly secret?: string } = {}): Promise<Loopback> {
  const clock = createEmulatorClock(Date.UTC(2024, 2, 1, 12), () => undefined);
  const rest = createWixRest({ app: wixApp, clock, ids: createIdSource(1), ...options });
  rest.site(INSTANCE);
  const { url, close } = await serveWixRest(rest);
  closers.push(close);
  const api = createWixApi({ appId: wixApp.appId, appSecret: secret, baseUrl: url, fetch, now: clock.now, timeoutMs });
  return { rest, clock, api, url };
}

/** Stops every server that a test started; for `afterEach`. */
export async function closeRest(): Promise<void> {
  for (const close of closers.splice(0)) await close();
}

/** Returns the called paths, in order. */
export function pathsOf(rest: WixRest): readonly string[] {
  return rest.calls().map(({ path }) => path);
}
