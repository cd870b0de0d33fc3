import type { ChangeKind } from '../../changes/change.ts';
import { toMilliseconds, type DateText, type Instant } from '../../values/instant.ts';
import { occurrencePart } from '../../values/key-parts.ts';
import type { Activity } from './order.ts';
import type { ShopSnapshot } from './snapshot.ts';
import { newActivities } from './activities.ts';
import { fieldFinding, type Finding } from '../../changes/finding.ts';

const kindOfStatus: ReadonlyMap<string, ChangeKind> = new Map([
  ['FULFILLED', 'order-fulfilled'],
  ['PARTIALLY_FULFILLED', 'order-partially-fulfilled'],
  ['NOT_FULFILLED', 'order-unfulfilled'],
]);

const statusOfActivity: ReadonlyMap<string, string> = new Map([
  ['ORDER_FULFILLED', 'FULFILLED'],
  ['ORDER_NOT_FULFILLED', 'NOT_FULFILLED'],
]);

/**
 * Returns every toggle of the fulfillment between two snapshots: those that the activities show, and the last one, which only the status
 * may show. An activity can be recorded after the event that it belongs to, so an activity that names the status that the order has
 * already, or that was recorded before that status was shown, is no toggle.
 */
export function fulfillmentFindings(before: ShopSnapshot, after: ShopSnapshot, progressAt: Instant): Finding[] {
  const [first, last] = [before.fulfillmentStatus, after.fulfillmentStatus];
  if (first === undefined || last === undefined) return [];
  const findings: Finding[] = [];
  const past = [...(before.activities ?? [])];
  const since = toMilliseconds(progressAt);
  const recorded = newActivities(before, after);
  // A partial fulfillment may be recorded as a fulfillment: no document says, so a single record is taken for one.
  const mayBeNoteOfPart = last === 'PARTIALLY_FULFILLED' && recorded.filter(isToggle).length === 1;
  let status = first;
  for (const activity of recorded) {
    const { type, at } = activity;
    const next = statusOfActivity.get(type);
    if (
      at !== '' &&
      at > since &&
      next !== undefined &&
      next !== status &&
      !(mayBeNoteOfPart && next === 'FULFILLED')
    ) {
      findings.push(...toggle(status, next, past, at));
      status = next;
    }
    past.push(activity);
  }
  return status === last ? findings : [...findings, ...toggle(status, last, past, undefined)];
}

function isToggle({ type }: Activity): boolean {
  return statusOfActivity.has(type);
}

function toggle(previous: string, current: string, past: readonly Activity[], at: DateText | undefined): Finding[] {
  const kind = kindOfStatus.get(current);
  if (kind === undefined) return [];
  const occurrence = `${occurrencePart(current)}-${String(ordinal(current, past))}`;
  return [fieldFinding(kind, 'fulfillmentStatus', previous, current, { occurrence, canRepeat: true, at })];
}

/**
 * Returns which occurrence this is (1st, 2nd, …), counted by the toggles in the other direction: those are older, so they are recorded
 * already, whether this one is or not.
 */
function ordinal(status: string, past: readonly Activity[]): number {
  if (status === 'NOT_FULFILLED') return Math.max(1, countOf('ORDER_FULFILLED', past));
  return 1 + countOf('ORDER_NOT_FULFILLED', past);
}

function countOf(type: string, activities: readonly Activity[]): number {
  return activities.filter((activity) => activity.type === type).length;
}
