import type { JSX } from 'preact';

import type { ShownSequence } from '../../contract/answers.ts';
import type { RunSummary } from '../../../workbench/runs/run.ts';
import { Badge, wordOf } from '../elements/verdict.tsx';

/** Steps of a sequence, with the results of those already run. */
export function SequenceSteps({
  steps,
  runs,
}: {
  readonly steps: ShownSequence['steps'];
  readonly runs: readonly (RunSummary | undefined)[];
}): JSX.Element {
  return (
    <ol class="steps">
      {steps.map(({ name, about, handler }, index) => (
        <li key={index}>
          <p>
            <strong>{name}</strong> <RunResult run={runs[index]} />
          </p>
          <p>{about}</p>
          <p class="muted mono small">{handler}</p>
        </li>
      ))}
    </ol>
  );
}

/** Result of a run, as a link to it. */
export function RunResult({ run }: { readonly run: RunSummary | undefined }): JSX.Element | null {
  if (run === undefined) return null;
  return (
    <a class="result" href={`#/events/${run.id}`}>
      <Badge word={wordOf(run)} />{' '}
      {run.emails > 0 ? <span class="chip good">{run.emails === 1 ? '1 email' : `${run.emails} emails`}</span> : null}
      <span class="for-ears">, run {run.id}</span>
    </a>
  );
}
