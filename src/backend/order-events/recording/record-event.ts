import type { RecordingSettings } from '../rules/rule.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import { openNestedTexts } from '../handlers/unwrap-envelope.ts';
import type { Digest } from '../values/detail-digests.ts';
import type { Log } from '../ports/ports.ts';
import { createPseudonyms } from './pseudonyms.ts';
import type { RecordedEvent, RecordingStore } from './recording-store.ts';
import { scrubEvent } from './scrub-event.ts';

/** What recording needs from outside. */
export interface RecordingDeps {
  readonly store: RecordingStore;
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly loadDigest: () => Promise<Digest>;
  readonly log: Log;
}

/** Larger events are left out: Wix Data refuses items over 500 KB, and a character takes up to five bytes there. */
const MAX_TEXT_LENGTH = 90_000;
/** One event in so many looks whether there are too many: counting costs a Wix call. */
const EVENTS_PER_TRIMMING = 20;
const TRIMMED_AT_ONCE = 100;

/**
 * Keeps a scrubbed copy of an event. Never rejects: what cannot be recorded must not cost the event. Without the site's
 * key nothing is kept, because its ids could not be replaced consistently.
 */
export async function recordEvent(
  handler: HandlerName,
  raw: unknown,
  { isOn, atMost }: RecordingSettings,
  deps: RecordingDeps,
): Promise<void> {
  if (!isOn) return;
  try {
    const recorded = await scrubbed(handler, raw, deps);
    if (typeof recorded === 'string') {
      deps.log('event not recorded', { handler, reason: recorded });
      return;
    }
    await deps.store.keep(recorded);
    if (deps.random() < 1 / EVENTS_PER_TRIMMING) await trimTo(atMost, deps.store);
  } catch {
    deps.log('event not recorded', { handler, reason: 'failed' });
  }
}

async function scrubbed(
  handler: HandlerName,
  raw: unknown,
  { loadDigest, now, random }: RecordingDeps,
): Promise<RecordedEvent | 'no-key' | 'too-large'> {
  const digest = await loadDigest();
  if (digest === undefined) return 'no-key';
  // Through JSON first: dates become texts, and what JSON has no word for is dropped.
  const event: unknown = JSON.parse(JSON.stringify(openNestedTexts(raw).value));
  const text = JSON.stringify(scrubEvent(event, createPseudonyms(digest)));
  if (text.length > MAX_TEXT_LENGTH) return 'too-large';
  const receivedAt = now();
  const id = `${new Date(receivedAt).toISOString()}/${handler}/${random().toString(36).slice(2, 10)}`;
  return { id, handler, text, receivedAt };
}

/** Removes the oldest beyond a number; a page at a time, so that no event waits long for it. */
async function trimTo(atMost: number, store: RecordingStore): Promise<number> {
  const tooMany = (await store.count()) - atMost;
  if (tooMany <= 0) return 0;
  const oldest = await store.listOldest(Math.min(tooMany, TRIMMED_AT_ONCE));
  await store.remove(oldest.map(({ id }) => id));
  return oldest.length;
}

const MS_PER_DAY = 86_400_000;

/** The daily clean-up: removes what is too old or too much. Returns how many events went. */
export async function cleanUpRecorded(
  { atMost, days }: RecordingSettings,
  deadline: number,
  { store, now }: Pick<RecordingDeps, 'store' | 'now'>,
): Promise<number> {
  let removed = 0;
  while (now() < deadline) {
    const trimmed = await trimTo(atMost, store);
    const old = await store.listOldest(TRIMMED_AT_ONCE, now() - days * MS_PER_DAY);
    await store.remove(old.map(({ id }) => id));
    removed += trimmed + old.length;
    if (trimmed < TRIMMED_AT_ONCE && old.length < TRIMMED_AT_ONCE) break;
  }
  return removed;
}
