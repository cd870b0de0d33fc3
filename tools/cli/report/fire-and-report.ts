import type { Emulator } from '../../../emulator/emulator.ts';
import type { FailureFault } from '../../../emulator/faults/faults.ts';
import type { ClockSetting } from '../local-site/clock-setting.ts';
import { isFailed, type EventReport } from '../local-site/event-report.ts';
import { createEventTarget, type Delivery } from '../local-site/fire-event.ts';
import { openStatePlace, type StateOptions } from '../local-site/state-place.ts';
import type { Session } from '../session/session.ts';
import { formatReport } from './format-report.ts';
import { columnsOf, wrap } from './wrap-row.ts';

/** An event with the words that head its report. */
export interface LabelledDelivery extends Delivery {
  readonly label: string;
}

/** How events are fired and shown. */
export interface FiringOptions {
  readonly state: StateOptions;
  readonly clock: ClockSetting;
  readonly faults: readonly FailureFault[];
  readonly crashAfter: number | undefined;
  readonly isJson: boolean;
}

/** Fires the events one after the other, shows each, and gives their reports. */
export async function fireAndReport(
  session: Session,
  deliveries: readonly LabelledDelivery[],
  options: FiringOptions,
): Promise<EventReport[]> {
  const { root } = session.line;
  const reports: EventReport[] = [];
  const target = createEventTarget({ root, place: openStatePlace(root, options.state) }, options.clock, (emulator) =>
    arm(emulator, options),
  );
  try {
    for (const [index, delivery] of deliveries.entries()) {
      const report = await target.fire(delivery);
      reports.push(report);
      if (options.isJson) {
        await session.print(JSON.stringify(report));
        continue;
      }
      await session.print(`${index === 0 ? '' : '\n'}${heading(session, delivery, index, deliveries.length)}`);
      await session.print(formatReport(report, session));
    }
    for (const note of notesOn(reports, target.emulator(), options)) session.note(note);
    return reports;
  } finally {
    target.close();
  }
}

function arm(emulator: Emulator, { faults, crashAfter }: FiringOptions): void {
  for (const fault of faults) emulator.faults.failNext(fault);
  if (crashAfter !== undefined) emulator.faults.crashAfterCall(crashAfter);
}

function heading({ colors, line }: Session, delivery: LabelledDelivery, index: number, count: number): string {
  const { handler, label } = delivery;
  const place = count === 1 ? '' : `${index + 1}/${count}  `;
  const columns = columnsOf(line.stdout);
  const isShort = `${place}${handler}  ${label}`.length <= columns;
  const about = isShort ? `  ${colors.dim(label)}` : wrap(label, columns - 2).map((text) => `\n  ${colors.dim(text)}`);
  return `${colors.dim(place)}${colors.bold(handler)}${[about].flat().join('')}`;
}

function notesOn(reports: readonly EventReport[], emulator: Emulator | undefined, options: FiringOptions): string[] {
  const calls = emulator?.calls() ?? [];
  const made = [...new Set(calls.map(({ module, member }) => `${module}.${member}`))].join(', ');
  const isCrashed = reports.some(({ failure }) => failure?.kind === 'crashed');
  const isExpired = reports.some(({ notifications }) => notifications.some(({ status }) => status === 'expired'));
  const now = emulator === undefined ? '' : new Date(emulator.clock.now()).toISOString();
  return [
    ...options.faults
      .filter(({ code }) => !calls.some(({ outcome }) => outcome === code))
      .map(({ code }) => `Nothing failed with ${code}: no such call was made. Calls made: ${made}`),
    ...(options.crashAfter !== undefined && !isCrashed
      ? [`Nothing crashed: fewer than ${options.crashAfter} Wix calls were made.`]
      : []),
    ...(isExpired ? [`Expired: too old for the clock of this state (${now}). Try --fresh, or --clock.`] : []),
  ];
}

/** 1 when an event was refused or its handler failed, else 0. */
export function exitCodeOf(reports: readonly EventReport[]): number {
  return reports.some(isFailed) ? 1 : 0;
}
