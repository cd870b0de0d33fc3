import { failureOf } from '../order-events-error.ts';
import type { Ports } from '../ports/ports.ts';

/** Rows that one call of a job reads or writes at most: https://dev.wix.com/docs/velo/apis/wix-data/bulk-remove */
export const BULK_SIZE = 1000;
/** After a call that failed, which may have been too much for its time. */
const CAREFUL_SIZE = 100;

/** When a step of a job stops, and how many rows it may have in one call. */
export interface Turn {
  readonly isInTime: () => boolean;
  readonly limit: number;
}

/** A step of a job. It can be called again, and goes on then; returns whether nothing is left of it. */
export type Step = (turn: Turn) => Promise<boolean>;

/** Steps that failed, and steps of which something is left for the next run. */
export interface SharedTime {
  readonly failed: number;
  readonly unfinished: number;
}

/**
 * Gives each step an equal share of the time, and what the others leave of theirs to those that are not done: none can starve
 * another, neither by its work nor by failing.
 */
export async function shareTime(
  steps: readonly Step[],
  deadline: number,
  { now, log }: Pick<Ports, 'now' | 'log'>,
): Promise<SharedTime> {
  let waiting = steps.map((step) => ({ step, limit: BULK_SIZE }));
  let failed = 0;
  while (waiting.length > 0 && now() < deadline) {
    const unfinished: typeof waiting = [];
    for (const [index, { step, limit }] of waiting.entries()) {
      const until = now() + (deadline - now()) / (waiting.length - index);
      try {
        if (!(await step({ isInTime: () => now() < until, limit }))) unfinished.push({ step, limit });
      } catch (error) {
        if (limit > CAREFUL_SIZE) unfinished.push({ step, limit: CAREFUL_SIZE });
        else failed += 1;
        log('step of a job failed', { failure: failureOf(error), rows: limit });
      }
    }
    waiting = unfinished;
  }
  return { failed, unfinished: waiting.length };
}

/** Repeats a page of work, which says how many rows it had, until a page is not full or the turn is over. Returns whether all is done. */
export async function inTurn(page: (limit: number) => Promise<number>, { isInTime, limit }: Turn): Promise<boolean> {
  while (isInTime()) if ((await page(limit)) < limit) return true;
  return false;
}
