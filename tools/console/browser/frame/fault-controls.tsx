import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ArmedFault } from '../../../workbench/runs/run.ts';
import { armFault, disarmFault } from '../api/actions.ts';

/** Controls to arm faults, and the list of armed faults. */
export function FaultControls({ faults }: { readonly faults: readonly ArmedFault[] }): JSX.Element {
  const [calls, setCalls] = useState(1);
  return (
    <div class="column">
      <button type="button" onClick={() => void armFault({ kind: 'fail-send', code: 'EMAIL_FAILED' })}>
        Fail the next send
      </button>
      <button type="button" onClick={() => void armFault({ kind: 'fail-data', code: 'WDE0053' })}>
        Fail the next data call
      </button>
      <div class="crash">
        <button
          type="button"
          class="grow"
          aria-label={`Crash after call ${calls}`}
          onClick={() => void armFault({ kind: 'crash', code: String(calls) })}
        >
          Crash after call
        </button>
        <label class="for-ears" for="crash-calls">
          After how many Wix calls
        </label>
        <input
          id="crash-calls"
          type="number"
          min={1}
          max={99}
          value={calls}
          onInput={(event) => setCalls(Math.min(99, Math.max(1, Math.trunc(event.currentTarget.valueAsNumber) || 1)))}
        />
      </div>
      {faults.length === 0 ? null : (
        <ul class="armed" aria-label="Armed">
          {faults.map((fault) => (
            <li key={fault.id}>
              <span>{faultText(fault)}</span>
              <button
                type="button"
                class="quiet"
                aria-label={`Take back: ${faultText(fault)}`}
                onClick={() => void disarmFault(fault.id)}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function faultText({ kind, code }: ArmedFault): string {
  switch (kind) {
    case 'fail-send':
      return `The next email fails (${code})`;
    case 'fail-data':
      return `The next data call fails (${code})`;
    case 'crash':
      return code === '1' ? 'The site crashes after the next call' : `The site crashes after call ${code}`;
  }
}
