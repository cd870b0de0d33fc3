import type { JSX } from 'preact';

import type { Verdict } from '../../../../src/backend/order-events/changes/change.ts';
import type { NotificationStatus } from '../../../../src/backend/order-events/ports/notifications.ts';
import type { RunStatus, RunSummary } from '../../../workbench/runs/run.ts';

/** Words of a badge that have a color. */
type ColoredWord =
  | Verdict
  | NotificationStatus
  | Exclude<RunStatus, 'done'>
  | NonNullable<RunSummary['failure']>
  // For a webhook that was not handled yet, or will not be.
  | 'waiting'
  | 'tried again'
  | 'dead'
  | 'removed'
  | 'not-kept';

const tones: Readonly<Record<string, string>> = {
  changed: 'good',
  'first-seen': 'fresh',
  'no-change': 'quiet',
  duplicate: 'quiet',
  stale: 'quiet',
  rejected: 'bad',
  sent: 'good',
  pending: 'waiting',
  held: 'waiting',
  unknown: 'waiting',
  failed: 'bad',
  expired: 'quiet',
  erased: 'quiet',
  threw: 'bad',
  crashed: 'bad',
  refused: 'waiting',
  'not-run': 'bad',
  queued: 'waiting',
  running: 'fresh',
  waiting: 'waiting',
  'tried again': 'waiting',
  dead: 'bad',
  removed: 'waiting',
  'not-kept': 'bad',
} satisfies Record<ColoredWord, string>;

/** A word in the color of its meaning. */
export function Badge({ word }: { readonly word: string }): JSX.Element {
  return <span class={`badge ${tones[word] ?? 'quiet'}`}>{word}</span>;
}

/** Returns the result of a run, in one word. */
export function wordOf({ status, verdict, failure, kind }: RunSummary): string {
  if (status !== 'done') return status;
  return failure ?? verdict ?? (kind === 'time' ? 'clock' : 'done');
}
