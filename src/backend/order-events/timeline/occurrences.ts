import type { Change } from '../changes/change.ts';
import { ONCE, type Finding } from '../changes/finding.ts';
import { toMilliseconds, type DateText, type Instant } from '../values/instant.ts';

/** Returns the key under which a projection remembers a reported change. */
export function reportedKey({ kind, occurrence }: Pick<Change, 'kind' | 'occurrence'>): string {
  return `${kind}:${occurrence}`;
}

/** Reported changes of an order: their keys, and the highest count of a change whose keys were forgotten. */
export interface Reported {
  readonly reportedKeys: readonly string[];
  readonly forgottenCount?: number | undefined;
}

/**
 * Converts findings into changes, leaving out those that were reported before. A change that occurs again gets a count, because the
 * content offers nothing else to distinguish the occurrences.
 */
export function nameOccurrences(
  findings: readonly Finding[],
  { reportedKeys, forgottenCount = 0 }: Reported,
  at: Instant,
): Change[] {
  if (findings.length === 0) return [];
  const happenedAt = toMilliseconds(at);
  const known = new Set(reportedKeys);
  const past: Past = { known, counts: highestCounts(reportedKeys), forgottenCount };
  const changes: Change[] = [];
  for (const finding of findings) {
    if (isReportedNearby(finding, reportedKeys, happenedAt)) continue;
    const occurrence = nextOccurrence(settled(finding, past, happenedAt), past);
    if (occurrence === undefined) continue;
    const { kind, evidence = 'compared', previous, current } = finding;
    const occurredAt = finding.at ?? happenedAt;
    const earliest = finding.notBefore ?? finding.at;
    const notBefore = earliest !== undefined && earliest > occurredAt ? occurredAt : earliest;
    changes.push({ kind, evidence, occurrence, previous, current, occurredAt, notBefore });
    known.add(reportedKey({ kind, occurrence }));
  }
  return changes;
}

/** `true` if a change that an event's name proves was reported before, by any event. */
export function isReported(finding: Finding, reportedKeys: readonly string[], at: Instant): boolean {
  const { kind, occurrence, alsoKnownAs = kind } = finding;
  const keys = [reportedKey(finding), reportedKey({ kind: alsoKnownAs, occurrence })];
  return (
    (finding.isApproximate !== true && reportedKeys.some((key) => keys.includes(key))) ||
    isReportedNearby(finding, reportedKeys, toMilliseconds(at))
  );
}

/** Milliseconds by which the time of an event may differ from the order's own instant of the same change. */
const SAME_HAPPENING_MS = 60_000;

const ABOUT = 'about-';

/** `true` if the change was reported under the time of its event, because the content named no instant. */
function isReportedNearby({ kind, at }: Finding, reportedKeys: readonly string[], happenedAt: DateText): boolean {
  const prefix = `${kind}:${ABOUT}`;
  return reportedKeys.some((key) => {
    if (!key.startsWith(prefix)) return false;
    const distanceMs = Date.parse(key.slice(prefix.length)) - Date.parse(at ?? happenedAt);
    return Math.abs(distanceMs) <= SAME_HAPPENING_MS;
  });
}

/** Completes the occurrence of a finding with what only its event and earlier changes say. */
function settled(finding: Finding, { known, counts, forgottenCount }: Past, happenedAt: DateText): Finding {
  if (finding.isApproximate === true) {
    return { ...finding, occurrence: `${ABOUT}${finding.at ?? happenedAt}`, canRepeat: false };
  }
  const { restartedBy } = finding;
  if (restartedBy === undefined) return finding;
  // If the change is still known, so is what restarted it, because that came later.
  const forgotten = known.has(reportedKey(finding)) ? 0 : forgottenCount;
  const restarts = counts.get(reportedKey({ kind: restartedBy, occurrence: ONCE })) ?? forgotten;
  return restarts === 0 ? finding : { ...finding, occurrence: `${finding.occurrence}+${String(restarts)}` };
}

/**
 * Returns the next free occurrence; `undefined` if the change was reported. A forgotten count is not used again: a notification already
 * has that key, and nothing would be sent.
 */
function nextOccurrence(finding: Finding, { known, counts, forgottenCount }: Past): string | undefined {
  const { occurrence, canRepeat } = finding;
  const first = reportedKey(finding);
  if (!canRepeat) return known.has(first) ? undefined : occurrence;
  const count = (counts.get(first) ?? forgottenCount) + 1;
  counts.set(first, count);
  return count === 1 ? occurrence : `${occurrence}~${String(count)}`;
}

interface Past {
  readonly known: ReadonlySet<string>;
  readonly counts: Map<string, number>;
  readonly forgottenCount: number;
}

/** Returns the highest count of each occurrence, by the key without its count. */
function highestCounts(reportedKeys: readonly string[]): Map<string, number> {
  const highest = new Map<string, number>();
  for (const { of, count } of reportedKeys.map(readCount)) highest.set(of, Math.max(count, highest.get(of) ?? 0));
  return highest;
}

/** Splits a key into the key without its count, and the count; the first occurrence has none. */
function readCount(key: string): { readonly of: string; readonly count: number } {
  const [, of = key, count = '1'] = /^(.*)~(\d+)$/s.exec(key) ?? [];
  return { of, count: Number(count) };
}

/** Limits keys to `size`: keys for which one with a higher count stands are dropped first, then the oldest. */
export function boundReportedKeys(reportedKeys: readonly string[], size: number): readonly string[] {
  if (reportedKeys.length <= size) return reportedKeys;
  const highest = highestCounts(reportedKeys);
  let excess = reportedKeys.length - size;
  const left = reportedKeys.filter((key) => {
    const { of, count } = readCount(key);
    if (excess === 0 || count === highest.get(of)) return true;
    excess -= 1;
    return false;
  });
  return left.slice(-size);
}

/** Returns the highest count of the changes of which no key is left; 0 if every change has one. */
export function countForgotten(all: readonly string[], kept: readonly string[]): number {
  if (all === kept) return 0;
  const known = highestCounts(kept);
  let highest = 0;
  for (const [of, count] of highestCounts(all)) if (!known.has(of)) highest = Math.max(highest, count);
  return highest;
}

/**
 * Removes the findings of `known`, one for one: first those of the same occurrence, then, if the content cannot distinguish occurrences,
 * those of the same kind.
 */
export function withoutFindings(findings: readonly Finding[], known: readonly Finding[]): Finding[] {
  const exact = takeAway(findings, known, reportedKey, () => true);
  return takeAway(exact.left, exact.notTaken, keyOfToggle, (left, right) => left.canRepeat || right.canRepeat).left;
}

function keyOfToggle({ kind, subject }: Finding): string {
  return subject === undefined ? kind : `${kind}:${subject}`;
}

/** Removes findings that are alike and have the same key. An event may show tens of thousands of findings, so they are looked up by key. */
function takeAway(
  findings: readonly Finding[],
  known: readonly Finding[],
  keyOf: (finding: Finding) => string,
  isAlike: (left: Finding, right: Finding) => boolean,
): { readonly left: Finding[]; readonly notTaken: Finding[] } {
  const byKey = new Map<string, Set<Finding>>();
  for (const finding of known) {
    const same = byKey.get(keyOf(finding)) ?? new Set();
    byKey.set(keyOf(finding), same.add(finding));
  }
  const taken = new Set<Finding>();
  const left = findings.filter((finding) => {
    for (const candidate of byKey.get(keyOf(finding)) ?? []) {
      if (taken.has(candidate) || !isAlike(finding, candidate)) continue;
      taken.add(candidate);
      return false;
    }
    return true;
  });
  return { left, notTaken: known.filter((finding) => !taken.has(finding)) };
}
