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

/** Event to deliver to a handler. */
export interface Delivery {
  readonly handler: string;
  readonly event: unknown;
  /** Event as JSON text, because `JSON.stringify` cannot write every event. */
  readonly json: string;
  /** Label in the list of runs. */
  readonly label?: string;
}

/** Delivery with the label for the heading of its report. */
export interface LabelledDelivery extends Delivery {
  readonly label: string;
}

/** Wix calls that the events made. */
export interface CallsSeen {
  /** Calls as `module.member`. */
  readonly calls: Set<string>;
  /** `ok`, and the error codes. */
  readonly outcomes: Set<string>;
  isCrashed: boolean;
}

/** Options of an event target. */
export interface TargetOptions extends Omit<ReachOptions, 'startAt'> {
  readonly clock: ClockSetting;
  /** Stores events with the next `commit`, which is faster than event by event; the death of this process loses the others. */
  readonly isBatched?: boolean;
  /** Faults to inject, counted over all events. */
  readonly faults?: FaultPlan;
  /** Event times after this do not move the clock; otherwise one bad line would make all later events look old. */
  readonly latestMs?: number;
}

/** Local site that takes events one after the other. */
export interface EventTarget {
  fire(delivery: Delivery): Promise<EventReport>;
  /** Stores all events so far; to call before anything is said about them, if the target is batched. */
  commit(): void;
  /** Returns the site's clock, in milliseconds since 1970; `undefined` before the first event. */
  now(): Promise<number | undefined>;
  /** Returns the emulator of a temporary state once the first event has opened it. */
  emulator(): Emulator | undefined;
  readonly seen: CallsSeen;
  close(): Promise<void>;
}

/** Creates the target. The first event opens the site, because the clock of a new state starts at that event's time. */
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
      if (options.isBatched === true) site.batches?.begin();
      const request = { kind: 'event', handler, label: label.slice(0, MAX_LABEL_LENGTH), json } as const;
      const run = requireRun(await site.perform(request, { clock: steer(eventMs), faults }));
      faults = faultsLeft(faults, run.calls);
      note(run);
      return reportRun(handler, run);
    },
    commit: () => site?.batches?.commit(),
    now: async () => await site?.now(),
    emulator: () => emulator,
    async close() {
      await site?.close();
      place.remove();
    },
  };
}
