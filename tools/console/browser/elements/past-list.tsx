import type { JSX } from 'preact';

import type { PastLine } from '../../contract/answers.ts';
import { visibleText } from '../../../../emulator/cli/visible-text.ts';
import { Time } from './time.tsx';

/** Past entries, oldest first, shown separately from the current state. */
export function PastList({
  past,
  noun = 'run',
  place = 'events',
}: {
  readonly past: readonly PastLine[];
  readonly noun?: string;
  readonly place?: string;
}): JSX.Element | null {
  if (past.length === 0) return null;
  return (
    <div class="past">
      <p class="muted small">So far</p>
      <ol>
        {past.map(({ at, tone, text, runId }, index) => (
          <li key={index} class={tone}>
            <Time ms={at} /> {visibleText(text)}{' '}
            {runId === null ? null : (
              <a href={`#/${place}/${runId}`}>
                {noun} {runId}
              </a>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
