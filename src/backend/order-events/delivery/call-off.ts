import { canAsk } from '../channels/channels.ts';
import type { Notification } from '../ports/notifications.ts';
import { lastStateOf } from '../timeline/projection.ts';
import { askAttempt, noteEnd, type SendDeps } from './send.ts';
import { doubtsOf, settleCalledOff, settleHeld, settleUnknown } from './settle.ts';

/**
 * Ends a reminder that is no longer wanted, judging by the stored state of its order; returns `undefined` if it still is. If it may have
 * been sent already, the channel is asked, or the owner decides.
 */
export async function callOff(
  notification: Notification,
  attempt: number,
  deps: SendDeps,
): Promise<Notification | undefined> {
  switch (await findWish(notification, deps)) {
    case 'wanted':
      return undefined;
    case 'rule-threw':
      return await noteEnd(settleHeld(notification, attempt, 'rule-threw', deps.now()), deps);
    case 'unwanted':
      break;
  }
  if (doubtsOf(notification) === 0) return await noteEnd(settleCalledOff(notification, deps.now()), deps);
  if (!canAsk(notification)) return await noteEnd(settleUnknown(notification, attempt, deps.now()), deps);
  return await askAttempt(notification, attempt, () => settleCalledOff(notification, deps.now()), deps);
}

async function findWish(
  { product, orderId, rule, delayedTo, unless = [], knownBefore = [] }: Notification,
  { projections, site }: SendDeps,
): Promise<'wanted' | 'unwanted' | 'rule-threw'> {
  const condition = site?.rules.find(({ id }) => id === rule)?.unlessOrder;
  if (delayedTo === undefined || (unless.length === 0 && condition === undefined)) return 'wanted';
  const { projection } = await projections.read(product, orderId);
  if (projection === undefined) return 'wanted';
  const isNew = (key: string): boolean => unless.includes(kindOf(key)) && !knownBefore.includes(key);
  if (projection.reportedKeys.some(isNew)) return 'unwanted';
  const state = lastStateOf(projection);
  if (condition === undefined || state === undefined) return 'wanted';
  try {
    const isUnwanted: unknown = Reflect.apply(condition, undefined, [state]);
    return isUnwanted === true ? 'unwanted' : 'wanted';
  } catch {
    return 'rule-threw';
  }
}

/** Returns the keys of the kinds that call a notification off: changes that were known before its own. */
export function knownBeforeOf(unless: readonly string[], reportedKeys: readonly string[]): readonly string[] {
  return reportedKeys.filter((key) => unless.includes(kindOf(key)));
}

function kindOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}
