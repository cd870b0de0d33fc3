import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { JobName } from '../../../../src/backend/order-events/jobs/run-job.ts';
import type { Status } from '../../contract/answers.ts';
import { advanceClock, runJob, startOver } from '../api/actions.ts';
import { Id } from '../elements/id.tsx';
import { Time } from '../elements/time.tsx';
import { FaultControls } from './fault-controls.tsx';

const HOUR_MS = 3_600_000;
const steps = [
  { label: '+15 min', byMs: HOUR_MS / 4 },
  { label: '+1 h', byMs: HOUR_MS },
  { label: '+1 day', byMs: 24 * HOUR_MS },
] as const;
/** Jobs run at most hourly, so a due notification is sent within the next hour. */
const UNTIL_THE_JOB_MS = HOUR_MS;

const jobTitles: Readonly<Record<string, string>> = {
  deliverDueNotifications: 'Deliver what is due',
  cleanUp: 'Clean up',
  reconcileOrders: 'Reconcile orders',
} satisfies Record<JobName, string>;

/** Controls for the local site's clock, jobs and faults. Collapsed on a narrow screen. */
export function SiteControls({ status }: { readonly status: Status }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const { site, now, nextDueAt, jobs, queued } = status;
  return (
    <section class={isOpen ? 'controls is-open' : 'controls'} aria-label="Local site">
      <button type="button" class="controls-toggle" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Time ms={now} /> · Clock, trouble, jobs
      </button>
      <div class="controls-body">
        <h2>Site</h2>
        <p class="break" title={site.folder}>
          {site.name} <Id value={site.folder} />
        </p>
        <h2>Clock of the site</h2>
        <p class="clock">
          <Time ms={now} /> <span class="muted">UTC</span>
        </p>
        <div class="thirds">
          {steps.map(({ label, byMs }) => (
            <button key={label} type="button" onClick={() => void advanceClock(byMs)}>
              {label}
            </button>
          ))}
        </div>
        {nextDueAt === null ? null : (
          <button type="button" onClick={() => void advanceClock(Math.max(1, nextDueAt - now) + UNTIL_THE_JOB_MS)}>
            To the next retry
          </button>
        )}
        <h2>Make it fail</h2>
        <FaultControls faults={status.faults} />
        <h2>Run a job</h2>
        <div class="column">
          {jobs.map(({ name, description }) => (
            <button key={name} type="button" title={description} onClick={() => void runJob(name)}>
              {jobTitles[name] ?? name}
            </button>
          ))}
        </div>
        <p class="muted small">
          {queued > 0 ? `${queued} waiting · ` : ''}
          {status.runs} runs · {status.emails} emails
        </p>
        <button type="button" class="quiet" onClick={confirmStartOver}>
          Start over…
        </button>
      </div>
    </section>
  );
}

function confirmStartOver(): void {
  if (confirm('Empty the local state: orders, notifications, emails, clock and the list of events?')) void startOver();
}
