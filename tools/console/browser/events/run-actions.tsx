import type { JSX } from 'preact';

import type { RunSummary } from '../../../workbench/runs/run.ts';
import { runAgain } from '../api/actions.ts';

const OFTEN = 5;

/** Buttons for the actions on a run. */
export function RunActions({ summary: { id, kind } }: { readonly summary: RunSummary }): JSX.Element | null {
  if (kind === 'time') return null;
  return (
    <div class="row actions">
      <button type="button" class="primary" onClick={() => void runAgain(id, 1)}>
        Again
      </button>
      <button type="button" onClick={() => void runAgain(id, OFTEN)}>
        Again × {OFTEN}
      </button>
      {kind === 'event' ? (
        <a class="button" href={`#/fire/run/${id}`}>
          Edit and fire
        </a>
      ) : null}
    </div>
  );
}
