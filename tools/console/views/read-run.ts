import type { Emulator } from '../../../emulator/emulator.ts';
import type { RunDetail } from '../contract/answers.ts';
import { explainPast } from '../explain/explain-past.ts';
import { explainRun } from '../explain/explain-run.ts';
import { showEmail } from '../explain/show-email.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import type { KnownRule } from '../rules/load-rules.ts';
import { nameOfPerson } from '../../workbench/runs/order-facts.ts';
import { outcomeOf } from '../../workbench/runs/summarize-run.ts';
import { findNotification } from '../site/stored-rows.ts';

const SIBLINGS_SHOWN = 30;

/** Returns the details of one run; `undefined` if it is not kept. */
export function readRun(
  id: number,
  emulator: Emulator,
  history: History,
  rules: readonly KnownRule[] | null,
): RunDetail | undefined {
  const run = history.get(id);
  if (run === undefined) return undefined;
  const { summary, request, result } = run;
  const outcome = result === null ? null : outcomeOf(result);
  const siblings = history.listBatch(summary.batch, SIBLINGS_SHOWN).map((sibling) => sibling.id);
  return {
    summary,
    request,
    result: result?.result ?? null,
    outcome,
    trace: explainRun(run, {
      rules,
      now: emulator.clock.now(),
      findNotification: (key) => findNotification(emulator.data, key),
      findTeller: (key) => history.findTeller(key),
      findPast: (key) => explainPast(history.statesOf(key)),
      nameOf: (order, person) => nameOfPerson(history.factsOf(order), person),
      findEarlier: (later) => history.findEarlier(later),
    }),
    emails: result?.emails.map((email) => showEmail(email, outcome, rules, history.findPerson)) ?? [],
    calls: result?.calls ?? [],
    logs: result?.logs ?? [],
    siblings: { ids: siblings.length > 1 ? siblings : [], total: history.countBatch(summary.batch) },
  };
}
