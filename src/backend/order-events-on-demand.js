// Generated from src/backend/order-events.ts by `npm run build` of wix-order-events 0.1.0 (2026-11-27): edit it and the folder of its name instead.

/*!
 * Contains code of valibot 1.5.0:
 *
 * MIT License
 *
 * Copyright (c) Fabian Hiller
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */

import {
  instantIn,
  failureOf,
  forEachConcurrently,
  callOff,
  canAsk,
  askAttempt,
  sendAttempt,
  eraseIfAsked,
  doubtsOf,
  settleExpired,
  settleFailed,
  leavesToOwner,
  settleUnknown,
  settleFailedAttempt,
  MAX_ATTEMPTS,
  walkListing,
  idOfErasure,
  isSameJson,
  ANONYMIZED,
  isAnonymized,
  modelOf,
  emptyProjection,
  inPages,
  markOf,
  PAGE_SIZE,
  settleErased,
  handlers,
  peopleMarked,
  erasedBy,
  handleAgain,
  parseJson,
  products,
  classifyEvent,
  withoutFuture,
  statesOf,
  msOf,
  newerByWriteMs,
  isWaitingForContact,
  markPeople,
  giveContact,
  parseReadOrder,
  OrderEventsError,
  instantOfNow,
  handleParsed,
  isJsonObject,
  guidForm,
  emailAddressForm,
  openNestedTexts,
  namesIn,
  longestWithinMs,
  holdsReported,
  lifeOf,
  withoutHistory,
  announceRemoval,
  CLEAN_UP_JOB,
  beatOf,
  noteSecondInsert,
  hashContent,
  peopleIn,
  channelOf,
  reopen,
  summarize,
  HEARTBEAT_JOB,
  secondInsertOf,
  valueAt,
  readInstant,
} from 'backend/order-events.js';
import { currentMember } from 'wix-members-backend';
import 'wix-auth';
import 'wix-secrets-backend.v2';
import 'wix-fetch';
import 'wix-crm-backend';
import 'wix-data';
import 'wix-data.v2';

/**
 * The states of a notification:
 *
 *   (inserted) --> pending --> sent
 *       |            |  ^--- retry after a failed attempt, or by the owner from held, failed and unknown
 *       |            |-----> failed    attempts used up
 *       |            |-----> unknown   the email may have been sent: its rule says hold, it was the second doubt, or no try is left
 *       |            '-----> expired   too old when it could be sent
 *       |----------> held              cannot be sent as it is: no contact, a faulty rule
 *       '----------> expired           too old from the start
 *
 *   erased: from any state, when the order or the contact is anonymized
 */
const notificationStatuses = ['pending', 'sent', 'held', 'failed', 'unknown', 'expired', 'erased'];

/** Period that the weekly summary and the health report cover, in milliseconds. */
const WEEK_MS = 7 * 24 * 3600000;
/** More than nearly every shop has in a week, and the most that one listing returns. */
const MAX_COUNTED = 1000;

const noCounts = Object.fromEntries(notificationStatuses.map((status) => [status, 0]));

/** Counts the notifications of each rule created since `from`, in milliseconds since 1970; of very many, the newest. */
async function countByRule(from, { notifications }) {
  const counts = new Map();
  for (const { rule, status } of await notifications.list({ createdFrom: from }, MAX_COUNTED)) {
    const known = counts.get(rule) ?? noCounts;
    counts.set(rule, { ...known, [status]: known[status] + 1 });
  }
  return Object.fromEntries(counts);
}

/** Longest text of a notification to the owner, in characters. */
const MAX_TEXT = 512;

/** The owner's next step for each status; empty if there is none. */
const nextSteps = {
  sent: '',
  pending: '',
  held: 'see the reason, fix the rule, resend',
  failed: 'see the reason, fix it, resend',
  unknown: 'ask the customer, then resend or leave it',
  expired: '',
  erased: '',
};

/**
 * Sends the owner a weekly count of the notifications of each rule by status, if the site's settings ask for it. The next run sends a
 * summary that was refused.
 */
async function summarizeWeek(progress, deps) {
  const { channels, site, now, log } = deps;
  if (site?.settings.weeklySummary !== true) return progress;
  const [startedAt, last] = [now(), instantIn(progress, 'summarizedAt')];
  if (last === undefined) return { ...progress, summarizedAt: startedAt };
  if (startedAt - last < WEEK_MS) return progress;
  try {
    const text = textOf$1(await countByRule(last, deps));
    const key = `weekly-summary/${new Date(startedAt).toISOString()}`;
    const call = { places: 'Dashboard,Mobile' };
    const message = { key, channel: 'notifyOwner', call, recipient: { contactId: '' }, variables: { text } };
    const result = await channels.send(message);
    if (result.kind !== 'refused') return { ...progress, summarizedAt: startedAt };
    log('weekly summary refused', { code: result.code });
  } catch (error) {
    log('weekly summary left for later', { failure: failureOf(error) });
  }
  return progress;
}

/** Puts the rules that need the owner's attention first, because a long text is cut. */
function textOf$1(counts) {
  const rules = Object.entries(counts).sort(([, one], [, other]) => openIn(other) - openIn(one));
  const lines = rules.map(([rule, count]) => `${rule}: ${phrases(count).join(', ')}.`);
  const text = ['Notifications of the last week.', ...(lines.length === 0 ? ['Nothing was sent.'] : lines)].join(' ');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

function openIn({ held, failed, unknown }) {
  return held + failed + unknown;
}

function phrases(counts) {
  const words = Object.entries(nextSteps);
  return words.flatMap(([status, step]) => {
    if (counts[status] === 0) return [];
    const said = `${String(counts[status])} ${status}`;
    return [step === '' ? said : `${said} (${step})`];
  });
}

/**
 * Delivers due notifications, `concurrency` of them in parallel: first attempts whose handler stopped, and retries. Stops at the
 * deadline; what is left stays due. Two runs at the same time share the work, because every attempt has one claimant. A notification that
 * the store refuses does not block the others.
 */
async function deliverAll(deadline, concurrency, deps) {
  const { notifications, now, log } = deps;
  const startedAt = now();
  let [sent, notSent] = [0, 0];
  const due = {
    page: (from, limit) => notifications.listDue(from, startedAt, limit),
    keyOf: ({ key }) => key,
    placeOf: ({ dueAt }) => Number(dueAt),
  };
  await walkListing(due, { isInTime: () => now() < deadline, concurrency }, async (listed) => {
    if (!isDue(listed, deps)) return;
    try {
      const result = await deliverOne(listed, deps);
      if (result?.status === 'sent') sent += 1;
      else if (result !== undefined) notSent += 1;
    } catch (error) {
      notSent += 1;
      log('notification left for later', { key: listed.key, failure: failureOf(error) });
    }
  });
  return { sent, notSent };
}

/** Notifications that an event helps out with in parallel. */
const SOME_AT_ONCE = 5;

/** Tries the notifications that have been due the longest, at most `limit`, and stops at the deadline. */
async function deliverSome(limit, deadline, deps) {
  const due = await deps.notifications.listDue(0, deps.now(), limit);
  await forEachConcurrently(due, SOME_AT_ONCE, async (notification) => {
    if (deps.now() < deadline && isDue(notification, deps)) await deliverOne(notification, deps);
  });
}

/** Tries one notification if `takeUp` accepts it, by default if it is due; returns `undefined` if it was not tried. */
async function deliverOne(listed, deps, takeUp = ifDue) {
  const claimed = await claimRow(listed, deps, takeUp);
  if (claimed === undefined) return undefined;
  const { attempt, startedAt } = claimed;
  const notification = withUnsettled(claimed);
  const calledOff = takeUp === ifDue ? await callOff(notification, attempt, deps) : undefined;
  if (calledOff !== undefined) return calledOff;
  const endNotSent = notSentEnd(notification, attempt, deps);
  if (endNotSent !== undefined && canAsk(notification))
    return await askAttempt(notification, attempt, endNotSent, deps);
  const settled = settleWithoutSending(notification, attempt, deps);
  if (settled === undefined) return await sendAttempt({ notification, attempt, startedAt }, deps);
  await deps.notifications.save(settled);
  return await eraseIfAsked(settled, deps);
}

/**
 * Claims the next attempt of a notification, then reads it. Rows are examined and changed only after a claim, so that two callers that
 * want the same row cannot both have it.
 */
async function claimRow(listed, deps, takeUp) {
  const startedAt = deps.now();
  const attempt = await claimNextAttempt(listed, deps);
  if (attempt === undefined) return undefined;
  const row = await deps.notifications.read(listed.key);
  const notification = row === undefined || row.attempts >= attempt ? undefined : takeUp(row, deps);
  return notification === undefined ? undefined : { notification, attempt, startedAt };
}

/**
 * Claims the next attempt. A claim whose lease is over belongs to a caller that stopped; the next number is tried then, so that no
 * notification is stuck behind it.
 */
async function claimNextAttempt({ key, attempts }, { claims, storeTime, leaseMs }) {
  for (let attempt = attempts + 1; attempt <= attempts + MAX_ATTEMPTS; attempt += 1) {
    const claim = await claims.claim(key, attempt, storeTime().latest);
    if (claim.kind === 'claimed') return attempt;
    if (storeTime().earliest < claim.since + leaseMs) return undefined;
  }
  return undefined;
}

/** Checks the row itself, because the listing may lag. */
function ifDue(notification, deps) {
  return isDue(notification, deps) ? notification : undefined;
}

/**
 * `true` if a notification is pending and its next attempt may be made now. A first attempt that is not settled may be under way: its
 * lease ends by the clock of the store.
 */
function isDue({ status, dueAt, reason, delayedTo }, { now, storeTime }) {
  const isLeased = reason === undefined && delayedTo === undefined;
  return status === 'pending' && dueAt !== undefined && dueAt <= (isLeased ? storeTime().earliest : now());
}

/** Adds a doubt for each attempt that was claimed and never settled: its caller stopped, and may have sent the email before. */
function withUnsettled({ notification, attempt }) {
  const unsettled = attempt - 1 - notification.attempts;
  return unsettled === 0 ? notification : { ...notification, doubts: doubtsOf(notification) + unsettled };
}

/** Returns how a notification that is no longer sent ends if nothing went out; `undefined` while it is to be sent. */
function notSentEnd(notification, attempt, { now }) {
  if (now() > notification.expiresAt) return () => settleExpired(notification, now());
  if (attempt <= notification.attemptLimit) return undefined;
  return () => settleFailed(notification, attempt, notification.reason ?? USED_UP, now());
}

const USED_UP = 'attempts-used-up';

function settleWithoutSending(notification, attempt, { now, random }) {
  const startedBefore = attempt - 1 > notification.attempts;
  if (startedBefore && leavesToOwner(notification)) return settleUnknown(notification, attempt, now());
  if (now() > notification.expiresAt) {
    return doubtsOf(notification) > 0
      ? settleUnknown(notification, attempt, now())
      : settleExpired(notification, now());
  }
  if (attempt > notification.attemptLimit) {
    const reason = notification.reason ?? USED_UP;
    return settleFailedAttempt(notification, { attempt, reason, random: random(), now: now() });
  }
  return undefined;
}

/** Milliseconds that the first run looks back. */
const FIRST_LOOK_MS = 48 * 3600000;
/** Milliseconds by which a run overlaps the last one, because listings may lag. */
const OVERLAP_MS = 3600000;

/**
 * Marks messages as failed that were accepted and then rejected, as far as the channel lists them. They reached nobody, and their content
 * is no longer stored. The next run retries what the store refuses.
 */
async function noteRejected(progress, deps) {
  const { channels, site, now, log } = deps;
  if (site?.settings.email === undefined || channels.listRejected === undefined) return progress;
  const startedAt = now();
  const from = (instantIn(progress, 'rejectedUpTo') ?? startedAt - FIRST_LOOK_MS) - OVERLAP_MS;
  try {
    for (const call of await channels.listRejected(from, site.settings)) await noteOne(call, deps);
    return { ...progress, rejectedUpTo: startedAt };
  } catch (error) {
    log('rejected messages left for later', { failure: failureOf(error) });
    return progress;
  }
}

async function noteOne({ callId, code }, deps) {
  const [listed] = await deps.notifications.list({ callId }, 1);
  if (listed?.status !== 'sent') return;
  const claimed = await claimRow(listed, deps, ifSent);
  if (claimed === undefined) return;
  const settled = settleFailed(claimed.notification, claimed.attempt, code, deps.now());
  await deps.notifications.save(settled);
  await eraseIfAsked(settled, deps);
}

function ifSent(notification) {
  return notification.status === 'sent' ? notification : undefined;
}

/**
 * Delay between the request and the sweep of an erasure, in milliseconds: by then nobody works with data read before the request, even if
 * two clocks differ by 24 minutes.
 */
const SWEPT_AFTER_MS = 30 * 60000;

/**
 * Stores erasure requests before anything is erased, so that every later send or write finds them. A stored request that is not older
 * stays as it is.
 */
async function askForErasure(erased, askedAt, { erasures }) {
  const ids = erased.map(idOfErasure);
  const marks = erased.flatMap((each) => (each.kind === 'person' ? each.mark : []));
  const known = new Map((await erasures.find(ids)).map((erasure) => [erasure.id, erasure.askedAt]));
  for (const id of ids.filter((each) => (known.get(each) ?? -Infinity) < askedAt)) {
    const together = marks.length > 1 ? { marks: marks.join('.') } : {};
    await erasures.save({ id, askedAt, ...together, dueAt: askedAt + SWEPT_AFTER_MS });
  }
}

/** Most tries: far more than the handlers that can work on one order at the same time. */
const MAX_TRIES = 8;

/** Removes the digests of personal values from all stored states of an order. */
async function forgetDetails(product, orderId, deps) {
  await change(product, orderId, (known) => known && withoutDetails(known), deps);
}

/**
 * Does the same for an anonymized order, and marks it as anonymized, because its own event may have been lost half-way. From then on no
 * details of it are stored and no notifications are sent.
 */
async function anonymize(product, orderId, deps) {
  await change(
    product,
    orderId,
    (known) => {
      const { reportedKeys, ...rest } = withoutDetails(known ?? emptyProjection({ product, id: orderId }));
      return { ...rest, reportedKeys: isAnonymized(known) ? reportedKeys : [...reportedKeys, ANONYMIZED] };
    },
    deps,
  );
}

function withoutDetails(known) {
  const timeline = known.timeline.map((entry) => ({
    ...entry,
    snapshot: modelOf(known.product).forgetDetails(entry.snapshot),
  }));
  return { ...known, timeline };
}

async function change(product, orderId, next, { projections, leftovers, now }) {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const { projection: known, revision } = await projections.read(product, orderId);
    const changed = next(known);
    if (changed === undefined) return;
    if (isSameJson(changed, known)) break;
    if ((await projections.save(changed, revision, now())) === 'saved') break;
  }
  await leftovers?.removeOfOrder(product, orderId);
}

async function eraseNotificationPage(orderId, { notifications, now }) {
  const page = await notifications.list({ orderId, isErased: false }, PAGE_SIZE);
  if (page.length > 0) await notifications.saveAll(page.map((notification) => settleErased(notification, now())));
  return page.length;
}

async function removeUnhandledPage(filter, { unhandled }) {
  return await removeAll(await unhandled.list(filter, PAGE_SIZE), unhandled);
}

async function removeRecordedPage(mark, { recorded }) {
  return await removeAll(await recorded.listMarked(mark, PAGE_SIZE), recorded);
}

/** Removes a page of listed rows from their store. Returns their number. */
async function removeAll(page, store) {
  if (page.length > 0) await store.remove(page.map(({ id }) => id));
  return page.length;
}

/**
 * Erases personal data stored for an anonymized order: digests in its states, events that hold its data, and notifications except for
 * their keys. The erasure request must have been stored before.
 */
async function eraseDataOfOrder(product, orderId, deps) {
  await anonymize(product, orderId, deps);
  await inPages(() => eraseNotificationPage(orderId, deps));
  await inPages(() => removeUnhandledPage({ orderId }, deps));
  for (const mark of marksOf(orderId, await deps.loadDigest())) {
    await inPages(() => removeUnhandledPage({ mark }, deps));
    await inPages(() => removeRecordedPage(mark, deps));
  }
}

/** Returns every mark under which a name may be stored, including the one from before the site had a key. */
function marksOf(name, digest) {
  return [...new Set([markOf(name, digest), markOf(name, undefined)])].filter((mark) => mark !== undefined);
}

/**
 * Erases personal data stored for a person: notifications to them or about them, of changes up to `askedAt`; digests in the states of
 * those orders; unhandled and recorded events. Ids and addresses that a row lists for the same person, such as those of a contact that
 * was merged into this one, are included. Stops when time is up.
 */
async function eraseDataOfPerson({ id, marks }, askedAt, isInTime, deps) {
  const run = {
    askedAt,
    isInTime,
    deps,
    known: new Set(),
    open: [],
    orders: new Map(),
    recorded: 0,
  };
  await noteMarks(marks, run);
  if (id !== undefined) {
    await eraseNotifications({ contactId: id }, run);
    await eraseNotifications({ memberId: id }, run);
    await removeEvents({ contains: id }, run);
  }
  for (let mark = run.open.shift(); mark !== undefined && isInTime(); mark = run.open.shift()) {
    await eraseNotifications({ mark }, run);
    await removeEvents({ mark }, run);
    run.recorded += await inPages(() => removeRecordedPage(mark, deps), isInTime);
  }
  const orders = [...run.orders.values()];
  const sum = (field) => orders.reduce((total, order) => total + order[field], 0);
  const { recorded } = run;
  return { orders, notifications: sum('notifications'), events: sum('events'), recorded, isDone: isInTime() };
}

/** Adds marks of the person. Their erasure is requested before anything under them is erased. */
async function noteMarks(marks, { askedAt, deps, known, open }) {
  const unknown = [...new Set(marks)].filter((mark) => !known.has(mark));
  if (unknown.length === 0) return;
  for (const mark of unknown) known.add(mark);
  open.push(...unknown);
  await askForErasure(
    unknown.map((mark) => ({ kind: 'person', mark })),
    askedAt,
    deps,
  );
}

async function eraseNotifications(filter, run) {
  const { askedAt, isInTime, deps } = run;
  const forgotten = new Set();
  await inPages(async () => {
    const page = await deps.notifications.list({ ...filter, occurredBy: askedAt, isErased: false }, PAGE_SIZE);
    const whole = [];
    for (const notification of page) {
      if (!isInTime()) break;
      const { product, orderId, marks } = notification;
      await noteOtherMarks(marks, run);
      if (!forgotten.has(orderId)) await forgetDetails(product, orderId, deps);
      forgotten.add(orderId);
      count(product, orderId, 'notifications', run);
      whole.push(settleErased(notification, deps.now()));
    }
    if (whole.length > 0) await deps.notifications.saveAll(whole);
    return page.length;
  }, isInTime);
}

async function removeEvents(filter, run) {
  const { askedAt, isInTime, deps } = run;
  await inPages(async () => {
    const page = await deps.unhandled.list({ ...filter, lastBefore: askedAt + SWEPT_AFTER_MS + 1 }, PAGE_SIZE);
    for (const { handler, orderId = null, marks } of page) {
      await noteOtherMarks(marks, run);
      count(handlers[handler].product, orderId, 'events', run);
    }
    return await removeAll(page, deps.unhandled);
  }, isInTime);
}

/** Adds the other marks that a row lists for the person. */
async function noteOtherMarks(marks, run) {
  const own = peopleMarked(marks).filter((person) => person.some((mark) => run.known.has(mark)));
  await noteMarks(own.flat(), run);
}

function count(product, orderId, field, { orders }) {
  const key = `${product}/${String(orderId)}`;
  const known = orders.get(key) ?? { product, orderId, notifications: 0, events: 0 };
  orders.set(key, { ...known, [field]: known[field] + 1 });
}

/**
 * Finishes erasures once nobody works with data read before them: erases what was inserted or written back in the meantime, and what
 * there was no time for. Returns the number of completed erasures.
 */
async function sweepErasures(deadline, deps) {
  const { erasures, now, log } = deps;
  const isInTime = () => now() < deadline;
  let done = 0;
  for (const erasure of await erasures.listDue(now(), PAGE_SIZE)) {
    if (!isInTime()) break;
    try {
      if (!(await eraseRest(erasure, isInTime, deps))) continue;
      const [last] = await erasures.find([erasure.id]);
      // It was requested again in the meantime, so it is due again.
      if (last?.askedAt !== erasure.askedAt) continue;
      await erasures.save(swept(erasure, now()));
      if (erasure.sweptAt !== undefined) done += 1;
    } catch (error) {
      log('erasure left for later', { failure: failureOf(error) });
    }
  }
  return done;
}

/** Returns the erasure after a sweep. It is complete after the second one, a lease later: by then a lagging listing shows everything. */
function swept({ id, askedAt, sweptAt }, now) {
  return sweptAt === undefined ? { id, askedAt, dueAt: now + SWEPT_AFTER_MS, sweptAt: now } : { id, askedAt, sweptAt };
}

async function eraseRest(erasure, isInTime, deps) {
  const erased = erasedBy(erasure);
  if (erased.kind === 'order') {
    await eraseDataOfOrder(erased.product, erased.orderId, deps);
    return true;
  }
  const marks = erasure.marks?.split('.') ?? [erased.mark];
  const { isDone } = await eraseDataOfPerson({ marks }, erasure.askedAt, isInTime, deps);
  return isDone;
}

/**
 * Handles stored events again, oldest first and `concurrency` of them in parallel: after a failure of the site, or after a fix. Removes
 * those that are handled now. Stops at the deadline.
 */
async function replayUnhandled(filter, { deadline, concurrency }, site, deps) {
  const { unhandled, now } = deps;
  let [handled, stillUnhandled] = [0, 0];
  const stored = {
    page: (lastFrom, limit) => unhandled.list({ ...filter, lastFrom }, limit, 'oldest-first'),
    keyOf: ({ id }) => id,
    placeOf: ({ lastAt }) => lastAt,
  };
  await walkListing(stored, { isInTime: () => now() < deadline, concurrency }, async (event) => {
    if (await replayOne(event, site, deps)) handled += 1;
    else stillUnhandled += 1;
  });
  return { handled, stillUnhandled };
}

async function replayOne({ id, handler, text, firstAt }, site, deps) {
  if (!(await handleAgain({ handler, raw: parseJson(text), receivedAt: firstAt }, site, deps))) return false;
  await deps.unhandled.remove([id]);
  return true;
}

/**
 * Does one run of the hourly job: completes erasures, handles stored events again, makes first attempts whose handler stopped, and
 * retries. The events leave half of the time to the notifications.
 */
async function deliverWaiting(deadline, concurrency, site, deps) {
  const erased = await sweepErasures(deadline, deps);
  const halfWay = (deps.now() + deadline) / 2;
  const events = await replayUnhandled({ kind: 'failed' }, { deadline: halfWay, concurrency }, site, deps);
  const deliveries = await deliverAll(deadline, concurrency, deps);
  return { erasuresDone: erased, eventsHandled: events.handled, ...deliveries };
}

/**
 * Key of the row in which handlers record events that they could not store. The row is created in advance: at the site's item limit
 * nothing can be inserted.
 */
const HANDLERS = 'handlers';

/** Creates the row in which handlers record events that they could not store, while there is still room for it. */
async function prepareNotKept({ jobStates, now }) {
  if ((await jobStates.read(HANDLERS)) === undefined) {
    await jobStates.save(HANDLERS, { startedAt: now(), report: {}, progress: {} });
  }
}

/**
 * Records that an event could not be stored, for the owner to see; not when the store is busy, because the record would add to its load.
 * Never rejects.
 */
async function noteNotKept(error, { jobStates, now, log }) {
  const failure = failureOf(error);
  log('event not kept', { failure });
  if (failure === 'store-busy') return;
  try {
    const known = await jobStates.read(HANDLERS);
    const notKept = (known?.report['notKept'] ?? 0) + 1;
    const startedAt = known?.startedAt ?? now();
    await jobStates.save(HANDLERS, { startedAt, report: { notKept }, progress: { lastAt: now(), failure } });
  } catch {
    // The failure is in the log already.
  }
}

/** Reads what handlers recorded; `null` if every event was stored. */
async function readNotKept({ jobStates }) {
  return notKeptOf(await jobStates.read(HANDLERS));
}

function notKeptOf(state) {
  const count = state?.report['notKept'];
  if (state === undefined || count === undefined) return null;
  const { lastAt, failure } = state.progress;
  return { count, lastAt: new Date(Number(lastAt)).toISOString(), failure: String(failure) };
}

/**
 * Time budget of one job run, in milliseconds. Wix documents no limit for scheduled jobs. A run stores its place as it goes, so a run
 * that is stopped early loses at most one page.
 */
const JOB_BUDGET_MS = 5 * 60000;

/** Job concurrency: enough to hide latency, low next to event traffic. */
const JOB_CONCURRENCY = 20;

/** Names of the jobs, as in `jobs.config` and the health report. */
const jobNames = ['deliverDueNotifications', 'cleanUp', 'reconcileOrders'];

/**
 * Runs a job within its time budget, and stores when it ran, what it did and where the next run continues. `begin` returns the progress
 * that this run starts from; by default that of the last run.
 */
async function runJob(job, { jobStates, now }, work, begin = (state) => state?.progress ?? {}) {
  const startedAt = now();
  const last = await jobStates.read(job);
  const begun = begin(last, startedAt);
  const noteProgress = (progress) => jobStates.save(job, { startedAt, report: last?.report ?? {}, progress });
  await noteProgress(begun);
  const run = await work(begun, startedAt + JOB_BUDGET_MS, noteProgress);
  const state = { startedAt, finishedAt: now(), ...run };
  await jobStates.save(job, state);
  return state;
}

/** Keys under which the reconcile job stores its progress in reading a product's open orders. */
function installationKeys(product) {
  return {
    baseline: `${product}/baseline`,
    started: `${product}/baselineStarted`,
    from: `${product}/baselineFrom`,
    read: `${product}/baselineRead`,
    failedRuns: `${product}/baselineFailedRuns`,
  };
}

/** Returns how far each product's open orders have been read, according to the progress of the reconcile job. */
function installationOf(progress) {
  const entries = products.map((product) => {
    const { baseline, started, read } = installationKeys(product);
    const state = progress[baseline] === 'done' ? 'done' : progress[started] === undefined ? 'waiting' : 'reading';
    return [product, { state, read: Number(progress[read] ?? 0) }];
  });
  return Object.fromEntries(entries);
}

/**
 * Milliseconds within which the stored state outranks a read: a read may come from a copy that lags behind the events by five minutes,
 * and the clock of the reader may be 24 minutes ahead of that of an earlier one.
 */
const OVERTAKEN_MS = 29 * 60000;

/** Compares an order that was read with what is stored of it. Pure: the same arguments give the same result. */
function judgeReadOrder(known, event, digest) {
  if (known === undefined) return 'unknown';
  const { changes, projection } = classifyEvent(known, event, digest);
  // An anonymized order says so each time that it is read.
  if (changes.length === 0 && (projection === undefined || event.isAnonymization)) return 'unmoved';
  return !event.isAnonymization && isOvertaken(withoutFuture(known, event), event) ? 'overtaken' : 'moved';
}

function isOvertaken({ timeline }, { order, at }) {
  const states = statesOf(timeline);
  const newest = states[states.length - 1];
  if (newest === undefined || msOf(at) - msOf(newest.entry.at) > OVERTAKEN_MS) return false;
  return !(newerByWriteMs(newest.snapshot, order) > 0);
}

/** Far more notifications than one order has waiting for a contact. */
const MAX_WAITING$1 = 20;

/**
 * Makes notifications due that were held because the buyer had no contact, if the order names one now, or if the buyer's email leads to
 * one. Those to guests stay held: the buyer's contact is not the guest's. Returns how many got a contact.
 */
async function findMissingContact({ order }, rules, deps) {
  const { email } = order;
  if (order.contactId === undefined && email === undefined) return 0;
  const buyerRules = new Set(rules.filter(({ recipient }) => recipient === 'buyer').map(({ id }) => id));
  const held = await deps.notifications.list({ orderId: order.id, status: 'held' }, MAX_WAITING$1);
  const waiting = held.filter((notification) => isWaitingForContact(notification) && buyerRules.has(notification.rule));
  if (waiting.length === 0) return 0;
  const contactId = order.contactId ?? (email === undefined ? undefined : await deps.findContact(email));
  if (contactId === undefined) return 0;
  const known = email === undefined ? [contactId] : [contactId, email];
  const mark = markPeople([known], await deps.loadDigest());
  let found = 0;
  for (const notification of waiting) {
    const claimed = await claimRow(notification, deps, (row) => (isWaitingForContact(row) ? row : undefined));
    if (claimed === undefined) continue;
    const marks = [claimed.notification.marks, mark].filter((text) => text !== undefined).join(' ');
    const given = giveContact(claimed.notification, { contactId, marks }, claimed.attempt, deps.now());
    await deps.notifications.save(given);
    await eraseIfAsked(given, deps);
    found += 1;
  }
  return found;
}

/**
 * `true` if an order that was read changed since an instant, by its own dates. Wix does not change the date of the last update on a
 * resume, nor when a date that was set before is reached, so those dates count too.
 */
function hasMovedSince({ order, at, happenedAt }, since) {
  if (msOf(happenedAt ?? at) >= since) return true;
  const dates = modelOf(order.product).datesOf?.(order) ?? [];
  return dates.some((date) => date !== undefined && Date.parse(date) >= since && Date.parse(date) <= msOf(at));
}

/** `true` if an order that was read has no date of its last update, so that its changes can be of any age. */
function isUndated({ happenedAt }) {
  return happenedAt === undefined;
}

/** Returns the state to store of an order of which nothing is known, for the next event to be compared with; it reports no changes. */
function baselineOf(event, digest) {
  const { projection } = classifyEvent(undefined, event, digest);
  return projection === undefined ? undefined : { ...projection, reportedKeys: [] };
}

/**
 * Reads the page that a sweep had reached. If that fails, the place is dropped and the next run starts over: a cursor that Wix refuses
 * would be refused each time, and its lifetime is not documented.
 */
async function listPage(progress, key, list) {
  try {
    return await list(progress.get(key)?.toString());
  } catch (error) {
    progress.delete(key);
    throw error;
  }
}

/** Parses the orders of a page and reads their stored projections in one call; counts and logs those that are not understood. */
async function lookUpOrders(product, raws, readAt, { projections, log }) {
  const events = [];
  for (const raw of raws) {
    try {
      const parsed = parseReadOrder(product, raw, readAt);
      if (parsed.kind === 'event') events.push(parsed.event);
      else log('order not understood', { product, ...parsed.rejection });
    } catch (error) {
      // One order that makes the code throw must not stop the whole page.
      log('order not understood', { product, error: error instanceof Error ? error.name : typeof error });
    }
  }
  const unreadable = raws.length - events.length;
  if (events.length === 0) return { found: [], unreadable };
  const stored = await projections.readMany(
    product,
    events.map(({ order }) => order.id),
  );
  const found = events.flatMap((event, index) => {
    const ofOrder = stored[index];
    return ofOrder === undefined ? [] : [{ event, stored: ofOrder }];
  });
  return { found, unreadable };
}

/** Number of runs that one page may end. In the next run, an order that the store still refuses is skipped if the store accepts others. */
const MAX_FAILED_RUNS = 3;
/**
 * If the store accepts none, it may be at fault itself: an order is then skipped only after this many runs (three days), when its changes
 * are too old to matter.
 */
const MAX_RUNS_WITHOUT_STORE = 12;

/**
 * Calls `work` for each order of a page. An order that no item can hold, or that makes the code throw, is counted, logged and skipped. A
 * refusal by the store ends the work on the page, and the next run reads it again; but not for ever, because the store may refuse only
 * that one order.
 */
async function workThroughPage({ found, progress, failedRunsKey, report }, { concurrency, log }, work) {
  const failedRuns = Number(progress.get(failedRunsKey) ?? 0);
  const refused = [];
  let isStoreWell = failedRuns >= MAX_RUNS_WITHOUT_STORE;
  progress.set(failedRunsKey, failedRuns + 1);
  await forEachConcurrently(found, concurrency, async (order) => {
    try {
      if ((await work(order)) === 'stored') isStoreWell = true;
    } catch (error) {
      if (isOfOrderAlone(error)) passOver(order, error, report, log);
      else if (failedRuns < MAX_FAILED_RUNS) throw error;
      else refused.push({ order, error });
    }
  });
  if (!isStoreWell && refused[0] !== undefined) throw refused[0].error;
  for (const { order, error } of refused) passOver(order, error, report, log);
  progress.delete(failedRunsKey);
}

/** `true` if a failure is not the store's, so that the same order would fail again. */
function isOfOrderAlone(error) {
  return !(error instanceof OrderEventsError) || isTooLarge(error);
}

function isTooLarge(error) {
  return error instanceof OrderEventsError && (error.code === 'item-too-large' || error.code === 'order-too-large');
}

function passOver({ event }, error, report, log) {
  const { product } = event.order;
  if (isTooLarge(error)) {
    report.tooLarge += 1;
    log('order too large to store', { product });
  } else {
    report.failed += 1;
    log('order not handled', { product, error: error instanceof Error ? error.name : typeof error });
  }
}

/** Age, in milliseconds, up to which orders are read when the package is installed, in addition to open ones. */
const OPEN_ORDER_MS = 180 * 86400000;

/** Most orders of one product that one run reads: storing each is a write, and the site's events need the same quota. */
const BASELINES_PER_RUN = 2000;

/**
 * Reads the open orders of a product once and stores their states, so that later changes are noticed; sends nothing. If it is not done at
 * the deadline, the next run continues.
 */
async function keepBaselines(source, progress, report, deadline, deps) {
  const { product } = source;
  const keys = installationKeys(product);
  if (progress.get(keys.baseline) === 'done') return 'done';
  const startedAt = Number(progress.get(keys.started) ?? deps.now());
  progress.set(keys.started, startedAt);
  let readInRun = 0;
  while (deps.now() < deadline && readInRun < BASELINES_PER_RUN) {
    const readAt = instantOfNow(deps.now());
    const listed = await listPage(progress, keys.from, (from) =>
      source.listOpen(new Date(startedAt - OPEN_ORDER_MS), from),
    );
    const { found, unreadable } = await lookUpOrders(product, listed.orders, readAt, deps);
    const digest = await deps.loadDigest();
    const page = { found, progress, failedRunsKey: keys.failedRuns, report };
    await workThroughPage(page, deps, async (order) => {
      // Anonymized orders are left to the sweep, which erases the data stored for them.
      if (order.stored.projection !== undefined || order.event.isAnonymization) return 'nothing-to-store';
      await keepBaseline(order, digest, report, deps);
      return 'stored';
    });
    report.unreadable += unreadable;
    readInRun += listed.orders.length;
    progress.set(keys.read, Number(progress.get(keys.read) ?? 0) + listed.orders.length);
    if (listed.next === undefined) {
      progress.set(keys.baseline, 'done');
      progress.delete(keys.from);
      return 'done';
    }
    progress.set(keys.from, listed.next);
    await deps.noteProgress(Object.fromEntries(progress));
  }
  return 'going on';
}

/** Stores the state of an order of which nothing is known, unless an event has stored a better one in the meantime. */
async function keepBaseline({ event, stored }, digest, report, { projections, now }) {
  const projection = baselineOf(event, digest);
  if (projection === undefined) return;
  const result = await projections.save(projection, stored.revision, now());
  if (result === 'saved') report.baselines += 1;
}

/** Returns a report with all counts at 0. */
function emptySweepReport() {
  return {
    read: 0,
    handled: 0,
    baselines: 0,
    overtaken: 0,
    unreadable: 0,
    tooLarge: 0,
    failed: 0,
    contactsFound: 0,
    sourcesFailed: 0,
  };
}

/** More than a site has waiting, unless its orders have no contacts at all. */
const MAX_WAITING = 1000;

/** Creates the set of waiting orders, which is read once, on its first use. */
function createWaitingOrders({ notifications }) {
  let reading;

  async function read() {
    const held = await notifications.list({ status: 'held' }, MAX_WAITING);
    return new Set(held.filter(isWaitingForContact).map(({ orderId }) => orderId));
  }

  return {
    async includes(orderId) {
      reading ?? (reading = read());
      return (await reading).has(orderId);
    },
  };
}

/**
 * Milliseconds that a run looks back beyond the last one, because an order may change while it is read. The first run looks back as far,
 * so that an installation reports nothing about the past.
 */
const RECONCILE_OVERLAP_MS = 2 * 3600000;

/**
 * Reads the open orders once, sending nothing; from then on reads the orders that changed since the last complete run, and handles each
 * as if Wix had sent an event, so that an event that never arrived is still noticed. Stops at the deadline; the next run continues with
 * the same page.
 */
async function sweepOrders(progress, deadline, site, deps) {
  const next = new Map(Object.entries(progress));
  const report = emptySweepReport();
  const waiting = createWaitingOrders(deps);
  for (const source of deps.sources) {
    try {
      const installed = await keepBaselines(source, next, report, deadline, deps);
      if (installed === 'done') await sweepSource(source, next, report, { deadline, site, deps, waiting });
    } catch (error) {
      report.sourcesFailed += 1;
      deps.log('orders not read', {
        product: source.product,
        error: error instanceof Error ? error.name : typeof error,
      });
    }
  }
  return { report, progress: Object.fromEntries(next) };
}

/**
 * Sweeps one product. In its progress, `…/since` is where the sweep began to look, `…/started` when it began, `…/from` the page that it
 * reached, and `…/failedRuns` how often that page ended a run.
 */
async function sweepSource(source, progress, report, run) {
  const { deadline, deps } = run;
  const { product } = source;
  const sinceKey = `${product}/since`;
  const startedKey = `${product}/started`;
  const fromKey = `${product}/from`;
  const failedRunsKey = `${product}/failedRuns`;
  const startedAt = Number(progress.get(startedKey) ?? deps.now());
  // An order that changed while the open orders were read may have been missed.
  const installedAt = Number(progress.get(installationKeys(product).started) ?? startedAt);
  const since = Number(progress.get(sinceKey) ?? installedAt - RECONCILE_OVERLAP_MS);
  progress.set(startedKey, startedAt).set(sinceKey, since);
  while (deps.now() < deadline) {
    const readAt = instantOfNow(deps.now());
    const page = await listPage(progress, fromKey, (from) => source.listChanged(new Date(since), from));
    report.read += page.orders.length;
    const { found, unreadable } = await lookUpOrders(product, page.orders, readAt, deps);
    report.unreadable += unreadable;
    const digest = await deps.loadDigest();
    await workThroughPage({ found, progress, failedRunsKey, report }, deps, (order) =>
      sweepOne(order, { since, digest }, report, run),
    );
    if (page.next === undefined) {
      progress.set(sinceKey, startedAt - RECONCILE_OVERLAP_MS);
      progress.delete(startedKey);
      progress.delete(fromKey);
      return;
    }
    progress.set(fromKey, page.next);
    await deps.noteProgress(Object.fromEntries(progress));
  }
}

/**
 * Handles one order. An order that shows nothing new costs no call, because its stored state was read with its page. An undated order of
 * which nothing is known can be of any age: its state is stored, and nothing is sent.
 */
async function sweepOne(found, { since, digest }, report, { site, deps, waiting }) {
  const { event, stored } = found;
  const verdict = judgeReadOrder(stored.projection, event, digest);
  const isBaseline = verdict === 'unknown' && isUndated(event) && !event.isAnonymization;
  if (verdict === 'moved' || (verdict === 'unknown' && !isBaseline && hasMovedSince(event, since))) {
    report.handled += 1;
    await handleParsed(event, site, deps.now(), deps);
  } else {
    if (verdict === 'overtaken') report.overtaken += 1;
    if (isBaseline) await keepBaseline(found, digest, report, deps);
    if (!(await waiting.includes(event.order.id))) return isBaseline ? 'stored' : 'nothing-to-store';
  }
  const contactsFound = await findMissingContact(event, site.rules, deps);
  report.contactsFound += contactsFound;
  return 'stored';
}

/** Most rows that one call of a job reads or writes: https://dev.wix.com/docs/velo/apis/wix-data/bulk-remove */
const BULK_SIZE = 1000;
/** Rows per call after a failed call, which may have timed out. */
const CAREFUL_SIZE = 100;

/**
 * Gives each step an equal share of the time, and the unused time to the steps that are not done. No step can starve another, neither by
 * its work nor by failing.
 */
async function shareTime(steps, deadline, { now, log }) {
  let waiting = steps.map((step) => ({ step, limit: BULK_SIZE }));
  let failed = 0;
  while (waiting.length > 0 && now() < deadline) {
    const unfinished = [];
    for (const [index, { step, limit }] of waiting.entries()) {
      const until = now() + (deadline - now()) / (waiting.length - index);
      try {
        if (!(await step({ isInTime: () => now() < until, limit }))) unfinished.push({ step, limit });
      } catch (error) {
        if (limit > CAREFUL_SIZE) unfinished.push({ step, limit: CAREFUL_SIZE });
        else failed += 1;
        log('step of a job failed', { failure: failureOf(error), rows: limit });
      }
    }
    waiting = unfinished;
  }
  return { failed, unfinished: waiting.length };
}

/**
 * Repeats `page`, which works on one page and returns its number of rows, until a page is not full or the turn is over. Returns `true` if
 * all is done.
 */
async function inTurn(page, { isInTime, limit }) {
  while (isInTime()) if ((await page(limit)) < limit) return true;
  return false;
}

/**
 * Most characters of an event that every store accepts: Wix Data refuses items over 500 KB, where a character takes up to three bytes,
 * and two more if it is escaped in JSON.
 */
const MAX_EVENT_TEXT_LENGTH = 90000;

const MS_PER_DAY$1 = 86400000;

/** Returns the instant before which data that is kept for `days` days is removed, in milliseconds since 1970. */
function retainedSince(days, now) {
  return now - days * MS_PER_DAY$1;
}

const GUID_HEX_LENGTH = 32;
const WORD_HEX_LENGTH = 8;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Creates the pseudonyms of a site; `digest` is its keyed digest. */
function createPseudonyms(digest) {
  /** Joins several digests, which are short, into a long one; the prefix keeps them apart from those of stored orders. */
  function hexOf(text, length) {
    let hex = '';
    for (let part = 0; hex.length < length; part += 1) hex += digest.of(`recorded/${String(part)}/${text}`);
    return hex.slice(0, length);
  }

  return {
    guid(text) {
      const hex = hexOf(text.toLowerCase(), GUID_HEX_LENGTH);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    likeForm(text) {
      const hex = hexOf(text, text.length * 2);
      return Array.from(text, (character, index) => likeCharacter(character, byteAt(hex, index))).join('');
    },
    word: (name, text) => `${name}-${hexOf(text, WORD_HEX_LENGTH)}`,
  };
}

function byteAt(hex, index) {
  return Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
}

/** Returns another character of the same kind; never a 0, so that a number keeps its length. */
function likeCharacter(character, byte) {
  if (/\d/.test(character)) return String(1 + (byte % 9));
  if (!/\p{L}/u.test(character)) return /[\s\-_.+]/.test(character) ? character : '-';
  const letter = LETTERS.charAt(byte % LETTERS.length);
  return character === character.toUpperCase() ? letter : letter.toLowerCase();
}

/**
 * Places at which a value of an order event may stay as it is, by the form that it must have there; dots lead into objects, `[]` into
 * lists, and leading underscores are left out. Wix documents all of these places, and none of them for personal data.
 */
const harmlessPaths = {
  instant: `
    activities[].createdDate cancellation.requestedDate created createdDate currentCycle.endedDate
    currentCycle.startedDate cycles[].endedDate cycles[].startedDate earliestEndDate endDate eventTime
    fulfillments[].createdDate metadata.eventTime pausePeriods[].pauseDate pausePeriods[].resumeDate
    payments[].createdDate payments[].refundDate payments[].updatedDate purchasedDate startDate
    tickets[].checkIn.checkInCanceledDate tickets[].checkIn.created timestamp updated updatedDate`,
  word: `
    activities[].activityType activities[].type attributionSource cancellation.cause cancellation.effectiveAt
    cancellation.initiator channel channelInfo.type fulfillmentStatus lastPaymentStatus
    lineItems[].descriptionLines[].lineType lineItems[].itemType.preset lineItems[].paymentOption orderMethod
    orderType pausePeriods[].status paymentStatus payments[].regularPaymentDetails.status payments[].status
    previousPaymentStatus priceDetails.singlePaymentForDuration.unit priceDetails.subscription.cycleDuration.unit
    pricing.singlePaymentForDuration.unit pricing.subscription.cycleDuration.unit status statusNew tickets[].status
    type weightUnit`,
  count: `
    currentCycle.index cycleNumber cycles[].index freeTrialDays fulfillments[].lineItems[].quantity
    lineItems[].quantity lineItems[].refundQuantity lineItems[].restockQuantity
    lineItems[].subscriptionInfo.cycleNumber lineItems[].subscriptionInfo.subscriptionSettings.billingCycles
    lineItems[].subscriptionInfo.subscriptionSettings.interval priceDetails.freeTrialDays
    priceDetails.singlePaymentForDuration.count priceDetails.subscription.cycleCount
    priceDetails.subscription.cycleDuration.count pricing.freeTrialDays pricing.prices[].duration.cycleFrom
    pricing.prices[].duration.numberOfCycles pricing.singlePaymentForDuration.count pricing.subscription.cycleCount
    pricing.subscription.cycleDuration.count ticketsQuantity`,
  flag: `
    activities[].orderRefunded.manual anonymized archived autoRenewCanceled confirmed fullyCheckedIn
    isInternalOrderCreate lineItems[].physicalProperties.shippable
    lineItems[].subscriptionInfo.subscriptionSettings.autoRenewal lineItems[].taxInfo.taxIncludedInPrice
    metadata.triggeredByAnonymizeRequest payments[].refundDisabled payments[].regularPaymentDetails.offlinePayment
    payments[].regularPaymentDetails.savedPaymentMethod payments[].supportReceiptGeneration
    priceDetails.singlePaymentUnlimited priceDetails.tax.includedInPrice pricing.prices[].price.tax.includedInPrice
    pricing.singlePaymentUnlimited restockAllItems seenByAHuman sendOrderCanceledEmail
    shippingInfo.cost.taxInfo.taxIncludedInPrice taxIncludedInPrices tickets[].anonymized tickets[].archived
    tickets[].canceled tickets[].confirmed triggeredByAnonymizeRequest`,
  language: `buyerLanguage language locale metadata.locale siteLanguage`,
  currency: `currency priceDetails.currency pricing.prices[].price.currency`,
  money: `
    activities[].orderRefunded.amount balanceSummary.balance balanceSummary.paid balanceSummary.refunded
    lineItems[].lineItemPrice lineItems[].price lineItems[].priceBeforeDiscounts
    lineItems[].taxDetails.taxableAmount lineItems[].taxDetails.totalTax lineItems[].taxInfo.taxAmount
    lineItems[].taxInfo.taxableAmount lineItems[].totalDiscount lineItems[].totalPriceAfterTax
    lineItems[].totalPriceBeforeTax payNow.discount payNow.shipping payNow.subtotal payNow.tax payNow.total
    payNow.totalPrice payNow.totalWithGiftCard payNow.totalWithoutGiftCard payments[].amount priceSummary.discount
    priceSummary.shipping priceSummary.subtotal priceSummary.tax priceSummary.total priceSummary.totalAdditionalFees
    priceSummary.totalPrice priceSummary.totalWithGiftCard priceSummary.totalWithoutGiftCard
    shippingInfo.cost.discount shippingInfo.cost.price shippingInfo.cost.taxDetails.totalTax
    shippingInfo.cost.taxInfo.taxAmount shippingInfo.cost.taxInfo.taxableAmount shippingInfo.cost.totalPriceAfterTax
    shippingInfo.cost.totalPriceBeforeTax taxInfo.totalTax taxSummary.totalTax tickets[].price`,
  decimal: `
    lineItems[].taxDetails.taxRate lineItems[].taxInfo.taxRate planPrice priceDetails.coupon.amount
    priceDetails.discount priceDetails.planPrice priceDetails.subtotal priceDetails.tax.amount priceDetails.total
    pricing.prices[].price.discount pricing.prices[].price.subtotal pricing.prices[].price.tax.amount
    pricing.prices[].price.total shippingInfo.cost.taxDetails.taxRate shippingInfo.cost.taxInfo.taxRate`,
  sequence: `entityEventSequence metadata.entityEventSequence`,
  eventName: `entityFqdn eventType metadata.entityFqdn metadata.eventType metadata.slug slug`,
  orderNumber: `number orderNumber tickets[].orderNumber tickets[].ticketNumber`,
};

/** Names of all documented fields; any other name may be personal. */
const DOCUMENTED_NAMES = `
    Color Size _createdDate _id _updatedDate accountInfo actionEvent activities activityType additionalFeeAdded
    additionalFeeRemoved additionalFees address addressLine1 addressLine2 addressType affectedLineItems
    aggregatedTaxAmount amount anonymized appId appliedDiscounts archived attributionSource authorEmail authorized
    authorizedPaymentCaptured authorizedPaymentCreated authorizedPaymentVoided autoRenewCanceled autoRenewal balance
    balanceSummary billingCycles billingInfo body bodyAsJson brand businessLocation buyer buyerInfo buyerLanguage
    buyerLanguageName buyerNote canceled cancellation carrierId cartId cashRoundingAdjustment catalogItemId
    catalogReference cause changes channelInfo chargeType chargeback chargebackCreated chargebackId
    chargebackReversal chargebackReversed chargebacks chargesDescription checkIn checkInCanceledDate checkoutForm
    checkoutId city code color colorInfo company confirmed contactDetails contactId conversionRate cost count
    country countryFullname coupon created createdBy createdDate createdEvent creditCardDetails currency
    currencyConversionDetails currentCycle currentEntity currentEntityAsJson custom customFields customTextFields
    cycleCount cycleDuration cycleFrom cycleNumber cycles data dateTime decimalQuantity deliverByDate deliveryTime
    deliveryTimeSlot deltaType depositAmount description descriptionLines details diff digitalFile discount
    discountAdded discountReason discountRemoved discountRule discountType displayNumber draftOrderChangesApplied
    draftOrderId duration earliestEndDate effectiveAt email enableCustomerCancellation endDate endedDate entity
    entityAsJson entityEventSequence entityFqdn entityId eventId eventTime eventType expirationDate extendedFields
    externalOrderId externalOrderUrl externalReceipt externalRefund fees fileId firstName fixedQuantity form
    formData formId formattedAmount freeTrialDays freeTrialPeriod frequency from fulfillerId fulfillmentStatus
    fulfillments gatewayTransactionId giftCard giftCardPaymentId grandTotal id identity image imported
    includedInPrice index inputName inputValues instanceId instructions interval invoice itemType items jurisdiction
    jurisdictionType label language lastFourDigits lastName lastPaymentStatus latitude lineItemAdded lineItemChanged
    lineItemDiscounts lineItemId lineItemIds lineItemPrice lineItemRemoved lineItems lineType link locale location
    locations logistics longitude manual manualTaxRate measurementUnit memberId membership membershipId
    merchantComment merchantDiscount message metadata method modifierGroups modifiers name namespaces newPrice
    newQuantity newShippingInfo newTotal nonTaxableAmount number numberOfCycles offlinePayment
    onlineConferencingLogin options order orderId orderMethod orderNumber orderRefunded orderTransactions orderType
    original originalCurrency originalPrice originalQuantity originalShippingInfo originalTotal originatedFrom
    otherUnit paid password pauseDate pausePeriods payAfterFreeTrial payNow payment paymentCanceled paymentDeclined
    paymentDetails paymentId paymentIds paymentMethod paymentMethodName paymentOption paymentOrderId paymentPending
    paymentRefundFailed paymentRefunded paymentStatus payments pending pendingRefund percentageRate phone
    physicalProperties pickupDetails pickupMethod plainText plainTextValue planDescription planId planName planPrice
    platformFeeSummary platformFees postalCode preset previousPaymentStatus price priceAfterTax priceBeforeDiscounts
    priceBeforeTax priceDescription priceDetails priceSummary priceUndetermined prices pricing privateTags
    productName proration providerAppId providerTransactionId purchaseFlowId purchasedDate quantity rate reason
    receiptCreated receiptId receiptSent recipientInfo refundDisabled refundId refundIds refundInitiated
    refundQuantity refunded refundedAsStoreCredit refunds region regular regularPaymentDetails requestedDate
    restockAllItems restockQuantity resumeDate revenue reversalAmount savedPaymentMethod seatId seenByAHuman
    sendOrderCanceledEmail shippable shipping shippingDestination shippingInfo shippingInformationChanged
    shippingProvider shippingTitle singlePaymentForDuration singlePaymentUnlimited siteLanguage siteLanguageName sku
    slug source startDate startedDate status statusNew streetAddress subTotal subdivision subdivisionFullname
    submissionData submissionId subscription subscriptionId subscriptionInfo subscriptionOptionDescription
    subscriptionOptionTitle subscriptionSettings subtotal supportReceiptGeneration tagIds tags tax taxAmount
    taxBreakdown taxDetails taxExempt taxGroupId taxIncludedInPrice taxIncludedInPrices taxInfo taxName taxRate
    taxSummary taxType taxableAddress taxableAmount ticketDefinitionId ticketName ticketNumber tickets timestamp
    title to total totalAbsorbed totalAdditionalFees totalAmount totalDiscount totalMinusPlatformFees totalPassOn
    totalPrice totalPriceAfterTax totalPriceBeforeTax totalPriceChanged totalTax totalWithGiftCard
    totalWithoutGiftCard trackingInfo trackingLink trackingNumber translated translatedTitle
    triggeredByAnonymizeRequest type unit updated updatedDate updatedEvent userId value values variantId vatId
    visitorId weight weightUnit wixPayOrderId wixReceipt`;

const formAt = new Map(
  Object.keys(harmlessPaths).flatMap((form) => wordsOf(harmlessPaths[form]).map((path) => [path, form])),
);

const names = new Set(wordsOf(DOCUMENTED_NAMES));

const language = /^[a-z]{2}([-_][A-Za-z]{2})?$/;
const decimal = /^-?\d{1,9}(\.\d{1,9})?$/;

/** Pattern of the values that may stay at a place of each form. */
const looks = {
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
  word: /^[A-Z][A-Z0-9_]{1,40}$/,
  decimal,
  count: /^\d{1,4}$/,
  currency: /^[A-Z]{3}$/,
  language,
  sequence: /^\d{1,19}$/,
  eventName: /^(wix(\.[A-Za-z0-9_]{1,40}){1,8}|created|updated|deleted|fulfilled|canceled|[a-z]+(_[a-z]+){1,5})$/,
};

const formattedAmount = /^-?[\p{Sc}A-Z]{0,4}\s?\d{1,3}(?:[., ’]?\d{3}){0,2}(?:[.,]\d{1,3})?\s?[\p{Sc}A-Z]{0,4}$/u;

/** Patterns for the fields of an amount of money. */
const moneyLooks = new Map([
  ['amount', decimal],
  ['value', decimal],
  ['convertedAmount', decimal],
  ['currency', looks.currency],
  ['formattedAmount', formattedAmount],
  ['formattedConvertedAmount', formattedAmount],
]);

/** `true` if a text, number or boolean may stay as it is: its place is listed, and it has the form listed there. */
function isHarmless(path, value) {
  const form = formAt.get(path);
  if (typeof value === 'boolean') return form === 'flag';
  const text = String(value);
  if (form === undefined) return isHarmlessMoney(path, text);
  return form !== 'money' && form !== 'flag' && form !== 'orderNumber' && looks[form].test(text);
}

function isHarmlessMoney(path, text) {
  const dot = path.lastIndexOf('.');
  return formAt.get(path.slice(0, dot)) === 'money' && moneyLooks.get(path.slice(dot + 1))?.test(text) === true;
}

/** `true` for the place of a number by which people know an order. */
function isOrderNumber(path) {
  return formAt.get(path) === 'orderNumber';
}

/** `true` if a field's name is one of Wix's own. */
function isDocumentedName(name) {
  return names.has(name);
}

const envelope =
  /^(?:(?:(?:entity|currentEntity|body)(?:AsJson)?|data|order|orderTransactions|createdEvent|updatedEvent|actionEvent)\.)+/;

/** Returns the path of an object's field as the list has it: from the order or the metadata on, whatever the envelope. */
function pathInOrder(path, field) {
  const name = field.replace(/^_/, '');
  return path === '' ? name : `${path}.${name}`.replace(envelope, '');
}

function wordsOf(list) {
  return list.trim().split(/\s+/);
}

/** Ids by which Wix numbers the lines of an order: they identify nobody. */
const positionId = /^0{8}-0{4}-0{4}-0{4}-0{9}\d{3}$/;
const MAX_NAME_LENGTH = 24;

/**
 * Returns a copy of an event without personal data: texts, numbers and booleans are replaced by stable placeholders unless they are at a
 * documented place without personal data, and have the form expected there; ids are replaced by other ids, the same everywhere, and
 * undocumented field names by placeholders. Pure.
 */
function scrubEvent(event, pseudonyms) {
  return scrub(event, { path: '', field: '' }, pseudonyms);
}

function scrub(value, place, pseudonyms) {
  if (typeof value === 'string') return scrubText(value, place, pseudonyms);
  if (typeof value === 'number') return scrubNumber(value, place, pseudonyms);
  if (typeof value === 'boolean') return isHarmless(place.path, value) && value;
  if (Array.isArray(value)) {
    const inList = { ...place, path: `${place.path}[]` };
    return value.map((item) => scrub(item, inList, pseudonyms));
  }
  return isJsonObject(value) ? scrubObject(value, place, pseudonyms) : value;
}

function scrubObject(object, { path }, pseudonyms) {
  const entries = Object.entries(object).map(([name, value]) => {
    const field = scrubName(name, pseudonyms);
    return [field, scrub(value, { path: pathInOrder(path, name), field }, pseudonyms)];
  });
  return Object.fromEntries(entries);
}

/** Replaces a field name that is not Wix's own: an order may be keyed by ids, addresses, answers and names of people. */
function scrubName(name, pseudonyms) {
  if (guidForm.test(name)) return pseudonyms.guid(name);
  return isDocumentedName(name) ? name : pseudonyms.word('field', name);
}

function scrubText(text, { path, field }, pseudonyms) {
  if (guidForm.test(text)) return positionId.test(text) ? text : pseudonyms.guid(text);
  if (text === '' || isHarmless(path, text)) return text;
  if (isOrderNumber(path)) return pseudonyms.likeForm(text);
  if (emailAddressForm.test(text)) return `${pseudonyms.word('person', text)}@example.com`;
  return pseudonyms.word(field === '' ? 'text' : field.slice(0, MAX_NAME_LENGTH), text);
}

/** Returns another number with as many digits before the decimal point. */
function scrubNumber(value, { path }, pseudonyms) {
  if (isHarmless(path, value)) return value;
  const digits = Math.abs(Math.trunc(value)).toString();
  const other = Number(pseudonyms.likeForm(/^\d+$/.test(digits) ? digits : '1'));
  return value < 0 ? -other : other;
}

/** One event in this many checks whether there are too many: counting costs a Wix call. */
const EVENTS_PER_TRIMMING = 20;

/**
 * Stores a scrubbed copy of an event. Never rejects: what cannot be recorded must not cost the event. Without the site's key nothing is
 * stored, because ids could not be replaced consistently.
 */
async function recordEvent(handler, raw, { isOn, atMost }, deps) {
  if (!isOn) return;
  try {
    const recorded = await scrubbed(handler, raw, deps);
    if (typeof recorded === 'string') {
      deps.log('event not recorded', { handler, reason: recorded });
      return;
    }
    await deps.recorded.keep(recorded);
    if (deps.random() < 1 / EVENTS_PER_TRIMMING) await trimTo(atMost, PAGE_SIZE, deps);
  } catch {
    deps.log('event not recorded', { handler, reason: 'failed' });
  }
}

async function scrubbed(handler, raw, { loadDigest, now, random }) {
  const digest = await loadDigest();
  if (digest === undefined) return 'no-key';
  // JSON turns dates into text, and drops what it cannot express.
  const event = JSON.parse(JSON.stringify(openNestedTexts(raw).value));
  const text = JSON.stringify(scrubEvent(event, createPseudonyms(digest)));
  if (text.length > MAX_EVENT_TEXT_LENGTH) return 'too-large';
  const receivedAt = now();
  const id = `${new Date(receivedAt).toISOString()}/${handler}/${random().toString(36).slice(2, 10)}`;
  const marks = markPeople(
    namesIn(JSON.stringify(event)).map((name) => [name]),
    digest,
  );
  return { id, handler, text, marks, receivedAt };
}

/** Removes the oldest events beyond a number, at most `limit` per call, so that no event waits long for it. Returns the number removed. */
async function trimTo(atMost, limit, { recorded }) {
  const tooMany = (await recorded.count()) - atMost;
  if (tooMany <= 0) return 0;
  const oldest = await recorded.listOldest(Math.min(tooMany, limit));
  await recorded.remove(oldest.map(({ id }) => id));
  return oldest.length;
}

/**
 * Cleans up recorded events: removes those that are too old or too many, and passes the number removed to `note`. Returns `true` if
 * nothing is left to remove.
 */
async function cleanUpRecorded({ atMost, days }, turn, note, { recorded, now }) {
  return await inTurn(async (limit) => {
    const trimmed = await trimTo(atMost, limit, { recorded });
    const old = await recorded.listOldest(limit, retainedSince(days, now()));
    await recorded.remove(old.map(({ id }) => id));
    note(trimmed + old.length);
    return Math.max(trimmed, old.length);
  }, turn);
}

const MS_PER_DAY = 86400000;
/** Growth is measured over the last one to two of these windows. */
const WINDOW_MS = 30 * MS_PER_DAY;

/** Counts the stored items. */
async function countItems({ projections, notifications, claims, unhandled, recorded, erasures }) {
  return {
    orderStates: await projections.count(),
    notifications: await notifications.count({ isErased: false }),
    keys: await notifications.count({ status: 'erased' }),
    claims: await claims.count(),
    unhandledEvents: await unhandled.count({}),
    recordedEvents: await recorded.count(),
    erasures: await erasures.countAll(),
  };
}

/** Returns the sum of all kinds. */
function totalOf(items) {
  const counts = Object.values(items);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Returns the daily job's notes of the number of items: at the start of the current window, and of the one before. */
function noteGrowth(progress, total, now) {
  const { 'items/since': since = now, 'items/then': then = total } = progress;
  const { 'items/later': later = now, 'items/laterThen': laterThen = total } = progress;
  const isOver = now - Number(later) >= WINDOW_MS;
  return isOver
    ? { 'items/since': later, 'items/then': laterThen, 'items/later': now, 'items/laterThen': total }
    : { 'items/since': since, 'items/then': then, 'items/later': later, 'items/laterThen': laterThen };
}

/** Estimates the number of items in a year from recent growth; `null` while less than a day of growth is known. */
function forecastItems(progress, total, now) {
  const { 'items/since': since, 'items/then': then } = progress;
  if (since === undefined || now - Number(since) < MS_PER_DAY) return null;
  const perDay = ((total - Number(then)) * MS_PER_DAY) / (now - Number(since));
  return Math.max(0, Math.round(total + perDay * 365));
}

const DEFAULT_ORDER_RETENTION_DAYS = 730;
/** Safety margin, far above the lease of an attempt, the difference between two clocks and the run time of a handler or job. */
const MARGIN_MS = 86400000;

/** Returns the limits for a site's rules: no order is removed before the data about it, or while a rule could send its changes. */
function retentionLimits({ rules, settings }, now) {
  const { retentionDays, orderRetentionDays } = settings;
  const days = isDays(orderRetentionDays) ? orderRetentionDays : DEFAULT_ORDER_RETENTION_DAYS;
  const settledBefore = retainedSince(retentionDays, now);
  const tellableFrom = now - longestWithinMs(rules) - MARGIN_MS;
  return {
    settledBefore,
    tellableFrom,
    ordersBefore: Math.min(retainedSince(days, now), settledBefore, tellableFrom),
    now,
  };
}

function isDays(value) {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

/** Orders per query. */
const GROUP_SIZE = 100;

/** Groups the orders of rows, each once, by product, in groups small enough for one query. */
function groupOrders(rows) {
  const byProduct = new Map();
  for (const { product, orderId } of rows) {
    byProduct.set(product, (byProduct.get(product) ?? new Set()).add(orderId));
  }
  return [...byProduct].flatMap(([product, ids]) => {
    const orderIds = [...ids];
    const starts = orderIds.flatMap((_id, index) => (index % GROUP_SIZE === 0 ? index : []));
    return starts.map((start) => ({ product, orderIds: orderIds.slice(start, start + GROUP_SIZE) }));
  });
}

/** Continues a walk page by page until no row is left or the turn is over. Returns `true` if no row is left. */
async function walkByTime({ name, before, page, timeOf }, { isInTime, limit }, { places, noteProgress }, work) {
  for (;;) {
    const from = Number(places.get(name) ?? 0);
    if (from >= before) return true;
    if (!isInTime()) return false;
    const rows = await page(from, before, limit);
    await work(rows);
    const last = rows.length < limit ? undefined : rows[rows.length - 1];
    // If more rows than one page holds have the same time, the rest is skipped: the next page must begin later.
    places.set(name, last === undefined ? before : Math.max(timeOf(last), from + 1));
    if (last !== undefined) await noteProgress(Object.fromEntries(places));
  }
}

/** Far longer than anybody works with a projection that was read before it held a change. */
const STILL_IN_USE_MS = 3600000;

/**
 * Processes the notifications whose retention is over. A sent, expired or erased one is removed with its key, provided that the
 * projection of its order holds the change, so that it is not found again, and that no rule could send it if it were. All others are
 * reduced to their keys, and are processed once more when the retention of the key is over.
 */
async function settleNotifications(limits, turn, progress, report, deps) {
  const { notifications, now } = deps;
  const walk = {
    name: 'notifications/from',
    before: limits.settledBefore,
    page: notifications.listSettled,
    timeOf: ({ settledAt }) => Number(settledAt),
  };
  return await walkByTime(walk, turn, progress, async (rows) => {
    const ended = rows.filter((row) => isEnded(row) && isUntellable(row, limits));
    const gone = new Set(await findHeld(ended, limits, deps));
    const left = rows.filter((row) => !gone.has(row) && row.status !== 'erased');
    if (gone.size > 0) await notifications.remove([...gone].map(({ key }) => key));
    if (left.length > 0) await notifications.saveAll(left.map((row) => settleErased(row, now())));
    report.notifications += gone.size;
    report.erased += left.length;
  });
}

/** `true` if nobody can send it any more, not even the owner. */
function isEnded({ status }) {
  return status === 'sent' || status === 'expired' || status === 'erased';
}

/** `true` if the change is too old for every rule, and the notification's expiry, which a resend extends, has passed. */
function isUntellable({ occurredAt, expiresAt }, { tellableFrom, now }) {
  return Date.parse(occurredAt) < tellableFrom && expiresAt < now;
}

/** Returns the notifications whose change the stored projection has held for so long that every handler at work on the order knows it. */
async function findHeld(rows, { now }, { projections }) {
  const known = new Map();
  for (const { product, orderIds } of groupOrders(rows)) {
    for (const saved of await projections.listNewest(product, orderIds))
      known.set(`${product}/${saved.orderId}`, saved);
  }
  return rows.filter(({ product, orderId, change, occurrence }) => {
    const saved = known.get(`${product}/${orderId}`);
    if (saved?.projection === undefined || saved.savedAt >= now - STILL_IN_USE_MS) return false;
    return holdsReported(saved.projection, { kind: change, occurrence });
  });
}

/**
 * Shrinks finished orders that were not saved during the retention: to one state, without the digests of personal details. Every reported
 * change stays known.
 */
async function shrinkOrders({ settledBefore, tellableFrom }, turn, progress, report, { projections }) {
  const before = Math.min(settledBefore, tellableFrom);
  return await walkByTime(walkOf('orders/shrunkFrom', before, projections), turn, progress, async (saved) => {
    const smaller = saved.flatMap((each) => {
      if (each.projection === undefined || lifeOf(each.projection) !== 'over') return [];
      const projection = withoutHistory(each.projection);
      return isSameJson(projection, each.projection) ? [] : { ...each, projection };
    });
    if (smaller.length > 0) await projections.replaceAll(smaller);
    report.shrunk += smaller.length;
  });
}

/**
 * Removes orders with all their notifications, keys included: a key that stayed would hide a later change of the same name. A later event
 * of such an order is handled as on a newly installed site. Anonymized orders stay known as anonymized.
 */
async function removeOrders({ name, before, lives }, limits, turn, progress, report, deps) {
  const { projections } = deps;
  const isGoing = (projection) =>
    projection !== undefined && !isAnonymized(projection) && lives.includes(lifeOf(projection));
  return await walkByTime(walkOf(name, before, projections), turn, progress, async (saved) => {
    const going = saved.filter(({ projection }) => isGoing(projection));
    const removed = [];
    for (const { product, orderIds } of groupOrders(going)) {
      const newest = await projections.listNewest(product, orderIds);
      const revisions = new Map(newest.map(({ orderId, revision }) => [orderId, revision]));
      const own = going.filter((each) => each.product === product && revisions.has(each.orderId));
      const isNewest = ({ orderId, revision }) => revisions.get(orderId) === revision;
      const ending = own.filter(isNewest).map(({ orderId }) => orderId);
      const staying = await removeNotifications(product, ending, limits, deps);
      // An outdated state is removed by itself.
      removed.push(...own.filter((each) => !isNewest(each) || !staying.has(each.orderId)));
    }
    if (removed.length > 0) await projections.remove(removed);
    report.orders += removed.length;
  });
}

function walkOf(name, before, { listSaved }) {
  return { name, before, page: listSaved, timeOf: ({ savedAt }) => savedAt };
}

/** Removes the notifications of orders. Returns the orders that must stay because one of their notifications is still needed. */
async function removeNotifications(product, orderIds, limits, { notifications }) {
  const staying = new Set();
  while (orderIds.length > 0) {
    const rows = await notifications.list({ orderIds }, LISTED_AT_ONCE);
    const own = rows.filter((row) => row.product === product);
    for (const row of own) if (!isLongDone(row, limits)) staying.add(row.orderId);
    const old = own.filter(({ orderId }) => !staying.has(orderId));
    if (old.length > 0) await notifications.remove(old.map(({ key }) => key));
    if (rows.length < LISTED_AT_ONCE) break;
    // A full page of notifications that stay hides the others, so all orders stay.
    if (old.length === 0) return new Set(orderIds);
  }
  return staying;
}

const LISTED_AT_ONCE = 1000;

function isLongDone(row, limits) {
  return (row.settledAt ?? limits.now) < limits.settledBefore && isUntellable(row, limits);
}

/**
 * Removes data whose retention is over, kind by kind, and records how many items are left. A run shares its time between the kinds; where
 * it runs out of time, the next run continues.
 */
async function cleanUpStores(progress, site, deadline, deps, others = []) {
  const { now, noteProgress } = deps;
  const limits = retentionLimits(site, now());
  const { removedBefore, note } = announceRemoval(progress, limits.ordersBefore, limits.now);
  const places = new Map(Object.entries({ ...progress, ...note }));
  const report = { erased: 0, notifications: 0, shrunk: 0, orders: 0, unhandled: 0, claims: 0, projections: 0 };
  const steps = [...stepsOf(limits, removedBefore, report, { places, noteProgress }, deps), ...others];
  const { failed, unfinished } = await shareTime(steps, deadline, deps);
  const items = totalOf(await countItems(deps));
  return {
    report: { ...report, failedSteps: failed, unfinishedSteps: unfinished },
    progress: { ...Object.fromEntries(places), ...noteGrowth(progress, items, limits.now) },
  };
}

function stepsOf(limits, removedBefore, report, progress, deps) {
  const { claims, unhandled, erasures, leftovers } = deps;
  const { settledBefore, ordersBefore, now } = limits;
  const over = { name: 'orders/overFrom', before: removedBefore, lives: ['over'] };
  // Orders that seem to wait for something are kept for twice the time.
  const idleBefore = removedBefore - (now - ordersBefore);
  const idle = { name: 'orders/idleFrom', before: idleBefore, lives: ['over', 'idle'] };
  return [
    (turn) => settleNotifications(limits, turn, progress, report, deps),
    (turn) => shrinkOrders(limits, turn, progress, report, deps),
    (turn) => removeOrders(over, limits, turn, progress, report, deps),
    (turn) => removeOrders(idle, limits, turn, progress, report, deps),
    (turn) =>
      inTurn(async (limit) => {
        const removed = await removeAll(await unhandled.list({ lastBefore: settledBefore }, limit), unhandled);
        report.unhandled += removed;
        return removed;
      }, turn),
    (turn) =>
      inTurn(async (limit) => {
        const removed = await claims.removeBefore(settledBefore, limit);
        report.claims += removed;
        return removed;
      }, turn),
    // By then every change that such an erasure covers is too old to be sent, so nobody needs to find it any more.
    (turn) => inTurn(async (limit) => await removeAll(await erasures.listDone(settledBefore, limit), erasures), turn),
    async ({ isInTime, limit }) => {
      if (leftovers === undefined) return true;
      const run = await leftovers.remove(Object.fromEntries(progress.places), {
        now,
        limit,
        isInTime,
        noteProgress: (place) => progress.noteProgress({ ...Object.fromEntries(progress.places), ...place }),
      });
      for (const [key, place] of Object.entries(run.progress)) progress.places.set(key, place);
      report.projections += run.report['projections'] ?? 0;
      return run.isDone;
    },
  ];
}

/** Creates the jobs over the ports of a site, which process that many rows in parallel. */
function createJobs(ports, concurrency = JOB_CONCURRENCY) {
  return {
    deliverDueNotifications: (site) =>
      runJob(
        'deliverDueNotifications',
        ports,
        async (progress, deadline) => {
          await prepareNotKept(ports);
          return {
            report: await deliverWaiting(deadline, concurrency, site, { ...ports, site }),
            progress: await afterDelivery(progress, { ...ports, site }),
          };
        },
        beatOf,
      ),
    cleanUp: (site) =>
      runJob(CLEAN_UP_JOB, ports, async (progress, deadline, noteProgress) => {
        const { record } = site.settings;
        let recorded = 0;
        const note = (removed) => {
          recorded += removed;
        };
        const others = record === undefined ? [] : [(turn) => cleanUpRecorded(record, turn, note, ports)];
        const run = await cleanUpStores(progress, site, deadline, { ...ports, noteProgress }, others);
        return record === undefined ? run : { ...run, report: { ...run.report, recorded } };
      }),
    reconcileOrders: (orders, site) =>
      runJob('reconcileOrders', ports, (progress, deadline, noteProgress) =>
        sweepOrders(progress, deadline, site, { ...ports, site, ...orders, noteProgress, concurrency }),
      ),
  };
}

/** Runs the remaining steps of the hourly job, each from where its last run stopped. */
async function afterDelivery(progress, ports) {
  return await summarizeWeek(await noteRejected(await noteSecondInsert(progress, ports), ports), ports);
}

/**
 * Returns a value as JSON text, at any depth: `JSON.stringify` fails at some thousand levels. Throws a `TypeError` for a value without a
 * JSON form, such as one that contains itself.
 */
function jsonTextOf(value) {
  try {
    return textOfFlat(value);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    return textOfDeep(value);
  }
}

function textOfDeep(root) {
  const written = [];
  const entered = new Set();
  const pieces = [{ value: root }];
  for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
    if (typeof piece === 'string') written.push(piece);
    else if ('left' in piece) entered.delete(piece.left);
    else if (isPlain(piece.value)) {
      if (entered.has(piece.value)) throw new TypeError('The value contains itself');
      entered.add(piece.value);
      pieces.push({ left: piece.value });
      for (const inner of piecesOf(piece.value).reverse()) pieces.push(inner);
    } else written.push(textOfFlat(piece.value) ?? 'null');
  }
  return written.join('');
}

function textOfFlat(value) {
  return JSON.stringify(value);
}

/** `true` for a list, or an object that JSON writes as its fields. */
function isPlain(value) {
  return typeof value === 'object' && value !== null && !('toJSON' in value);
}

function piecesOf(value) {
  if (Array.isArray(value)) {
    return ['[', ...value.flatMap((item, index) => [index === 0 ? '' : ',', { value: item }]), ']'];
  }
  const fields = Object.entries(value).filter(([, item]) => item !== undefined && typeof item !== 'function');
  const written = fields.flatMap(([key, item], index) => [
    `${index === 0 ? '' : ','}${JSON.stringify(key)}:`,
    { value: item },
  ]);
  return ['{', ...written, '}'];
}

/**
 * Returns the whole event in its stored form: the same content gives the same id, so that a repetition is counted and not stored again.
 * Throws if JSON cannot express it.
 */
function describeEvent(handler, raw) {
  const text = textOf(raw);
  return { id: `${handler}/${hashContent(text)}`, handler, text };
}

function textOf(raw) {
  try {
    return jsonTextOf(raw) ?? typeof raw;
  } catch (error) {
    throw new OrderEventsError('event-not-json', 'The event cannot be written as JSON', error);
  }
}

/** Most orders that an event that was not understood can be about, by the ids in it. */
const MAX_ORDERS = 100;

/** Returns the marks of everybody whom an event names: those of one person together, and each other id or address in its text by itself. */
function markNames(raw, names, digest) {
  const people = peopleIn(openNestedTexts(raw).value);
  const named = new Set(people.flat());
  const others = names.filter((name) => !named.has(name)).map((name) => [name]);
  return markPeople([...people, ...others], digest);
}

/**
 * Stores an event that could not be handled, with the marks of everybody in it. One of an anonymized order is removed again: no
 * notification about it will be sent, and its names must not be stored.
 */
async function keepUnhandled(handler, raw, reason, { unhandled, erasures, loadDigest, now }) {
  const event = describeEvent(handler, raw);
  const names = namesIn(event.text);
  const marks = markNames(raw, names, await loadDigest());
  await unhandled.keep({ ...event, ...reason, marks }, now());
  const { product } = handlers[handler];
  const orderIds = [reason.orderId ?? [], names].flat().slice(0, MAX_ORDERS);
  try {
    const found = await erasures.find(orderIds.map((orderId) => idOfErasure({ kind: 'order', product, orderId })));
    if (found.length > 0) await unhandled.remove([event.id]);
  } catch {
    // The event is stored, which is what matters; the hourly job sweeps each erasure.
  }
}

/** The steps of handling an event that few events need. */
const seldomSteps = { keepUnhandled, noteNotKept, deliverSome, askForErasure, eraseDataOfOrder };

//#region src/storages/globalConfig/globalConfig.ts
const DEFAULT_CONFIG = {
  lang: void 0,
  message: void 0,
  abortEarly: void 0,
  abortPipeEarly: void 0,
};
/**
 * Returns the global configuration.
 *
 * @param config The config to merge.
 *
 * @returns The configuration.
 */
/* @__NO_SIDE_EFFECTS__ */
function getGlobalConfig(config$1) {
  return DEFAULT_CONFIG;
}

//#endregion
//#region src/storages/globalMessage/globalMessage.ts
let store$3;
/**
 * Returns a global error message.
 *
 * @param lang The language of the message.
 *
 * @returns The error message.
 */
/* @__NO_SIDE_EFFECTS__ */
function getGlobalMessage(lang) {
  return store$3?.get(lang);
}

//#endregion
//#region src/storages/schemaMessage/schemaMessage.ts
let store$2;
/**
 * Returns a schema error message.
 *
 * @param lang The language of the message.
 *
 * @returns The error message.
 */
/* @__NO_SIDE_EFFECTS__ */
function getSchemaMessage(lang) {
  return store$2?.get(lang);
}

//#endregion
//#region src/storages/specificMessage/specificMessage.ts
let store$1;
/**
 * Returns a specific error message.
 *
 * @param reference The identifier reference.
 * @param lang The language of the message.
 *
 * @returns The error message.
 */
/* @__NO_SIDE_EFFECTS__ */
function getSpecificMessage(reference, lang) {
  return store$1?.get(reference)?.get(lang);
}

//#endregion
//#region src/utils/_stringify/_stringify.ts
/**
 * Stringifies an unknown input to a literal or type string.
 *
 * @param input The unknown input.
 *
 * @returns A literal or type string.
 *
 * @internal
 */
/* @__NO_SIDE_EFFECTS__ */
function _stringify(input) {
  const type = typeof input;
  if (type === 'string') return `"${input}"`;
  if (type === 'number' || type === 'bigint' || type === 'boolean') return `${input}`;
  if (type === 'object' || type === 'function')
    return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? 'null';
  return type;
}

//#endregion
//#region src/utils/_addIssue/_addIssue.ts
/**
 * Adds an issue to the dataset.
 *
 * @param context The issue context.
 * @param label The issue label.
 * @param dataset The input dataset.
 * @param config The configuration.
 * @param other The optional props.
 *
 * @internal
 */
function _addIssue(context, label, dataset, config$1, other) {
  const input = other && 'input' in other ? other.input : dataset.value;
  const expected = other?.expected ?? context.expects ?? null;
  const received = other?.received ?? /* @__PURE__ */ _stringify(input);
  const issue = {
    kind: context.kind,
    type: context.type,
    input,
    expected,
    received,
    message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : 'R'}eceived ${received}`,
    requirement: context.requirement,
    path: other?.path,
    issues: other?.issues,
    lang: config$1.lang,
    abortEarly: config$1.abortEarly,
    abortPipeEarly: config$1.abortPipeEarly,
  };
  const isSchema = context.kind === 'schema';
  const message$1 =
    other?.message ??
    context.message ??
    /* @__PURE__ */ getSpecificMessage(context.reference, issue.lang) ??
    (isSchema ? /* @__PURE__ */ getSchemaMessage(issue.lang) : null) ??
    config$1.message ??
    /* @__PURE__ */ getGlobalMessage(issue.lang);
  if (message$1 !== void 0) issue.message = typeof message$1 === 'function' ? message$1(issue) : message$1;
  if (isSchema) dataset.typed = false;
  if (dataset.issues) dataset.issues.push(issue);
  else dataset.issues = [issue];
}

//#endregion
//#region src/utils/_isValidObjectKey/_isValidObjectKey.ts
/**
 * Disallows inherited object properties and prevents object prototype
 * pollution by disallowing certain keys.
 *
 * @param object The object to check.
 * @param key The key to check.
 *
 * @returns Whether the key is allowed.
 *
 * @internal
 */
/* @__NO_SIDE_EFFECTS__ */
function _isValidObjectKey(object$1, key) {
  return (
    Object.prototype.hasOwnProperty.call(object$1, key) &&
    key !== '__proto__' &&
    key !== 'prototype' &&
    key !== 'constructor'
  );
}

//#endregion
//#region src/utils/_joinExpects/_joinExpects.ts
/**
 * Joins multiple `expects` values with the given separator.
 *
 * @param values The `expects` values.
 * @param separator The separator.
 *
 * @returns The joined `expects` property.
 *
 * @internal
 */
/* @__NO_SIDE_EFFECTS__ */
function _joinExpects(values$1, separator) {
  const list = [...new Set(values$1)];
  if (list.length > 1) return `(${list.join(` ${separator} `)})`;
  return list[0] ?? 'never';
}

//#endregion
//#region src/utils/_standardSchema/_standardSchema.ts
/**
 * Eagerly creates and attaches the Standard Schema properties of a schema.
 *
 * Hint: The contextual `this` type includes the standard properties that are
 * attached before the schema is returned.
 *
 * @param schema The schema to attach standard properties to.
 *
 * @returns The schema with standard properties attached.
 *
 * @internal
 */
function _standardSchema(schema) {
  schema['~standard'] = {
    version: 1,
    vendor: 'valibot',
    validate: (value$1) => schema['~run']({ value: value$1 }, /* @__PURE__ */ getGlobalConfig()),
  };
  return schema;
}

//#endregion
//#region src/utils/getDotPath/getDotPath.ts
/* @__NO_SIDE_EFFECTS__ */
function getDotPath(issue) {
  if (issue.path) {
    let key = '';
    for (const item of issue.path)
      if (typeof item.key === 'string' || typeof item.key === 'number')
        if (key) key += `.${item.key}`;
        else key += item.key;
      else return null;
    return key;
  }
  return null;
}

//#endregion
//#region src/actions/integer/integer.ts
/* @__NO_SIDE_EFFECTS__ */
function integer(message$1) {
  return {
    kind: 'validation',
    type: 'integer',
    reference: integer,
    async: false,
    expects: null,
    requirement: Number.isInteger,
    message: message$1,
    '~run'(dataset, config$1) {
      if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, 'integer', dataset, config$1);
      return dataset;
    },
  };
}

//#endregion
//#region src/actions/maxLength/maxLength.ts
/* @__NO_SIDE_EFFECTS__ */
function maxLength(requirement, message$1) {
  return {
    kind: 'validation',
    type: 'max_length',
    reference: maxLength,
    async: false,
    expects: `<=${requirement}`,
    requirement,
    message: message$1,
    '~run'(dataset, config$1) {
      if (dataset.typed && dataset.value.length > this.requirement)
        _addIssue(this, 'length', dataset, config$1, { received: `${dataset.value.length}` });
      return dataset;
    },
  };
}

//#endregion
//#region src/actions/maxValue/maxValue.ts
/* @__NO_SIDE_EFFECTS__ */
function maxValue(requirement, message$1) {
  return {
    kind: 'validation',
    type: 'max_value',
    reference: maxValue,
    async: false,
    expects: `<=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
    requirement,
    message: message$1,
    '~run'(dataset, config$1) {
      if (dataset.typed && !(dataset.value <= this.requirement))
        _addIssue(this, 'value', dataset, config$1, {
          received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value),
        });
      return dataset;
    },
  };
}

//#endregion
//#region src/actions/minLength/minLength.ts
/* @__NO_SIDE_EFFECTS__ */
function minLength(requirement, message$1) {
  return {
    kind: 'validation',
    type: 'min_length',
    reference: minLength,
    async: false,
    expects: `>=${requirement}`,
    requirement,
    message: message$1,
    '~run'(dataset, config$1) {
      if (dataset.typed && dataset.value.length < this.requirement)
        _addIssue(this, 'length', dataset, config$1, { received: `${dataset.value.length}` });
      return dataset;
    },
  };
}

//#endregion
//#region src/actions/minValue/minValue.ts
/* @__NO_SIDE_EFFECTS__ */
function minValue(requirement, message$1) {
  return {
    kind: 'validation',
    type: 'min_value',
    reference: minValue,
    async: false,
    expects: `>=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
    requirement,
    message: message$1,
    '~run'(dataset, config$1) {
      if (dataset.typed && !(dataset.value >= this.requirement))
        _addIssue(this, 'value', dataset, config$1, {
          received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value),
        });
      return dataset;
    },
  };
}

//#endregion
//#region src/actions/regex/regex.ts
/* @__NO_SIDE_EFFECTS__ */
function regex(requirement, message$1) {
  return {
    kind: 'validation',
    type: 'regex',
    reference: regex,
    async: false,
    expects: `${requirement}`,
    requirement,
    message: message$1,
    '~run'(dataset, config$1) {
      if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, 'format', dataset, config$1);
      return dataset;
    },
  };
}

//#endregion
//#region src/methods/getFallback/getFallback.ts
/**
 * Returns the fallback value of the schema.
 *
 * @param schema The schema to get it from.
 * @param dataset The output dataset if available.
 * @param config The config if available.
 *
 * @returns The fallback value.
 */
/* @__NO_SIDE_EFFECTS__ */
function getFallback(schema, dataset, config$1) {
  return typeof schema.fallback === 'function' ? schema.fallback(dataset, config$1) : schema.fallback;
}

//#endregion
//#region src/methods/getDefault/getDefault.ts
/**
 * Returns the default value of the schema.
 *
 * @param schema The schema to get it from.
 * @param dataset The input dataset if available.
 * @param config The config if available.
 *
 * @returns The default value.
 */
/* @__NO_SIDE_EFFECTS__ */
function getDefault(schema, dataset, config$1) {
  return typeof schema.default === 'function' ? schema.default(dataset, config$1) : schema.default;
}

//#endregion
//#region src/schemas/custom/custom.ts
/* @__NO_SIDE_EFFECTS__ */
function custom(check$1, message$1) {
  return _standardSchema({
    kind: 'schema',
    type: 'custom',
    reference: custom,
    expects: 'unknown',
    async: false,
    check: check$1,
    message: message$1,
    '~run'(dataset, config$1) {
      if (this.check(dataset.value)) dataset.typed = true;
      else _addIssue(this, 'type', dataset, config$1);
      return dataset;
    },
  });
}

//#endregion
//#region src/schemas/number/number.ts
/* @__NO_SIDE_EFFECTS__ */
function number(message$1) {
  return _standardSchema({
    kind: 'schema',
    type: 'number',
    reference: number,
    expects: 'number',
    async: false,
    message: message$1,
    '~run'(dataset, config$1) {
      if (typeof dataset.value === 'number' && !isNaN(dataset.value)) dataset.typed = true;
      else _addIssue(this, 'type', dataset, config$1);
      return dataset;
    },
  });
}

//#endregion
//#region src/schemas/object/object.ts
/* @__NO_SIDE_EFFECTS__ */
function object(entries$1, message$1) {
  return _standardSchema({
    kind: 'schema',
    type: 'object',
    reference: object,
    expects: 'Object',
    async: false,
    entries: entries$1,
    message: message$1,
    '~run'(dataset, config$1) {
      const input = dataset.value;
      if (input && typeof input === 'object') {
        dataset.typed = true;
        dataset.value = {};
        for (const key in this.entries) {
          const valueSchema = this.entries[key];
          if (
            key in input ||
            ((valueSchema.type === 'exact_optional' ||
              valueSchema.type === 'optional' ||
              valueSchema.type === 'nullish') &&
              valueSchema.default !== void 0)
          ) {
            const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
            const valueDataset = valueSchema['~run']({ value: value$1 }, config$1);
            if (valueDataset.issues) {
              const pathItem = {
                type: 'object',
                origin: 'value',
                input,
                key,
                value: value$1,
              };
              for (const issue of valueDataset.issues) {
                if (issue.path) issue.path.unshift(pathItem);
                else issue.path = [pathItem];
                dataset.issues?.push(issue);
              }
              if (!dataset.issues) dataset.issues = valueDataset.issues;
              if (config$1.abortEarly) {
                dataset.typed = false;
                break;
              }
            }
            if (!valueDataset.typed) dataset.typed = false;
            dataset.value[key] = valueDataset.value;
          } else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
          else if (
            valueSchema.type !== 'exact_optional' &&
            valueSchema.type !== 'optional' &&
            valueSchema.type !== 'nullish'
          ) {
            _addIssue(this, 'key', dataset, config$1, {
              input: void 0,
              expected: `"${key}"`,
              path: [
                {
                  type: 'object',
                  origin: 'key',
                  input,
                  key,
                  value: input[key],
                },
              ],
            });
            if (config$1.abortEarly) break;
          }
        }
      } else _addIssue(this, 'type', dataset, config$1);
      return dataset;
    },
  });
}

//#endregion
//#region src/schemas/optional/optional.ts
/* @__NO_SIDE_EFFECTS__ */
function optional(wrapped, default_) {
  return _standardSchema({
    kind: 'schema',
    type: 'optional',
    reference: optional,
    expects: `(${wrapped.expects} | undefined)`,
    async: false,
    wrapped,
    default: default_,
    '~run'(dataset, config$1) {
      if (dataset.value === void 0) {
        if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
        if (dataset.value === void 0) {
          dataset.typed = true;
          return dataset;
        }
      }
      return this.wrapped['~run'](dataset, config$1);
    },
  });
}

//#endregion
//#region src/schemas/picklist/picklist.ts
/* @__NO_SIDE_EFFECTS__ */
function picklist(options, message$1) {
  return _standardSchema({
    kind: 'schema',
    type: 'picklist',
    reference: picklist,
    expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), '|'),
    async: false,
    options,
    message: message$1,
    '~run'(dataset, config$1) {
      if (this.options.includes(dataset.value)) dataset.typed = true;
      else _addIssue(this, 'type', dataset, config$1);
      return dataset;
    },
  });
}

//#endregion
//#region src/schemas/record/record.ts
/* @__NO_SIDE_EFFECTS__ */
function record(key, value$1, message$1) {
  return _standardSchema({
    kind: 'schema',
    type: 'record',
    reference: record,
    expects: 'Object',
    async: false,
    key,
    value: value$1,
    message: message$1,
    '~run'(dataset, config$1) {
      const input = dataset.value;
      if (input && typeof input === 'object') {
        dataset.typed = true;
        dataset.value = {};
        for (const entryKey in input)
          if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
            const entryValue = input[entryKey];
            const keyDataset = this.key['~run']({ value: entryKey }, config$1);
            if (keyDataset.issues) {
              const pathItem = {
                type: 'object',
                origin: 'key',
                input,
                key: entryKey,
                value: entryValue,
              };
              for (const issue of keyDataset.issues) {
                issue.path = [pathItem];
                dataset.issues?.push(issue);
              }
              if (!dataset.issues) dataset.issues = keyDataset.issues;
              if (config$1.abortEarly) {
                dataset.typed = false;
                break;
              }
            }
            const valueDataset = this.value['~run']({ value: entryValue }, config$1);
            if (valueDataset.issues) {
              const pathItem = {
                type: 'object',
                origin: 'value',
                input,
                key: entryKey,
                value: entryValue,
              };
              for (const issue of valueDataset.issues) {
                if (issue.path) issue.path.unshift(pathItem);
                else issue.path = [pathItem];
                dataset.issues?.push(issue);
              }
              if (!dataset.issues) dataset.issues = valueDataset.issues;
              if (config$1.abortEarly) {
                dataset.typed = false;
                break;
              }
            }
            if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
            if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
          }
      } else _addIssue(this, 'type', dataset, config$1);
      return dataset;
    },
  });
}

//#endregion
//#region src/schemas/strictObject/strictObject.ts
/* @__NO_SIDE_EFFECTS__ */
function strictObject(entries$1, message$1) {
  return _standardSchema({
    kind: 'schema',
    type: 'strict_object',
    reference: strictObject,
    expects: 'Object',
    async: false,
    entries: entries$1,
    message: message$1,
    '~run'(dataset, config$1) {
      const input = dataset.value;
      if (input && typeof input === 'object') {
        dataset.typed = true;
        dataset.value = {};
        for (const key in this.entries) {
          const valueSchema = this.entries[key];
          if (
            key in input ||
            ((valueSchema.type === 'exact_optional' ||
              valueSchema.type === 'optional' ||
              valueSchema.type === 'nullish') &&
              valueSchema.default !== void 0)
          ) {
            const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
            const valueDataset = valueSchema['~run']({ value: value$1 }, config$1);
            if (valueDataset.issues) {
              const pathItem = {
                type: 'object',
                origin: 'value',
                input,
                key,
                value: value$1,
              };
              for (const issue of valueDataset.issues) {
                if (issue.path) issue.path.unshift(pathItem);
                else issue.path = [pathItem];
                dataset.issues?.push(issue);
              }
              if (!dataset.issues) dataset.issues = valueDataset.issues;
              if (config$1.abortEarly) {
                dataset.typed = false;
                break;
              }
            }
            if (!valueDataset.typed) dataset.typed = false;
            dataset.value[key] = valueDataset.value;
          } else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
          else if (
            valueSchema.type !== 'exact_optional' &&
            valueSchema.type !== 'optional' &&
            valueSchema.type !== 'nullish'
          ) {
            _addIssue(this, 'key', dataset, config$1, {
              input: void 0,
              expected: `"${key}"`,
              path: [
                {
                  type: 'object',
                  origin: 'key',
                  input,
                  key,
                  value: input[key],
                },
              ],
            });
            if (config$1.abortEarly) break;
          }
        }
        if (!dataset.issues || !config$1.abortEarly) {
          for (const key in input)
            if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
              _addIssue(this, 'key', dataset, config$1, {
                input: key,
                expected: 'never',
                path: [
                  {
                    type: 'object',
                    origin: 'key',
                    input,
                    key,
                    value: input[key],
                  },
                ],
              });
              break;
            }
        }
      } else _addIssue(this, 'type', dataset, config$1);
      return dataset;
    },
  });
}

//#endregion
//#region src/schemas/string/string.ts
/* @__NO_SIDE_EFFECTS__ */
function string(message$1) {
  return _standardSchema({
    kind: 'schema',
    type: 'string',
    reference: string,
    expects: 'string',
    async: false,
    message: message$1,
    '~run'(dataset, config$1) {
      if (typeof dataset.value === 'string') dataset.typed = true;
      else _addIssue(this, 'type', dataset, config$1);
      return dataset;
    },
  });
}

//#endregion
//#region src/schemas/undefined/undefined.ts
/* @__NO_SIDE_EFFECTS__ */
function undefined_(message$1) {
  return _standardSchema({
    kind: 'schema',
    type: 'undefined',
    reference: undefined_,
    expects: 'undefined',
    async: false,
    message: message$1,
    '~run'(dataset, config$1) {
      if (dataset.value === void 0) dataset.typed = true;
      else _addIssue(this, 'type', dataset, config$1);
      return dataset;
    },
  });
}

//#endregion
//#region src/methods/pipe/pipe.ts
/* @__NO_SIDE_EFFECTS__ */
function pipe(...pipe$1) {
  return _standardSchema({
    ...pipe$1[0],
    pipe: pipe$1,
    '~run'(dataset, config$1) {
      for (const item of pipe$1)
        if (item.kind !== 'metadata') {
          if (dataset.issues && (item.kind === 'schema' || item.kind === 'transformation')) {
            dataset.typed = false;
            break;
          }
          if (!dataset.issues || (!config$1.abortEarly && !config$1.abortPipeEarly))
            dataset = item['~run'](dataset, config$1);
        }
      return dataset;
    },
  });
}

//#endregion
//#region src/methods/safeParse/safeParse.ts
/**
 * Parses an unknown input based on a schema.
 *
 * @param schema The schema to be used.
 * @param input The input to be parsed.
 * @param config The parse configuration.
 *
 * @returns The parse result.
 */
/* @__NO_SIDE_EFFECTS__ */
function safeParse(schema, input, config$1) {
  const dataset = schema['~run']({ value: input }, /* @__PURE__ */ getGlobalConfig());
  return {
    typed: dataset.typed,
    success: !dataset.issues,
    output: dataset.value,
    issues: dataset.issues,
  };
}

/** Sends a held, failed, unknown or overdue notification now, at the owner's request. */
async function sendAgain(key, deps) {
  const known = await deps.notifications.read(key);
  if (known === undefined) return { kind: 'refused', reason: 'not-found' };
  const refusal = refusalOf(known, deps);
  if (refusal !== undefined) return { kind: 'refused', reason: refusal };
  const notification = await deliverOne(known, deps, ifWanted);
  return notification === undefined ? { kind: 'refused', reason: 'being-sent' } : { kind: 'done', notification };
}

function ifWanted(notification, deps) {
  if (refusalOf(notification, deps) !== undefined) return undefined;
  return isDue(notification, deps) ? notification : reopen(notification, deps.now());
}

function refusalOf(notification, deps) {
  const { status, channel, contactId, memberId, reason, variables } = notification;
  const isAddressed = contactId !== undefined || memberId !== undefined;
  switch (status) {
    case 'sent':
      return 'already-sent';
    case 'erased':
    case 'expired':
      return status;
    case 'pending':
      return reason === undefined && !isDue(notification, deps) ? 'being-sent' : undefined;
    case 'held':
    case 'failed':
    case 'unknown':
      if (variables === undefined) return 'no-content';
      return isAddressed || channelOf(channel).addressee === 'nobody' ? undefined : 'no-contact';
  }
}

/** An id or key from outside. */
const idSchema = pipe(string(), minLength(1), maxLength(512));

/** The id of a contact or a member: only a whole GUID may decide what is erased. */
const guidSchema = pipe(string(), regex(guidForm));

/** An email address. */
const emailSchema = pipe(string(), maxLength(320), regex(emailAddressForm));

/**
 * Defines a web method: the value that its arguments form, the schema that checks it, and the work on checked input. Errors end as
 * `failed`, and the site's log gets only their kind, because messages can contain anything.
 */
function defineMethod({ input, schema, work }) {
  return (name, ports) =>
    async (...args) => {
      const checked = safeParse(schema, input(...args));
      if (!checked.success) return refusedInput(checked.issues[0]);
      try {
        return await work(checked.output, ports);
      } catch (error) {
        const kind = error instanceof Error ? error.name : typeof error;
        ports.log('web method failed', { method: name, error: kind });
        return { kind: 'failed' };
      }
    };
}

function refusedInput(issue) {
  return { kind: 'refused', reason: `expected ${issue.expected ?? 'another value'}`, path: getDotPath(issue) ?? '' };
}

/** Returns a notification without personal or internal fields. */
function listed(notification) {
  const { product, orderId, occurredAt, attempts, doubts, createdAt, dueAt } = notification;
  return {
    ...summarize(notification),
    product,
    orderId,
    occurredAt,
    attempts,
    ...(doubts === undefined ? {} : { doubts }),
    createdAt: new Date(createdAt).toISOString(),
    dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(),
  };
}

const MAX_LISTED = 200;
const DEFAULT_LISTED = 50;

/** Web methods about single notifications. */
const notificationMethods = {
  /** Sends one triggered email to one contact, outside of any rule: every call sends. */
  sendEmailToContact: defineMethod({
    input: (emailId, contactId, variables) => ({ emailId, contactId, variables }),
    schema: object({
      emailId: idSchema,
      contactId: idSchema,
      variables: optional(record(string(), string()), {}),
    }),
    async work({ emailId, contactId, variables }, { channels }) {
      const key = 'sendEmailToContact';
      const message = {
        key,
        channel: 'triggeredEmail',
        call: { emailId },
        recipient: { contactId },
        variables,
      };
      const result = await channels.send(message);
      if (result.kind === 'sent') return { kind: 'ok', value: null };
      return { kind: 'refused', reason: result.kind === 'refused' ? result.code : 'may-have-been-sent' };
    },
  }),

  /** Lists the site's notifications, newest first; `filter` may name a `status`, an `orderId` and a `limit`. */
  listNotifications: defineMethod({
    input: (filter) => filter,
    schema: optional(
      strictObject({
        status: optional(picklist(notificationStatuses)),
        orderId: optional(idSchema),
        limit: optional(pipe(number(), integer(), minValue(1), maxValue(MAX_LISTED)), DEFAULT_LISTED),
      }),
      { limit: DEFAULT_LISTED },
    ),
    async work({ limit, ...filter }, { notifications }) {
      const found = await notifications.list(filter, limit);
      return { kind: 'ok', value: found.map(listed) };
    },
  }),

  /** Sends a held, failed, unknown or overdue notification now. The rules come from the site's own code. */
  resendNotification: defineMethod({
    input: (key, site) => ({ key, site }),
    schema: object({ key: idSchema, site: optional(custom(() => true)) }),
    async work({ key, site }, deps) {
      const result = await sendAgain(key, { ...deps, site });
      if (result.kind === 'refused') return { kind: 'refused', reason: result.reason };
      return { kind: 'ok', value: listed(result.notification) };
    },
  }),
};

/** Version of wix-order-events and its date: in the first line of every built file, and in the result of `getHealth`. */
const packageVersion = { number: '0.1.0', date: '2026-11-27' };

/** Reads the site's health. */
async function readHealth(ports) {
  const { notifications, unhandled, erasures, jobStates, now, loadDigest } = ports;
  const { count } = notifications;
  const items = await countItems(ports);
  const total = totalOf(items);
  let inAYear = null;
  const jobs = {};
  let installation = installationOf({});
  let secondInsert;
  for (const job of jobNames) {
    const state = await jobStates.read(job);
    jobs[job] = healthOfJob(state);
    if (job === 'reconcileOrders') installation = installationOf(state?.progress ?? {});
    if (job === CLEAN_UP_JOB) inAYear = forecastItems(state?.progress ?? {}, total, now());
    if (job === HEARTBEAT_JOB) secondInsert = secondInsertOf(state?.progress ?? {});
  }
  return {
    version: packageVersion,
    items: { ...items, total, inAYear },
    notKept: await readNotKept(ports),
    notifications: {
      pending: await count({ status: 'pending' }),
      overdue: await count({ status: 'pending', dueBefore: now() }),
      held: await count({ status: 'held' }),
      failed: await count({ status: 'failed' }),
      unknown: await count({ status: 'unknown' }),
    },
    byRule: await countByRule(now() - WEEK_MS, { notifications }),
    unhandledEvents: {
      rejected: await unhandled.count({ kind: 'rejected' }),
      failed: await unhandled.count({ kind: 'failed' }),
    },
    openErasures: await erasures.count(),
    comparesDetails: (await loadDigest()) !== undefined,
    installation,
    secondInsert: secondInsert ?? null,
    jobs,
  };
}

function healthOfJob(state) {
  if (state === undefined) return null;
  const { startedAt, finishedAt, report } = state;
  return {
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === undefined ? null : new Date(finishedAt).toISOString(),
    report,
  };
}

/** Time budget of a web method, in milliseconds: Wix ends the call after 14 s. */
const WEB_METHOD_BUDGET_MS = 8000;
const MAX_HISTORY = 200;

const nothing = { input: () => undefined, schema: undefined_() };

/** Web methods about orders, contacts and the site as a whole. */
const ownerMethods = {
  /** Returns the history of any order. */
  getOrderHistory: defineMethod({
    input: (product, orderId) => ({ product, orderId }),
    schema: object({ product: picklist(products), orderId: idSchema }),
    async work(order, { projections, notifications }) {
      const { projection } = await projections.read(order.product, order.orderId);
      if (projection === undefined) return { kind: 'refused', reason: 'not-found' };
      const found = await notifications.list({ orderId: order.orderId }, MAX_HISTORY);
      const changes = projection.reportedKeys.map(readReportedKey);
      const states = projection.timeline.map(({ at, snapshot }) => ({ at, status: snapshot.status ?? null }));
      return { kind: 'ok', value: { ...order, changes, states, notifications: found.map(listed) } };
    },
  }),

  /** Returns the notifications to the calling member about their own orders. */
  getMyOrderHistory: defineMethod({
    ...nothing,
    async work(_nothing, { findCaller, notifications }) {
      const { contactId, memberId } = (await findCaller()) ?? {};
      const asContact = contactId === undefined ? [] : await notifications.list({ contactId }, MAX_HISTORY);
      const asMember = memberId === undefined ? [] : await notifications.list({ memberId }, MAX_HISTORY);
      if (contactId === undefined && memberId === undefined) return { kind: 'refused', reason: 'not-a-member' };
      const own = [...asContact, ...asMember].sort((left, right) => right.createdAt - left.createdAt);
      const value = own.map(({ product, orderId, change, occurredAt, status }) => {
        return { product, orderId, change, occurredAt, status };
      });
      return { kind: 'ok', value };
    },
  }),

  /**
   * Erases the data stored about one contact, or about a member by the member's own id; sends nothing. With the email address, it also
   * erases data that names the address and no contact. If it runs out of time, the hourly job continues.
   */
  eraseContact: defineMethod({
    input: (contactId, email) => ({ contactId, email }),
    schema: object({ contactId: guidSchema, email: optional(emailSchema) }),
    async work({ contactId, email }, deps) {
      const [askedAt, digest] = [deps.now(), await deps.loadDigest()];
      const marks = [contactId, email ?? []].flat().flatMap((name) => marksOf(name, digest));
      const isInTime = () => deps.now() < askedAt + WEB_METHOD_BUDGET_MS;
      return { kind: 'ok', value: await eraseDataOfPerson({ id: contactId, marks }, askedAt, isInTime, deps) };
    },
  }),

  /** Lists the events that could not be handled, latest first. */
  listUnhandledEvents: defineMethod({
    ...nothing,
    async work(_nothing, { unhandled }) {
      const events = await unhandled.list({}, MAX_HISTORY);
      const value = events.map(({ text: _text, firstAt, lastAt, ...event }) => ({
        ...event,
        firstAt: new Date(firstAt).toISOString(),
        lastAt: new Date(lastAt).toISOString(),
      }));
      return { kind: 'ok', value };
    },
  }),

  /**
   * Handles the stored events again, for example after a fix, and removes those that are handled now. The rules come from the site's own
   * code.
   */
  replayUnhandledEvents: defineMethod({
    input: (site) => site,
    schema: custom(() => true),
    async work(site, deps) {
      const deadline = deps.now() + WEB_METHOD_BUDGET_MS;
      return { kind: 'ok', value: await replayUnhandled({}, { deadline, concurrency: 1 }, site, deps) };
    },
  }),

  /** Returns what needs the owner's attention, and when each job last ran. */
  getHealth: defineMethod({
    ...nothing,
    work: async (_nothing, ports) => ({ kind: 'ok', value: await readHealth(ports) }),
  }),
};

function readReportedKey(key) {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon), occurrence: key.slice(colon + 1) };
}

const methods = { ...notificationMethods, ...ownerMethods };

/** Creates the web methods over the ports of a site. */
function createWebMethods(ports) {
  const called = Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, method(name, ports)]));
  return called;
}

/** Everything that a site calls besides its event handlers, and what few events need: a site on Wix loads it only then. */
const onDemand = { createJobs, createWebMethods, recordEvent, deliverOne, seldomSteps };

/**
 * Returns the ids of the member who calls a web method, as the platform knows them, never from an argument. Returns `undefined` if nobody
 * is logged in, for which Wix documents a rejection and announces `undefined`. Without the fieldset, Wix returns the member's id and profile only:
 * https://dev.wix.com/docs/velo/apis/wix-members-backend/current-member/get-member
 */
async function findCaller() {
  try {
    const member = await currentMember.getMember({ fieldsets: ['FULL'] });
    return member === undefined ? undefined : { contactId: member.contactId ?? member._id, memberId: member._id };
  } catch {
    return undefined;
  }
}

const SHOP_PAGE_SIZE = 100;
/** The most that the method returns: https://dev.wix.com/docs/sdk/backend-modules/pricing-plans/orders/management-list-orders */
const PLAN_PAGE_SIZE = 50;
const TICKET_PAGE_SIZE = 100;

/** Creates a reader of the products' orders and their buyers' contacts, through the SDK methods. */
function createSdkOrderReader(methods) {
  const { searchShopOrders, listPlanOrders, listTicketOrders } = methods;
  return {
    sources: [
      ...(searchShopOrders === undefined ? [] : [shopSource(searchShopOrders)]),
      ...(listPlanOrders === undefined ? [] : [planSource(listPlanOrders)]),
      ...(listTicketOrders === undefined ? [] : [ticketSource(listTicketOrders)]),
    ],
    // An address that several contacts share identifies none of them.
    async findContact(email) {
      const found = valueAt(await methods.findContactsByEmail(email, 2), 'items');
      if (!Array.isArray(found) || found.length !== 1) return undefined;
      const id = valueAt(found[0], '_id');
      return typeof id === 'string' ? id : undefined;
    },
  };
}

/** Returns the source of shop orders. A cursor holds its filter and sort order, so a search continues with the cursor alone. */
function shopSource(searchShopOrders) {
  async function search(first, from) {
    const request = from === undefined ? first : {};
    const cursorPaging = { limit: SHOP_PAGE_SIZE, ...(from === undefined ? {} : { cursor: from }) };
    const page = await searchShopOrders({ ...request, cursorPaging });
    const cursor = valueAt(valueAt(valueAt(page, 'metadata'), 'cursors'), 'next');
    return { orders: ordersOf(page), next: typeof cursor === 'string' && cursor !== '' ? cursor : undefined };
  }

  return {
    product: 'wix-ecom',
    listChanged: (changedSince, from) =>
      search(
        { filter: { _updatedDate: { $gte: changedSince } }, sort: [{ fieldName: '_updatedDate', order: 'ASC' }] },
        from,
      ),
    listOpen: (createdSince, from) =>
      search(
        {
          filter: {
            archived: { $ne: true },
            $or: [{ _createdDate: { $gte: createdSince } }, { fulfillmentStatus: { $ne: 'FULFILLED' } }],
          },
        },
        from,
      ),
  };
}

/**
 * Returns the source of plan orders. They can be sorted only by creation and end, so all are read, and the caller skips those that did
 * not change.
 */
function planSource(listPlanOrders) {
  async function list(statuses, from) {
    const offset = Number(from ?? 0);
    return pageByOffset(await listPlanOrders({ limit: PLAN_PAGE_SIZE, offset, ...statuses }), offset, PLAN_PAGE_SIZE);
  }

  return {
    product: 'wix-pricing-plans',
    listChanged: (_changedSince, from) => list({}, from),
    listOpen: (_createdSince, from) => list({ orderStatuses: ['ACTIVE', 'PENDING', 'PAUSED', 'DRAFT'] }, from),
  };
}

/** Returns the source of ticket orders. They have no documented filter by update, so all are read, newest first. */
function ticketSource(listTicketOrders) {
  async function list(from) {
    const offset = Number(from ?? 0);
    const page = await listTicketOrders({
      limit: TICKET_PAGE_SIZE,
      offset,
      fieldset: ['TICKETS', 'DETAILS', 'FORM'],
      sort: 'created:desc',
    });
    return pageByOffset(page, offset, TICKET_PAGE_SIZE);
  }

  return {
    product: 'wix-events',
    listChanged: (_changedSince, from) => list(from),
    async listOpen(createdSince, from) {
      const page = await list(from);
      const oldest = readInstant(valueAt(page.orders[page.orders.length - 1], 'created'));
      const isBeyond = oldest !== undefined && msOf(oldest) < createdSince.getTime();
      return isBeyond ? { orders: page.orders } : page;
    },
  };
}

function pageByOffset(page, offset, pageSize) {
  const orders = ordersOf(page);
  return { orders, next: orders.length < pageSize ? undefined : String(offset + orders.length) };
}

function ordersOf(page) {
  const orders = valueAt(page, 'orders');
  return Array.isArray(orders) ? orders.filter(isJsonObject) : [];
}

/** Everything that a site on Wix loads when it is called: it is built into a file of its own. */
const onDemandOnWix = { ...onDemand, findCaller, createSdkOrderReader };

export { onDemandOnWix };
