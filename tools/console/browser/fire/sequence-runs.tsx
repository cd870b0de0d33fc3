import type { JSX } from 'preact';

import type { RunSummary } from '../../../workbench/runs/run.ts';
import { RunResult } from './sequence-steps.tsx';

/** Results of a sequence that was run all at once, in delivery order. */
export function SequenceRuns({ runs }: { readonly runs: readonly (RunSummary | undefined)[] }): JSX.Element {
  const done = runs.filter((run) => run?.status === 'done');
  const emails = done.reduce((sum, run) => sum + (run?.emails ?? 0), 0);
  return (
    <section class="notice" aria-label="Results">
      <p role="status">
        <strong>
          {done.length} of {runs.length} delivered, {emails === 1 ? '1 email' : `${emails} emails`}
        </strong>
      </p>
      <ol class="deliveries">
        {runs.map((run, index) => (
          <li key={index}>
            {run?.label.replace(/^.* · /, '').replace(/:.*$/, '')} <RunResult run={run} />
          </li>
        ))}
      </ol>
    </section>
  );
}
