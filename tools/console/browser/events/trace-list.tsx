import type { JSX } from 'preact';

import type { TraceLine } from '../../contract/answers.ts';

const signs = { sent: '✓', waiting: '…', 'not-sent': '–', problem: '!', info: '·' } as const;

/** The decision trace; another run that a line speaks of is called `noun` and shown below `place`. */
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
      {trace.map(({ tone, text, runId }, index) => (
        <li key={index} class={tone}>
          <span class="sign" aria-hidden="true">
            {signs[tone]}
          </span>
          <span>
            {/^[a-z-]+: /.test(text) ? <strong>{text.slice(0, text.indexOf(':'))}</strong> : null}
            {text.replace(/^[a-z-]+(?=: )/, '')}
            {runId === undefined ? null : (
              <>
                {' '}
                <a href={`#/${place}/${runId}`}>
                  Show {noun} {runId}
                </a>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
