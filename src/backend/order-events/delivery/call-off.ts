import type { Notification } from '../ports/notifications.ts';
import type { SendDeps } from './send.ts';
import { doubtsOf, settleCalledOff, settleHeld } from './settle.ts';

/**
 * Looks whether a reminder is still wanted, by what is known of its order: the end of it where it is not, else `undefined`. What
 * may have been sent already is not called off.
 */
export async function callOff(
  notification: Notification,
  attempt: number,
  { projections, site, now }: SendDeps,
): Promise<Notification | undefined> {
  const { product, orderId, rule, delayedTo, unless = [], knownBefore = [] } = notification;
  if (delayedTo === undefined || doubtsOf(notification) > 0) return undefined;
  const condition = site?.rules.find(({ id }) => id === rule)?.unlessOrder;
  if (unless.length === 0 && condition === undefined) return undefined;
  const { projection } = await projections.read(product, orderId);
  if (projection === undefined) return undefined;
  const isNew = (key: string): boolean => unless.includes(kindOf(key)) && !knownBefore.includes(key);
  if (projection.reportedKeys.some(isNew)) return settleCalledOff(notification, now());
  if (condition === undefined) return undefined;
  const newest = projection.timeline[projection.timeline.length - 1];
  try {
    const isUnwanted: unknown = Reflect.apply(condition, undefined, [newest?.snapshot]);
    return isUnwanted === true ? settleCalledOff(notification, now()) : undefined;
  } catch {
    return settleHeld(notification, attempt, 'rule-threw', now());
  }
}

/** Changes of the kinds that call a notification off, as far as they were known before the change itself. */
export function knownBeforeOf(
  { unless = [] }: Pick<Notification, 'unless'>,
  reportedKeys: readonly string[],
): readonly string[] {
  return reportedKeys.filter((key) => unless.includes(kindOf(key)));
}

function kindOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}
