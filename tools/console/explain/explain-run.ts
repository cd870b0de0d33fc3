import type { Verdict } from '../../../src/backend/order-events/changes/change.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import { warningWords } from './words.ts';
import type { TraceLine } from '../contract/answers.ts';
import type { StoredRun } from '../../workbench/runs/run.ts';
import { outcomeOf } from '../../workbench/runs/summarize-run.ts';
import { explainChange, explainKnown, type ExplainDeps } from './explain-change.ts';
import { explainTask } from './explain-task.ts';
import { timeText } from './words.ts';

/** What else the explanation of a run looks up. */
export interface ExplainRunDeps extends ExplainDeps {
  /** The first delivery of exactly this event. */
  readonly findEarlier: (run: StoredRun) => StoredRun | undefined;
}

/** The decision trace of a run: what it was taken for, what changed, and why each email was sent or not. */
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
  if (outcome.rejection !== null) return [...repeated, ...explainRejection(outcome)];
  return [
    ...repeated,
    ...explainVerdict(outcome.verdict, deps.findEarlier(run), deps),
    ...outcome.changes.flatMap((change) => explainChange(change, outcome, deps)),
    ...outcome.warnings.map((code): TraceLine => ({ tone: 'problem', text: warningWords(code) })),
  ];
}

function explainRejection({ rejection, order }: EventOutcome): TraceLine[] {
  if (rejection === null) return [];
  const { path, expected, found } = rejection;
  if (order !== null) {
    const text = `The event is sound, but the site could not store it just then (${found}). It is kept, and the delivery job handles it.`;
    return [{ tone: 'waiting', text }];
  }
  return [
    { tone: 'problem', text: `Not understood at ${path}: expected ${expected}, found ${found}.` },
    {
      tone: 'info',
      text: 'The event is kept under "Not handled", and nobody was told. Edit it and fire it again.',
    },
  ];
}

function explainVerdict(verdict: Verdict, earlier: StoredRun | undefined, deps: ExplainDeps): TraceLine[] {
  const { id, at = null } = earlier?.summary ?? {};
  const said = id === undefined || at === null ? '' : ` Delivery ${id} brought it at ${timeText(at)}.`;
  const texts: Readonly<Record<Verdict, string>> = {
    changed: 'The order moved on.',
    'first-seen': 'The first event of this order: nothing was stored to compare it with.',
    'no-change': 'The order is as it was known already, so there is nothing to tell.',
    duplicate: `Wix delivered this event before, so nothing was looked at again and nobody is told twice.${said}`,
    stale: 'The event is older than what is known of the order, and shows nothing new.',
    rejected: 'Not understood.',
  };
  const told = verdict === 'duplicate' && earlier?.result ? outcomeOf(earlier.result)?.notifications : undefined;
  return [
    { tone: 'info', text: texts[verdict], runId: verdict === 'duplicate' ? id : undefined },
    ...(told ?? []).map(({ key, change }) => explainKnown(key, change, deps)),
  ];
}
