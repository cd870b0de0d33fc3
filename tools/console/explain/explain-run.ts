import type { Verdict } from '../../../src/backend/order-events/changes/change.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { Rejection } from '../../../src/backend/order-events/values/rejection.ts';
import type { TraceLine } from '../contract/answers.ts';
import type { RunSummary, StoredRun } from '../../workbench/runs/run.ts';
import { outcomeOf } from '../../workbench/runs/summarize-run.ts';
import { explainChange, explainKnown, type ExplainDeps } from './explain-change.ts';
import { explainTask } from './explain-task.ts';
import { timeText, warningWords } from './words.ts';

/** Additional lookups to explain a run. */
export interface ExplainRunDeps extends ExplainDeps {
  /** Returns the first delivery of the same event. */
  readonly findEarlier: (run: StoredRun) => StoredRun | undefined;
}

/** Returns the decision trace of a run: its classification, the changes, and why each email was sent or not. */
export function explainRun(run: StoredRun, deps: ExplainRunDeps): TraceLine[] {
  const { summary, result } = run;
  if (result === null) return [{ tone: 'waiting', text: 'It waits for its turn.' }];
  const repeated: TraceLine[] = summary.isRepeated
    ? [
        {
          tone: 'info',
          text: 'The console was stopped while this ran, so it ran again: Wix too may deliver an event twice.',
        },
      ]
    : [];
  const outcome = outcomeOf(result);
  if (outcome === null) return [...repeated, ...explainTask(run)];
  const earlier = deps.findEarlier(run);
  const told = earlier?.result ? outcomeOf(earlier.result)?.notifications : undefined;
  return [...repeated, ...explainOutcome(outcome, earlier && { ...earlier.summary, told: told ?? [] }, deps)];
}

/** The first delivery of a redelivered event. */
export interface EarlierDelivery extends Pick<RunSummary, 'id' | 'at'> {
  readonly told: EventOutcome['notifications'];
}

/** Explains how an event was classified, what changed, and why each notification was sent or not. */
export function explainOutcome(
  outcome: EventOutcome,
  earlier: EarlierDelivery | undefined,
  deps: ExplainDeps,
): TraceLine[] {
  if (outcome.rejection !== null) return explainRejection(outcome.rejection, outcome.order);
  return [
    ...explainVerdict(outcome.verdict, earlier, deps),
    ...outcome.changes.flatMap((change) => explainChange(change, outcome, deps)),
    ...outcome.warnings.map((code): TraceLine => ({ tone: 'problem', text: warningWords(code) })),
  ];
}

function explainRejection(rejection: Rejection, order: EventOutcome['order']): TraceLine[] {
  const { path, expected, found } = rejection;
  if (order !== null) {
    const text = `The event is sound, but the site could not store it just then (${found}). It is kept, and the delivery job handles it.`;
    return [{ tone: 'waiting', text }];
  }
  return [
    { tone: 'problem', text: `Not understood at ${path}: expected ${expected}, found ${found}.` },
    {
      tone: 'info',
      text: 'The event is kept among those not handled, and nobody was told. Edit it and fire it again.',
    },
  ];
}

function explainVerdict(verdict: Verdict, earlier: EarlierDelivery | undefined, deps: ExplainDeps): TraceLine[] {
  const { id, at = null } = earlier ?? {};
  const said = id === undefined || at === null ? '' : ` Delivery ${id} brought it at ${timeText(at)}.`;
  const texts: Readonly<Record<Verdict, string>> = {
    changed: 'The order moved on.',
    'first-seen': 'The first event of this order: nothing was stored to compare it with.',
    'no-change': 'The order is as it was known already, so there is nothing to tell.',
    duplicate: `Wix delivered this event before, so nothing was looked at again and nobody is told twice.${said}`,
    stale: 'The event is older than what is known of the order, and shows nothing new.',
    rejected: 'Not understood.',
  };
  if (verdict !== 'duplicate') return [{ tone: 'info', text: texts[verdict] }];
  return [
    { tone: 'info', text: texts[verdict], runId: id },
    ...(earlier?.told ?? []).map(({ key, change }) => explainKnown(key, change, deps)),
  ];
}
