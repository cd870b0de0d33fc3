import { OrderEventsError } from '../order-events-error.ts';
import { refusalKindOf, storeErrorCodeOf, type DataRefusal } from './data-refusal.ts';
import { codeOf } from './error-code.ts';
import { waitAfterTries, type Effort } from './waits.ts';

/** Finds the result of a call that was refused; `undefined` if there is none. */
export type LookInto<Result> = (refusal: DataRefusal) => Promise<{ readonly result: Result } | undefined>;

/** What trying a call again depends on. */
export interface RetryDeps {
  readonly effort: Effort;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly sleep: (waitMs: number) => Promise<void>;
  /** Called with the code of each refusal; returns `true` if the call is to be made again at once. */
  readonly onRefusal: (code: string | undefined) => Promise<boolean>;
}

/**
 * Makes a call, retries it unless that cannot help, uses the result that `lookInto` finds for a refusal, and turns any other failure into
 * an `OrderEventsError`.
 */
export async function retryCall<Result>(
  name: string,
  { effort, random, sleep, onRefusal }: RetryDeps,
  call: () => Promise<Result>,
  lookInto: LookInto<Result>,
): Promise<Result> {
  for (let tries = 1; ;) {
    try {
      return await call();
    } catch (error) {
      const code = codeOf(error);
      if (await onRefusal(code)) continue;
      const kind = refusalKindOf(code);
      const waitMs = kind === 'permanent' ? undefined : waitAfterTries(tries, effort, random());
      const seen = await lookInto({ kind, code, isLast: waitMs === undefined });
      if (seen !== undefined) return seen.result;
      if (waitMs === undefined) {
        throw new OrderEventsError(
          storeErrorCodeOf(code),
          `Wix Data refused a call on ${name}: ${code ?? 'no code'}`,
          error,
        );
      }
      await sleep(waitMs);
      tries += 1;
    }
  }
}
