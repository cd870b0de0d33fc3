import { isAgeUnknown } from '../delivery/notification.ts';
import { MAX_SILENCE_MS } from '../jobs/heartbeat.ts';
import type { Ports } from '../ports/ports.ts';
import type { NotificationDraft } from '../rules/decide-notifications.ts';

/**
 * Dates a change of unknown age. If the site has been listening since the state before, the change is as young as the event that shows
 * it, because an earlier event would have shown it then. A pause that the heartbeat does not notice counts as listening. An order that
 * was not known may be one that the clean-up removed; what was sent about it earlier is unknown, so its change is not dated.
 */
export async function dateByHeartbeat(
  draft: NotificationDraft,
  now: number,
  isNewOrder: boolean,
  deps: Pick<Ports, 'readListeningSince' | 'readRemovedBefore' | 'jobStates'>,
): Promise<NotificationDraft> {
  const { change } = draft;
  const { notBefore } = change;
  if (typeof notBefore !== 'string' || !isAgeUnknown(draft, now)) return draft;
  const since = await deps.readListeningSince(deps);
  const wasListening = since !== undefined && since <= Date.parse(notBefore) + MAX_SILENCE_MS;
  if (wasListening && isNewOrder && Date.parse(notBefore) < (await deps.readRemovedBefore(deps))) return draft;
  return wasListening ? { ...draft, change: { ...change, notBefore: change.occurredAt } } : draft;
}
