import type { Gate, LogLine } from './invocation.ts';
import type { StateLock } from './storage/state-lock.ts';
import type { UndocumentedBehaviour } from './undocumented-behaviour.ts';

/** What an emulator is opened with. */
export interface EmulatorOptions {
  /** The folder that contains `src/` and the site's package.json. */
  readonly siteDir: string;
  /** A SQLite file, made when it is not there, or `:memory:`; one emulator at a time. */
  readonly stateFile: string;
  /** The lock of the state file, when the caller holds it already; the emulator then leaves it locked when it is closed. */
  readonly lock?: StateLock;
  /** The clock of a new state, in milliseconds since the epoch; now by default. */
  readonly startAt?: number;
  /** Makes ids and `Math.random` repeatable. */
  readonly seed?: number;
  /** Stand-ins by specifier, such as '@wix/ecom'; they go before emulated modules and packages. */
  readonly modules?: Record<string, object>;
  /** Gets every line that site code logs. */
  readonly log?: (line: LogLine) => void;
  /** Runs before every Wix call of every invocation that has no gate of its own. */
  readonly gate?: Gate;
  /** Backend events and scheduled jobs only run on a published site; `published` by default. */
  readonly mode?: 'published' | 'preview';
  /** Other answers to what Wix leaves undocumented. */
  readonly undocumented?: Partial<UndocumentedBehaviour>;
}
