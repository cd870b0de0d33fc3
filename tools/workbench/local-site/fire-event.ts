import type { Emulator } from '../../../emulator/emulator.ts';
import type { InvokeOptions } from '../../../emulator/calls/invoke-options.ts';
import type { Invocation } from '../../../emulator/invocation.ts';
import { createClockSteering, startOfClock, type ClockSetting } from './clock-setting.ts';
import { readEventTime } from './event-time.ts';
import { reportInvocation, type EventReport } from './event-report.ts';
import { openLocalSite, type LocalSiteOptions } from './local-site.ts';

/** One event for one handler. */
export interface Delivery {
  readonly handler: string;
  readonly event: unknown;
  /** The event as text, for what `JSON.stringify` cannot write. */
  readonly json: string;
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
export interface TargetOptions extends Omit<LocalSiteOptions, 'startAt'> {
  readonly clock: ClockSetting;
  /** Event times after this do not move the clock: one faulty line would make all others old news. */
  readonly latestMs?: number;
  /** Gets the emulator before the first event. */
  readonly prepare?: (emulator: Emulator) => void;
}

/** A local site that takes events one after the other. */
export interface EventTarget {
  fire(delivery: Delivery, options?: InvokeOptions): Promise<EventReport>;
  /** The emulator, once it has been opened by the first event. */
  emulator(): Emulator | undefined;
  readonly seen: CallsSeen;
  close(): void;
}

/** Makes the target; the site is opened by the first event, because a new state's clock starts at that event's time. */
export function createEventTarget({ clock, latestMs = Infinity, prepare, ...options }: TargetOptions): EventTarget {
  let opened: { emulator: Emulator; steer: (eventMs: number | undefined) => void } | undefined;
  const seen: CallsSeen = { calls: new Set(), outcomes: new Set(), isCrashed: false };

  async function open(eventMs: number | undefined): Promise<NonNullable<typeof opened>> {
    const emulator = await openLocalSite({ ...options, startAt: startOfClock(clock, eventMs) });
    prepare?.(emulator);
    return { emulator, steer: createClockSteering(emulator.clock, clock) };
  }

  function note({ calls, result }: Invocation): void {
    for (const { module, member, outcome } of calls) {
      seen.calls.add(`${module}.${member}`);
      seen.outcomes.add(outcome);
    }
    if (result.kind === 'crashed') seen.isCrashed = true;
  }

  return {
    seen,
    async fire({ handler, event, json }, invokeOptions) {
      const toldMs = readEventTime(event);
      const eventMs = toldMs !== undefined && toldMs <= latestMs ? toldMs : undefined;
      opened ??= await open(eventMs);
      opened.steer(eventMs);
      const invocation = await opened.emulator.invokeEventJson(handler, json, invokeOptions);
      note(invocation);
      return reportInvocation(handler, invocation);
    },
    emulator: () => opened?.emulator,
    close() {
      opened?.emulator.close();
      options.place.remove();
    },
  };
}
