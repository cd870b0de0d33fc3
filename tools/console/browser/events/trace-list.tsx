import type { JSX } from 'preact';

import type { TraceLine } from '../../contract/answers.ts';
import { visibleText } from '../../../../emulator/cli/visible-text.ts';
import { PastList } from '../elements/past-list.tsx';

/** Start of a line: a change, or the rule that created a notification. */
const isHeading = /^(?:Rule )?[a-z][\w-]*(?=: )/;

const signs = { sent: '✓', waiting: '…', 'not-sent': '–', problem: '!', info: '·' } as const;

/** The decision trace. Links to another run use `noun` as the label and `place` as the route. */
export function TraceList({
  trace,
  noun = 'run',
  place = 'events',
}: {
  readonly trace: readonly TraceLine[];
  readonly noun?: string;
  readonly place?: string;
}): JSX.Element {
  return (
    <ul class="trace">
      {trace.map(({ tone, text, runId, past }, index) => (
        <li key={index} class={tone}>
          <span class="sign" aria-hidden="true">
            {signs[tone]}
          </span>
          <span>
            {isHeading.test(text) ? <strong>{text.slice(0, text.indexOf(':'))}</strong> : null}
            {visibleText(text.replace(isHeading, ''))}
            {runId === undefined ? null : (
              <>
                {' '}
                <a href={`#/${place}/${runId}`}>
                  Show {noun} {runId}
                </a>
              </>
            )}
            {past === undefined ? null : <PastList past={past} noun={noun} place={place} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
