import type { Emulator } from '../../../emulator/emulator.ts';
import type { InvokeOptions } from '../../../emulator/invocation.ts';
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

/** A local site that takes events one after the other. */
export interface EventTarget {
  fire(delivery: Delivery, options?: InvokeOptions): Promise<EventReport>;
  /** The emulator, once it has been opened by the first event. */
  emulator(): Emulator | undefined;
  close(): void;
}

/** Makes the target; the site is opened by the first event, because a new state's clock starts at that event's time. */
export function createEventTarget(
  options: Omit<LocalSiteOptions, 'startAt'>,
  clock: ClockSetting,
  prepare: (emulator: Emulator) => void = () => undefined,
): EventTarget {
  let opened: { emulator: Emulator; steer: (eventMs: number | undefined) => void } | undefined;

  async function open(eventMs: number | undefined): Promise<NonNullable<typeof opened>> {
    const emulator = await openLocalSite({ ...options, startAt: startOfClock(clock, eventMs) });
    prepare(emulator);
    return { emulator, steer: createClockSteering(emulator.clock, clock) };
  }

  return {
    async fire({ handler, event, json }, invokeOptions) {
      const eventMs = readEventTime(event);
      opened ??= await open(eventMs);
      opened.steer(eventMs);
      return reportInvocation(handler, await opened.emulator.invokeEventJson(handler, json, invokeOptions));
    },
    emulator: () => opened?.emulator,
    close() {
      opened?.emulator.close();
      options.place.remove();
    },
  };
}
