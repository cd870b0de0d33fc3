import type { Gate, LogLine } from './invocation.ts';
import type { OnUnhandledFetch } from './network/network.ts';
import type { OnNotEmulated } from './not-emulated.ts';
import type { StateLock } from './storage/state-lock.ts';
import type { UndocumentedBehaviour } from './undocumented-behaviour.ts';

/** Options for opening an emulator. */
export interface EmulatorOptions {
  /** The folder that contains `src/` and the site's package.json (default: the current folder). */
  readonly siteDir?: string;
  /** An SQLite file, created if absent, or `:memory:` (the default); only one emulator at a time may use it. */
  readonly stateFile?: string;
  /** The lock of the state file if the caller already holds it; closing the emulator then leaves it locked. */
  readonly lock?: StateLock;
  /** Start time of the clock of a new state, in milliseconds since the epoch (default: the current time). */
  readonly startAt?: number;
  /** Makes ids and `Math.random` repeatable. */
  readonly seed?: number;
  /**
   * Replacements for modules, by specifier such as '@wix/ecom'; they take precedence over emulated modules and packages. Calls of their functions
   * are recorded and can fail, wait and be elevated like those of emulated modules.
   */
  readonly modules?: Record<string, object>;
  /** Receives every line that site code logs. */
  readonly log?: (line: LogLine) => void;
  /** Runs before every Wix call of invocations without a gate of their own. */
  readonly gate?: Gate;
  /** Backend events and scheduled jobs run only on a published site (default: `published`). */
  readonly mode?: 'published' | 'preview';
  /** Reaction to a call of something that the emulator does not model (default: `error`). */
  readonly onNotEmulated?: OnNotEmulated;
  /** Reaction to a request to another computer that no handler of `fetch` answers (default: `error`). */
  readonly onUnhandledFetch?: OnUnhandledFetch;
  /** Lets `onUnhandledFetch` use the network in continuous integration too, that is where the variable `CI` is set (default: false). */
  readonly networkInCi?: boolean;
  /** Time for which site code may run without a break before it counts as an endless loop, in milliseconds (default: 10,000). */
  readonly endlessLoopMs?: number;
  /** Keeps a record of the latest Wix calls in the state, for `calls()`; every invocation has its own in any case (default: true). */
  readonly keepCalls?: boolean;
  /** Overrides for behaviour that Wix leaves undocumented. */
  readonly undocumented?: Partial<UndocumentedBehaviour>;
}
