import type { Change, Verdict } from '../changes/change.ts';
import { classifyEvent, withShipments } from '../timeline/classify-event.ts';
import { knownBeforeOf } from '../delivery/call-off.ts';
import { isAnonymized, type Projection } from '../timeline/projection.ts';
import { reportedKey } from '../timeline/occurrences.ts';
import { decideNotifications, type NotificationDraft } from '../rules/decide-notifications.ts';
import { failureOf, OrderEventsError } from '../order-events-error.ts';
import type { OrderEvent } from '../handlers/parse-order-event.ts';
import { forEachConcurrently } from '../jobs/pages.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { createCapped } from './create-capped.ts';
import type { Digest } from '../values/detail-digests.ts';
import { markPeople, peopleIn } from '../values/people.ts';
import { msOf } from '../values/instant.ts';
import { dateByHeartbeat } from './date-by-heartbeat.ts';

/** Dependencies of writing an intent. */
export type IntentDeps = Pick<
  Ports,
  | 'projections'
  | 'notifications'
  | 'jobStates'
  | 'loadDigest'
  | 'readListeningSince'
  | 'readRemovedBefore'
  | 'messageCap'
  | 'storeTime'
  | 'leaseMs'
>;

/** Receives notifications that this handler inserted first, and must therefore send, while the projection is still being saved. */
export type TakeOwn = (own: readonly Notification[]) => void;

/** Result of an event, once the intent is written and the projection is saved. */
export interface Intent {
  readonly verdict: Exclude<Verdict, 'rejected'>;
  readonly changes: readonly Change[];
  /** Keys of notifications that somebody else inserted. */
  readonly alreadyKnown: readonly string[];
  /** Failure that kept a part from being written; what was written must be sent nevertheless. */
  readonly failure?: { readonly error: unknown };
}

/** Most tries: far more than the handlers that can work on one order at the same time. */
const MAX_TRIES = 8;

/**
 * Reads the order's projection, works out what the event changed, inserts the notifications about it, then saves the projection. If
 * another handler saved one in the meantime, the event is classified again from that, so that no handler's changes are overwritten.
 * Rejects with an `OrderEventsError` if the site cannot read the projection.
 */
export async function writeIntent(
  event: OrderEvent,
  site: SiteRules,
  startedAt: number,
  deps: IntentDeps,
  takeOwn: TakeOwn,
): Promise<Intent> {
  const { product, id } = event.order;
  const written: Written = { changes: new Map(), own: new Set(), alreadyKnown: new Set(), takeOwn };
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const [{ projection: known, revision }, digest] = await Promise.all([
      deps.projections.read(product, id),
      deps.loadDigest(),
    ]);
    if (await isBeforeRemoval(event, known, startedAt, deps)) return intentOf('stale', written);
    const { verdict, changes, projection } = classifyEvent(known, event, digest);
    const order = withShipments(event.order, known);
    try {
      const isErased = event.isAnonymization || isAnonymized(known);
      await insertDrafts({ ...event, order }, changes, { site, startedAt, deps, written, digest, isErased, known });
      if (projection === undefined) return intentOf(verdict, written);
      const saved = await deps.projections.save(projection, revision, startedAt);
      if (saved === 'saved') return intentOf(verdict, written);
    } catch (error) {
      return { ...intentOf(verdict, written), failure: { error: asOrderFailure(error) } };
    }
  }
  const error = new OrderEventsError('store-busy', 'Other handlers kept changing the order', undefined);
  return { ...intentOf('no-change', written), failure: { error } };
}

/** Age below which the clean-up never removes an order, so that most events need not ask. */
const NEVER_REMOVED_MS = 86_400_000;

/**
 * `true` if an event is so old that its order may have been known and removed since: as the first known state, it would report as news
 * what was reported then.
 */
async function isBeforeRemoval(
  { at, source, isAnonymization }: OrderEvent,
  known: Projection | undefined,
  now: number,
  deps: IntentDeps,
): Promise<boolean> {
  if (source !== 'event' || isAnonymization || msOf(at) >= now - NEVER_REMOVED_MS) return false;
  const oldest = known?.timeline[0];
  if (oldest !== undefined && oldest.at <= at) return false;
  return msOf(at) < (await deps.readRemovedBefore(deps));
}

/** Most inserts in parallel, which go to Wix Data together: one event may check in hundreds of guests. */
const MAX_CONCURRENCY = 100;

interface Written {
  readonly changes: Map<string, Change>;
  readonly own: Set<string>;
  readonly alreadyKnown: Set<string>;
  readonly takeOwn: TakeOwn;
}

async function insertDrafts(
  event: OrderEvent,
  changes: readonly Change[],
  run: {
    readonly site: SiteRules;
    readonly startedAt: number;
    readonly deps: IntentDeps;
    readonly written: Written;
    readonly digest: Digest;
    readonly known: Projection | undefined;
    /** Nothing is sent about an anonymized order, not even about what a late event still shows. */
    readonly isErased: boolean;
  },
): Promise<void> {
  const { site, startedAt, deps, written, digest, isErased, known } = run;
  const isNewOrder = known === undefined || known.timeline.length === 0;
  for (const change of changes) written.changes.set(reportedKey(change), change);
  const drafts = isErased ? [] : decideNotifications(event, changes, site.rules, site.settings);
  const unwritten = drafts.filter(({ key }) => !written.own.has(key) && !written.alreadyKnown.has(key));
  const people = unwritten.length === 0 ? [] : peopleIn(event.raw);
  const notifications: Created[] = [];
  // One after the other, because the cap counts each.
  for (const draft of unwritten) {
    const dated = await dateByHeartbeat(draft, startedAt, isNewOrder, deps);
    const recipient = [draft.contactId, draft.memberId].filter((id) => id !== undefined);
    const marks = markPeople([...people, recipient], digest);
    const about = { source: event.source, marks, knownBefore: knownBefore(draft, known) };
    notifications.push({ draft, notification: await createCapped(dated, about, startedAt, deps) });
  }
  try {
    await forEachConcurrently(notifications, MAX_CONCURRENCY, async ({ draft, notification }) => {
      const result = (await isKnownByFormerKey(draft, deps)) ? 'exists' : await deps.notifications.insert(notification);
      (result === 'inserted' ? written.own : written.alreadyKnown).add(draft.key);
    });
  } finally {
    written.takeOwn(notifications.map(({ notification }) => notification).filter(({ key }) => written.own.has(key)));
  }
}

interface Created {
  readonly draft: NotificationDraft;
  readonly notification: Notification;
}

/**
 * Returns the changes that were known before. A late event may come after what calls its reminder off: then nothing counts as known
 * before.
 */
function knownBefore(
  { unless, change }: NotificationDraft,
  known: Projection | undefined,
): Notification['knownBefore'] {
  const newest = known?.timeline[known.timeline.length - 1];
  if (unless === undefined || known === undefined || newest === undefined) return undefined;
  const isLate = msOf(newest.at) > Date.parse(change.occurredAt);
  return isLate ? undefined : knownBeforeOf(unless, known.reportedKeys);
}

/** Converts the failure of a too large item to one of the order, which no retry can store. */
function asOrderFailure(error: unknown): unknown {
  return failureOf(error) === 'item-too-large'
    ? new OrderEventsError('order-too-large', 'No item can hold the state of the order', error)
    : error;
}

/** `true` if an earlier version wrote the notification, under a key in which the parts were not escaped. */
async function isKnownByFormerKey(draft: NotificationDraft, deps: IntentDeps): Promise<boolean> {
  if (draft.formerKey === undefined) return false;
  const row = await deps.notifications.read(draft.formerKey);
  // Another notification may have taken this key.
  return row?.orderId === draft.orderId && row.rule === draft.rule && row.change === draft.change.kind;
}

/** Returns the intent. A second try may find nothing new, but the changes that the first one found still happened. */
function intentOf(verdict: Intent['verdict'], { changes, alreadyKnown }: Written): Intent {
  const isQuiet = verdict === 'no-change' || verdict === 'duplicate' || verdict === 'stale';
  return {
    verdict: isQuiet && changes.size > 0 ? 'changed' : verdict,
    changes: [...changes.values()],
    alreadyKnown: [...alreadyKnown],
  };
}
