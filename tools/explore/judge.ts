import { channelOf, promiseOf } from '../../src/backend/order-events/channels/channels.ts';
import { MAX_DOUBTS } from '../../src/backend/order-events/delivery/notification.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { isLateEmail } from './late-emails.ts';
import type { ExpectedSend, Scenario } from './scenario.ts';

/** Counts over the ends of a scenario; each end counts once per schedule that leads to it. */
export interface Totals {
  readonly schedules: number;
  readonly sends: number;
  /** Changes shown by some event but never sent. */
  readonly losses: number;
  /** Surplus emails, and emails about changes that did not happen. */
  readonly repeats: number;
  /** Emails about changes that are too old by the order's own dates. */
  readonly past: number;
  /** Changes that left no trace: their handler stopped before its first write, and the event was never delivered again. */
  readonly unseen: number;
  /** Emails sent after an erasure. */
  readonly mailed: number;
  /** Ends in which erased data is still stored. */
  readonly left: number;
  /** Doubtful notifications sent again, by rules that resend. */
  readonly resent: number;
  /** Doubtful notifications left to the owner, by a rule that holds or after a second doubt. */
  readonly held: number;
}

/**
 * Reason why the sending of an email is unknowable: its sender stopped, or could not save the result, after the email was `sent` or its
 * attempt `claimed`; or the email call failed with or without having sent it.
 */
export type Doubt = 'sent' | 'claimed' | 'answered-sent' | 'answered-unsent';

/** Doubts about each notification, by its label. */
export type Windows = ReadonlyMap<string, readonly Doubt[]>;

/** Totals of no schedules. */
export const noTotals: Totals = {
  schedules: 0,
  sends: 0,
  losses: 0,
  repeats: 0,
  past: 0,
  unseen: 0,
  mailed: 0,
  left: 0,
  resent: 0,
  held: 0,
};

/** Returns the sum, with the second operand counted `times` times. */
export function addTotals(left: Totals, right: Totals, times = 1): Totals {
  return {
    schedules: left.schedules + right.schedules * times,
    sends: left.sends + right.sends * times,
    losses: left.losses + right.losses * times,
    repeats: left.repeats + right.repeats * times,
    past: left.past + right.past * times,
    unseen: left.unseen + right.unseen * times,
    mailed: left.mailed + right.mailed * times,
    left: left.left + right.left * times,
    resent: left.resent + right.resent * times,
    held: left.held + right.held * times,
  };
}

/** Returns the label of an expected notification: its rule and occurrence. */
export function labelOf({ rule, occurrence }: { readonly rule: string; readonly occurrence: string }): string {
  return `${rule} ${occurrence}`;
}

/** The verdict on one end, with its faults as text. */
export interface Judgement {
  readonly totals: Totals;
  readonly faults: readonly string[];
}

/** Compares the emails sent by the end with those that a scenario expects; `gone` are the events that were never handled completely. */
export function judge(world: World, scenario: Scenario, windows: Windows, gone: ReadonlySet<string>): Judgement {
  const sent = new Map<string, number>();
  for (const { emailId, variables } of world.emails) {
    const label = labelOf({ rule: emailId, occurrence: variables['occurrence'] ?? variables['text'] ?? '' });
    sent.set(label, (sent.get(label) ?? 0) + 1);
  }
  const faults: string[] = [];
  let totals: Totals = { ...noTotals, schedules: 1, sends: world.emails.length };
  for (const expected of scenario.expected) {
    const label = labelOf(expected);
    const judged = judgeOne(expected, sent.get(label) ?? 0, windows.get(label) ?? [], { world, scenario, gone });
    totals = addTotals(totals, { ...noTotals, ...judged.counts });
    if (judged.fault !== undefined) faults.push(`${label}: ${judged.fault}`);
    sent.delete(label);
  }
  for (const [label, count] of sent) {
    const isPast = scenario.past?.some((rule) => label.startsWith(`${rule} `)) === true;
    totals = addTotals(totals, { ...noTotals, [isPast ? 'past' : 'repeats']: count });
    faults.push(`${label}: ${isPast ? 'about the past' : 'not expected'}, sent ${String(count)} times`);
  }
  const mailed = world.emails.filter(isLateEmail).length;
  const leftover = findLeftover(world, scenario, gone);
  totals = addTotals(totals, { ...noTotals, mailed, left: Number(leftover !== undefined) });
  if (mailed > 0) faults.push(`sent after the erasure: ${String(mailed)} times`);
  if (leftover !== undefined) faults.push(`left after the erasure: ${leftover}`);
  for (const { key, status } of world.notifications.values()) {
    if (status === 'pending') faults.push(`${key}: still pending`);
  }
  return { totals, faults };
}

/** Returns a text that is still stored after a scenario's erasure; `undefined` if there is none, or nothing was erased. */
export function findLeftover(world: World, { erasure }: Scenario, gone: ReadonlySet<string>): string | undefined {
  if (erasure === undefined || (world.erasures.size === 0 && gone.has(erasure.by))) return undefined;
  const { projections, notifications, claims, unhandled, jobStates, recorded, erasures } = world;
  const stores = { projections, notifications, claims, unhandled, jobStates, recorded, erasures };
  for (const [store, rows] of Object.entries(stores)) {
    const text = JSON.stringify([...rows]);
    const canary = erasure.canaries.find((each) => text.includes(each));
    if (canary !== undefined) return `${canary} in ${store}`;
  }
  return undefined;
}

interface Judged {
  readonly counts: Partial<Totals>;
  readonly fault?: string;
}

function judgeOne(
  expected: ExpectedSend,
  count: number,
  doubts: readonly Doubt[],
  { world, scenario, gone }: { readonly world: World; readonly scenario: Scenario; readonly gone: ReadonlySet<string> },
): Judged {
  const row = [...world.notifications.values()].find((candidate) => labelOf(candidate) === labelOf(expected));
  // An email erased before its sending or resending is not sent, whichever process stopped.
  if (scenario.erasure !== undefined && count <= 1) return { counts: {} };
  const promised = row === undefined ? undefined : promiseOf(row);
  // An exactly-once channel leaves no doubt, whichever process stopped.
  if (doubts.length === 0 || promised === 'exactly-once') {
    if (count === 1) return { counts: {} };
    if (count > 1) return { counts: { repeats: count - 1 }, fault: `sent ${String(count)} times` };
    // A written notification will be sent, whichever process stopped.
    if (row === undefined && expected.needs.some((name) => gone.has(name))) return { counts: { unseen: 1 } };
    return { counts: { losses: 1 }, fault: 'never sent' };
  }
  const out = doubts.filter((doubt) => doubt === 'sent' || doubt === 'answered-sent').length;
  const answered = doubts.filter((doubt) => doubt === 'answered-sent' || doubt === 'answered-unsent').length;
  const isRepeatable = row !== undefined && channelOf(row.channel).takesKey;
  const isOwners = row?.ifUnknown === 'hold' || (answered >= MAX_DOUBTS && !isRepeatable);
  if (isOwners && row?.status === 'unknown' && count === out) return { counts: { held: 1 } };
  if (!isOwners && count === out + 1) return { counts: out === 0 ? {} : { resent: out } };
  const fault = `in doubt: ${row?.status ?? 'no row'}, sent ${String(count)} times`;
  return { counts: count === 0 ? { losses: 1 } : { repeats: Math.max(1, count - out) }, fault };
}
