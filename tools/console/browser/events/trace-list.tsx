import type { JSX } from 'preact';

import type { TraceLine } from '../../contract/answers.ts';

const signs = { sent: '✓', waiting: '…', 'not-sent': '–', problem: '!', info: '·' } as const;

/** The decision trace. */
export function TraceList({ trace }: { readonly trace: readonly TraceLine[] }): JSX.Element {
  return (
    <section>
      <h3>What was decided, and why</h3>
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
                  <a href={`#/events/${runId}`}>Show run {runId}</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
