import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import { Id } from '../../../console/browser/elements/id.tsx';
import { Time } from '../../../console/browser/elements/time.tsx';
import type { ServerStatus } from '../answers.ts';
import { tellInstallation } from './actions.ts';
import { shortSite } from './short-site.ts';

/** Shows the webhook URL, the state of the inbox, and the sites that installed the app. Collapsed on a narrow screen. */
export function ServerControls({ status }: { readonly status: ServerStatus }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const { url, now, waiting, dead, installations } = status;
  return (
    <section class={isOpen ? 'controls is-open' : 'controls'} aria-label="Server">
      <button type="button" class="controls-toggle" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        Address, inbox, installations
      </button>
      <div class="controls-body">
        <h2>Webhooks go to</h2>
        <p class="mono break">{url}</p>
        <h2>Clock of the server</h2>
        <p class="clock">
          <Time ms={now} /> <span class="muted">UTC</span>
        </p>
        <h2>Inbox</h2>
        <p>
          {waiting} waiting · {dead} dead
        </p>
        <h2>Installations</h2>
        <ul class="column">
          {installations.map(({ instanceId, isRemoved }) => (
            <li key={instanceId} class="column">
              <p>
                Site <span class="mono">{shortSite(instanceId)}</span> <Id value={instanceId} />
              </p>
              <button type="button" onClick={() => void tellInstallation(instanceId, !isRemoved)}>
                {isRemoved ? 'Install the app' : 'Remove the app'}
                <span class="for-ears"> of site {shortSite(instanceId)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
