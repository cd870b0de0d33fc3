import type { Change } from '../changes.ts';
import { toMilliseconds, type Instant } from '../instant.ts';
import type { Finding } from './finding.ts';

/** The key under which a projection remembers a reported change. */
export function toldKey({ kind, occurrence }: Pick<Change, 'kind' | 'occurrence'>): string {
  return `${kind}:${occurrence}`;
}

/**
 * Turns findings into changes, leaving out what was reported before. A moment that can come about again gets a count
 * when it does: the content offers nothing else to tell the times apart.
 */
export function nameOccurrences(findings: readonly Finding[], told: readonly string[], at: Instant): Change[] {
  if (findings.length === 0) return [];
  const known = new Set(told);
  const changes: Change[] = [];
  for (const finding of findings) {
    const occurrence = nextOccurrence(finding, known);
    if (occurrence === undefined) continue;
    const { kind, evidence = 'compared', previous, current } = finding;
    changes.push({ kind, evidence, occurrence, previous, current, occurredAt: finding.at ?? toMilliseconds(at) });
    known.add(toldKey({ kind, occurrence }));
  }
  return changes;
}

function nextOccurrence({ kind, moment, canRepeat }: Finding, known: ReadonlySet<string>): string | undefined {
  if (!known.has(`${kind}:${moment}`)) return moment;
  if (!canRepeat) return undefined;
  let count = 2;
  while (known.has(`${kind}:${moment}~${String(count)}`)) count += 1;
  return `${moment}~${String(count)}`;
}

/**
 * The findings that are left when those of `known` are taken away, one for one: first those of the same moment, then,
 * where the content cannot tell times apart, those of the same kind.
 */
export function withoutFindings(findings: readonly Finding[], known: readonly Finding[]): Finding[] {
  const exact = takeAway(findings, known, (left, right) => left.kind === right.kind && left.moment === right.moment);
  return takeAway(exact.left, exact.notTaken, isSameToggle).left;
}

function isSameToggle(left: Finding, right: Finding): boolean {
  return left.canRepeat && left.kind === right.kind && left.subject === right.subject;
}

function takeAway(
  findings: readonly Finding[],
  known: readonly Finding[],
  isSame: (left: Finding, right: Finding) => boolean,
): { readonly left: Finding[]; readonly notTaken: Finding[] } {
  const notTaken = [...known];
  const left = findings.filter((finding) => {
    const index = notTaken.findIndex((candidate) => isSame(finding, candidate));
    if (index !== -1) notTaken.splice(index, 1);
    return index === -1;
  });
  return { left, notTaken };
}
