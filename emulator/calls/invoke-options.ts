import type { Container } from '../container/container.ts';
import type { Gate } from '../invocation.ts';

/** How one invocation differs from the emulator's defaults. */
export interface InvokeOptions {
  readonly container?: Container;
  readonly gate?: Gate;
  /** Stops this invocation for ever once it has made this many Wix calls, which stay durable. */
  readonly crashAfterCall?: number;
  /** Stops this invocation for ever when it is about to make this Wix call (1 is the first). */
  readonly crashBeforeCall?: number;
}
