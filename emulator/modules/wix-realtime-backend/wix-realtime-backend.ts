import type { SiteFunction } from '../../container/realm.ts';
import { isItem } from '../wix-data/authorize.ts';
import type { ModuleHost } from '../module-host.ts';

/**
 * Creates the module `wix-realtime-backend`: https://dev.wix.com/docs/velo/velo-only-apis/wix-realtime-backend/introduction. What is published is
 * recorded.
 */
export function createWixRealtimeBackend(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;
  const checks = new Map<string, SiteFunction>();
  let checkOthers: SiteFunction | undefined;

  const permissionsRouter = host.strictObject(
    {
      default: realm.syncFunction('default', ([check]) => void (checkOthers = check as SiteFunction)),
      add: realm.syncFunction('add', ([channel, check]) => void checks.set(keyOf(channel), check as SiteFunction)),
      check: realm.syncFunction('check', ([channel, subscriber]) => {
        const { name } = isItem(channel) ? channel : {};
        const check = checks.get(keyOf(channel)) ?? checks.get(keyOf({ name })) ?? checkOthers;
        return check === undefined ? realm.object({ read: false }) : check(channel, subscriber);
      }),
    },
    'permissionsRouter',
  );

  return {
    permissionsRouter,
    publish: host.wixFunction('publish', {
      kind: 'other',
      describe: ([channel]) => ({ id: keyOf(channel) }),
      execute([channel, payload, options]) {
        if (!isItem(channel) || typeof channel['name'] !== 'string') throw realm.error('A channel needs a name.');
        const { resourceId } = channel;
        services.published.put(String(services.journal.nextSeq()).padStart(12, '0'), {
          channel: { name: channel['name'], ...(typeof resourceId === 'string' ? { resourceId } : {}) },
          payload: JSON.parse(realm.stringify(payload) ?? 'null') as unknown,
          includePublisher: isItem(options) && options['includePublisher'] === true,
          at: services.clock.now(),
        });
        return undefined;
      },
    }),
  };
}

function keyOf(channel: unknown): string {
  const { name, resourceId } = isItem(channel) ? channel : {};
  return typeof resourceId === 'string' ? `${String(name)}/${resourceId}` : String(name);
}
