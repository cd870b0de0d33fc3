import { wixLimits } from '../../wix-limits.ts';
import type { ModuleHost } from '../module-host.ts';

const channelNames: readonly unknown[] = ['Mobile', 'Dashboard', 'Browser'];

/** Creates `notify`, which notifies the site's contributors: https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify */
export function createNotifications(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  return host.strictObject(
    {
      notify: host.wixFunction('notifications.notify', {
        kind: 'other',
        execute([body, channels]) {
          if (typeof body !== 'string') throw realm.error('The body of a notification must be a string.');
          if (body.length > wixLimits.notificationTextChars) {
            throw realm.error(`The body of a notification has at most ${wixLimits.notificationTextChars} characters.`);
          }
          const isValid =
            Array.isArray(channels) && channels.length > 0 && channels.every((name) => channelNames.includes(name));
          if (!isValid) throw realm.error('The channels of a notification are Mobile, Dashboard and Browser.');
          const seq = services.journal.nextSeq();
          const notification = { seq, body, channels: channels.map(String), at: services.clock.now() };
          services.notifications.put(String(seq).padStart(12, '0'), notification);
          return undefined;
        },
      }),
    },
    'notifications',
  );
}
