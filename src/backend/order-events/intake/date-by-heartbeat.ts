import { isAgeUnknown } from '../delivery/notification.ts';
import { MAX_SILENCE_MS } from '../jobs/heartbeat.ts';
import type { Ports } from '../ports/ports.ts';
import type { NotificationDraft } from '../rules/decide-notifications.ts';

/**
 * A change of unknown age is as young as the event that shows it where the site has been listening since the state before: an
 * earlier event would have told it then. The pause that the heartbeat does not notice counts as listening here too.
 */
export async function dateByHeartbeat(
  draft: NotificationDraft,
  now: number,
  { readListeningSince }: Pick<Ports, 'readListeningSince'>,
): Promise<NotificationDraft> {
  const { change } = draft;
  const { notBefore } = change;
  if (typeof notBefore !== 'string' || !isAgeUnknown(draft, now)) return draft;
  const since = await readListeningSince();
  const wasListening = since !== undefined && since <= Date.parse(notBefore) + MAX_SILENCE_MS;
  return wasListening ? { ...draft, change: { ...change, notBefore: change.occurredAt } } : draft;
}
