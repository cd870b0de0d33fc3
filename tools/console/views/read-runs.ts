import type { History, RunsWanted } from '../../workbench/runs/open-history.ts';
import type { RunSummary } from '../../workbench/runs/run.ts';
import type { Page } from '../contract/answers.ts';

const RUNS_SHOWN = 200;

/** Returns a page of the runs, newest first. */
export function readRuns(history: History, wanted: RunsWanted): Page<RunSummary> {
  const found = history.list(RUNS_SHOWN + 1, wanted);
  const following = found[RUNS_SHOWN];
  return {
    rows: found.slice(0, RUNS_SHOWN),
    total: history.count(wanted),
    next: following === undefined ? null : String(following.id),
  };
}
