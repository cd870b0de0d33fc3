import { failureOf } from '../order-events-error.ts';
import type { Ports } from '../ports/ports.ts';

/** Most rows that one call of a job reads or writes: https://dev.wix.com/docs/velo/apis/wix-data/bulk-remove */
export const BULK_SIZE = 1000;
/** Rows per call after a failed call, which may have timed out. */
const CAREFUL_SIZE = 100;

/** Limits of a turn: until when the step may run, and how many rows one call may have. */
export interface Turn {
  readonly isInTime: () => boolean;
  readonly limit: number;
}

/** A step of a job. Another call continues where the last one stopped; resolves to `true` if nothing is left to do. */
export type Step = (turn: Turn) => Promise<boolean>;

/** Number of steps that failed, and of steps that the next run must continue. */
export interface SharedTime {
  readonly failed: number;
  readonly unfinished: number;
}

/**
 * Gives each step an equal share of the time, and the unused time to the steps that are not done. No step can starve another, neither by
 * its work nor by failing.
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

/**
 * Repeats `page`, which works on one page and returns its number of rows, until a page is not full or the turn is over. Returns `true` if
 * all is done.
 */
export async function inTurn(page: (limit: number) => Promise<number>, { isInTime, limit }: Turn): Promise<boolean> {
  while (isInTime()) if ((await page(limit)) < limit) return true;
  return false;
}
