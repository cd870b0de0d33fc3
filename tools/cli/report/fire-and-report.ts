import type { ClockSetting } from '../../workbench/local-site/clock-setting.ts';
import { isFailed, type EventReport } from '../../workbench/local-site/event-report.ts';
import { createEventTarget, type LabelledDelivery } from '../../workbench/local-site/fire-event.ts';
import type { FaultPlan } from '../../workbench/local-site/fault-plan.ts';
import { findStaleFiles } from '../../workbench/local-site/stale-files.ts';
import { openStatePlace, type StateOptions } from '../../workbench/local-site/state-place.ts';
import type { Session } from '../../workbench/session/session.ts';
import { notesOnFaults } from './notes-on-faults.ts';
import { formatReport } from './format-report.ts';
import { headingOf } from './heading.ts';

/** Options for firing events and showing their reports. */
export interface FiringOptions extends FaultPlan {
  readonly state: StateOptions;
  readonly clock: ClockSetting;
  readonly isJson: boolean;
}

/** Fires the events one after the other at the site in a folder, prints a report of each, and returns the reports. */
export async function fireAndReport(
  session: Session,
  site: string,
  deliveries: readonly LabelledDelivery[],
  options: FiringOptions,
): Promise<EventReport[]> {
  await noteStaleFiles(session, site);
  return await fireEach(session, site, deliveries, options, async (report, { handler: name, label }, index) => {
    if (options.isJson) {
      await session.print(JSON.stringify(report));
      return;
    }
    const heading = headingOf(session, { name, label, index, count: deliveries.length });
    await session.print(`${index === 0 ? '' : '\n'}${heading}`);
    await session.print(formatReport(report, session));
  });
}

/** Fires the events one after the other, calls back with each report, and returns all of them. */
export async function fireEach(
  { note }: Pick<Session, 'note'>,
  site: string,
  deliveries: readonly LabelledDelivery[],
  options: FiringOptions,
  show: (report: EventReport, delivery: LabelledDelivery, index: number) => Promise<void> | void,
): Promise<EventReport[]> {
  const reports: EventReport[] = [];
  const target = createEventTarget({
    root: site,
    place: openStatePlace(site, options.state),
    clock: options.clock,
    faults: options,
  });
  try {
    for (const [index, delivery] of deliveries.entries()) {
      const report = await target.fire(delivery);
      reports.push(report);
      await show(report, delivery, index);
    }
    const notes = [...notesOnFaults(options, target.seen), ...notesOnAge(reports, await target.now())];
    for (const text of notes) note(text);
    return reports;
  } finally {
    await target.close();
  }
}

/** Notes which built files are older than their sources, so that the latest edits do not run. */
export async function noteStaleFiles({ note }: Pick<Session, 'note'>, site: string): Promise<void> {
  const stale = await findStaleFiles(site);
  if (stale.length > 0) note(`Older than its source: ${stale.join(', ')}. Run npm run build first.`);
}

function notesOnAge(reports: readonly EventReport[], nowMs: number | undefined): string[] {
  const isExpired = reports.some(({ notifications }) => notifications.some(({ status }) => status === 'expired'));
  if (!isExpired || nowMs === undefined) return [];
  const now = new Date(nowMs).toISOString();
  return [`Expired: it is ${now} in this state, too late to tell. Try --fresh, or --clock.`];
}

/** Returns 1 if an event was rejected or its handler failed, else 0. */
export function exitCodeOf(reports: readonly EventReport[]): number {
  return reports.some(isFailed) ? 1 : 0;
}
