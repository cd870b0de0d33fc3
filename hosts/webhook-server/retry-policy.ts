import type { RetryPolicy } from '../sql/handle-next.ts';

/** Waits one minute, two, four, … up to two hours: an event that cannot be handled is dead after about a day. */
export const retryPolicy: RetryPolicy = { maxTries: 16, firstWaitMs: 60_000, longestWaitMs: 7_200_000 };
