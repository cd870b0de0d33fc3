import type { JSX } from 'preact';
import type { RunSummary } from '../../../workbench/runs/run.ts';

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
};

/** One word in the color of what it means. */
export function Badge({ word }: { readonly word: string }): JSX.Element {
  return <span class={`badge ${tones[word] ?? 'quiet'}`}>{word}</span>;
}

/** What a run came to, in one word. */
export function wordOf({ status, verdict, failure, kind }: RunSummary): string {
  if (status !== 'done') return status;
  return failure ?? verdict ?? (kind === 'time' ? 'clock' : 'done');
}
