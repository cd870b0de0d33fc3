import type { Container } from '../container/container.ts';
import type { Gate } from '../invocation.ts';

/** Options of one invocation, which override the emulator's. */
export interface InvokeOptions {
  readonly container?: Container;
  readonly gate?: Gate;
  /** Crashes the invocation after this number of Wix calls; their effects persist. */
  readonly crashAfterCall?: number;
  /** Crashes the invocation before it makes the call with this number (1 is the first). */
  readonly crashBeforeCall?: number;
}
