import type { JSX } from 'preact';

import { closeHelp, keyHelp } from './use-keys.ts';

/** Help dialog for keyboard shortcuts, closed until it is opened. */
export function KeysDialog(): JSX.Element {
  return (
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl>
        {keyHelp.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={closeHelp}>
        Close
      </button>
    </dialog>
  );
}
