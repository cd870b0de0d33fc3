import type { HandlerName } from '../handlers/handlers.ts';
import { openNestedTexts } from '../handlers/unwrap-envelope.ts';
import { PAGE_SIZE } from '../jobs/pages.ts';
import { inTurn, type Turn } from '../jobs/share-time.ts';
import type { Ports } from '../ports/ports.ts';
import { MAX_EVENT_TEXT_LENGTH, type RecordedEvent } from '../ports/recorded-events.ts';
import { retainedSince } from '../retention/retained-since.ts';
import type { RecordingSettings } from '../rules/rule.ts';
import { markPeople, namesIn } from '../values/people.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { scrubEvent } from './scrub-event.ts';

/** Dependencies of recording. */
export type RecordingDeps = Pick<Ports, 'recorded' | 'now' | 'random' | 'loadDigest' | 'log'>;

/** One event in this many checks whether there are too many: counting costs a Wix call. */
const EVENTS_PER_TRIMMING = 20;

/**
 * Stores a scrubbed copy of an event. Never rejects: what cannot be recorded must not cost the event. Without the site's key nothing is
 * stored, because ids could not be replaced consistently.
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
    await deps.recorded.keep(recorded);
    if (deps.random() < 1 / EVENTS_PER_TRIMMING) await trimTo(atMost, PAGE_SIZE, deps);
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
  // JSON turns dates into text, and drops what it cannot express.
  const event: unknown = JSON.parse(JSON.stringify(openNestedTexts(raw).value));
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
async function trimTo(atMost: number, limit: number, { recorded }: Pick<Ports, 'recorded'>): Promise<number> {
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
export async function cleanUpRecorded(
  { atMost, days }: RecordingSettings,
  turn: Turn,
  note: (removed: number) => void,
  { recorded, now }: Pick<Ports, 'recorded' | 'now'>,
): Promise<boolean> {
  return await inTurn(async (limit) => {
    const trimmed = await trimTo(atMost, limit, { recorded });
    const old = await recorded.listOldest(limit, retainedSince(days, now()));
    await recorded.remove(old.map(({ id }) => id));
    note(trimmed + old.length);
    return Math.max(trimmed, old.length);
  }, turn);
}
