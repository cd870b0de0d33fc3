import { coldStart } from './cold-start/cold-start.ts';
import { cpu } from './cpu/cpu.ts';
import { growthPart } from './growth/growth-part.ts';
import type { BenchPart } from './part.ts';
import { replayMillionPart, replayPart } from './replay/replay-part.ts';
import { serverLoadPart } from './server/server-load-part.ts';
import { serverMillionPart, serverPart } from './server/server-part.ts';
import { shopAtScalePart } from './shop-at-scale/shop-at-scale-part.ts';
import { wixCalls } from './wix-calls/wix-calls.ts';

/** All parts of the benchmarks, in the order of the results. */
export const parts: readonly BenchPart[] = [
  // One per line.
  coldStart,
  cpu,
  wixCalls,
  replayPart,
  shopAtScalePart,
  growthPart,
  replayMillionPart,
  serverPart,
  serverMillionPart,
  serverLoadPart,
];

/** Parts that take ten minutes and more, so they run only when they are named. */
export const onRequest: readonly BenchPart[] = [replayMillionPart, serverMillionPart, serverLoadPart];
