import type { Emulator } from '../../../emulator/emulator.ts';
import type { RunResult } from '../runs/run.ts';
import { requireRun } from './call-site.ts';
import { createClockSteering, startOfClock, type ClockSetting } from './clock-setting.ts';
import { readEventTime } from './event-time.ts';
import { reportRun, type EventReport } from './event-report.ts';
import { faultsLeft, type FaultPlan } from './fault-plan.ts';
import { reachSite, type ReachOptions } from './reach-site.ts';
import type { SiteAccess } from './site-access.ts';

const MAX_LABEL_LENGTH = 300;

/** One event for one handler. */
export interface Delivery {
  readonly handler: string;
  readonly event: unknown;
  /** The event as text, for what `JSON.stringify` cannot write. */
  readonly json: string;
  /** What the list of runs calls it. */
  readonly label?: string;
}

/** An event with the words that head its report. */
export interface LabelledDelivery extends Delivery {
  readonly label: string;
}

/** Which Wix calls the events made. */
export interface CallsSeen {
  /** Each as `module.member`. */
  readonly calls: Set<string>;
  /** `ok`, and the codes of the errors. */
  readonly outcomes: Set<string>;
  isCrashed: boolean;
}

/** What a target is made with. */
export interface TargetOptions extends Omit<ReachOptions, 'startAt'> {
  readonly clock: ClockSetting;
  /** What goes wrong, counted over all events. */
  readonly faults?: FaultPlan;
  /** Event times after this do not move the clock: one faulty line would make all others old news. */
  readonly latestMs?: number;
}

/** A local site that takes events one after the other. */
export interface EventTarget {
  fire(delivery: Delivery): Promise<EventReport>;
  /** The site's clock; `undefined` before the first event. */
  now(): Promise<number | undefined>;
  /** The emulator of a throw-away state, once it has been opened by the first event. */
  emulator(): Emulator | undefined;
  readonly seen: CallsSeen;
  close(): Promise<void>;
}

/** Makes the target; the site is reached by the first event, because a new state's clock starts at that event's time. */
export function createEventTarget(options: TargetOptions): EventTarget {
  const { clock, latestMs = Infinity, prepare, place } = options;
  const steer = createClockSteering(clock);
  const seen: CallsSeen = { calls: new Set(), outcomes: new Set(), isCrashed: false };
  let faults = options.faults ?? { faults: [] };
  let site: SiteAccess | undefined;
  let emulator: Emulator | undefined;

  function note({ calls, result }: RunResult): void {
    for (const { module, member, outcome } of calls) {
      seen.calls.add(`${module}.${member}`);
      seen.outcomes.add(outcome);
    }
    if (result.kind === 'crashed') seen.isCrashed = true;
  }

  function prepareOpened(opened: Emulator): void {
    emulator = opened;
    prepare?.(opened);
  }

  return {
    seen,
    async fire({ handler, event, json, label = '' }) {
      const toldMs = readEventTime(event);
      const eventMs = toldMs !== undefined && toldMs <= latestMs ? toldMs : undefined;
      site ??= await reachSite({ ...options, startAt: startOfClock(clock, eventMs), prepare: prepareOpened });
      const request = { kind: 'event', handler, label: label.slice(0, MAX_LABEL_LENGTH), json } as const;
      const run = requireRun(await site.perform(request, { clock: steer(eventMs), faults }));
      faults = faultsLeft(faults, run.calls);
      note(run);
      return reportRun(handler, run);
    },
    now: async () => await site?.now(),
    emulator: () => emulator,
    async close() {
      await site?.close();
      place.remove();
    },
  };
}
