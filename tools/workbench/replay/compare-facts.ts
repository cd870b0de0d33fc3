import { factName, type ReportFacts } from './report-facts.ts';

/** Result of comparing an event with its last run: `regressed` if something that worked then fails now. */
export type ComparisonVerdict = 'same' | 'fixed' | 'regressed' | 'changed';

/** Fact that differs; `null` if it was absent. */
export interface Difference {
  readonly what: string;
  readonly previous: string | null;
  readonly current: string | null;
}

/** Comparison of an event with its last run. */
export interface Comparison {
  readonly verdict: ComparisonVerdict;
  readonly differences: readonly Difference[];
}

/** Compares two runs of one event. A regression outweighs a fix, and a fix outweighs any other change. */
export function compareFacts(before: ReportFacts, after: ReportFacts): Comparison {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differences = names
    .map((what) => ({ what, previous: factOf(before, what), current: factOf(after, what) }))
    .filter(({ previous, current }) => previous !== current);
  if (differences.length === 0) return { verdict: 'same', differences };
  const isLoss = differences.some((difference) => isWorse(difference, after));
  const isGain = differences.some(isBetter);
  return { verdict: isLoss ? 'regressed' : isGain ? 'fixed' : 'changed', differences };
}

const badVerdicts: ReadonlySet<string | null> = new Set(['rejected', 'crashed', 'threw', 'no-outcome', 'none']);

/** `true` if the event is no longer handled, a notification no longer sent, or a variable of an email now missing. */
function isWorse({ what, previous, current }: Difference, after: ReportFacts): boolean {
  if (what === factName.verdict) return badVerdicts.has(current) && !badVerdicts.has(previous);
  if (what.startsWith(factName.notification)) return previous === 'sent';
  const [email = '', variable] = what.split(factName.variable);
  return variable !== undefined && current === null && Object.hasOwn(after, email);
}

function isBetter({ what, previous, current }: Difference): boolean {
  if (what === factName.verdict) return badVerdicts.has(previous) && !badVerdicts.has(current);
  return what.startsWith(factName.notification) && previous !== null && current === 'sent';
}

function factOf(facts: ReportFacts, name: string): string | null {
  return Object.hasOwn(facts, name) ? (facts[name] ?? null) : null;
}
