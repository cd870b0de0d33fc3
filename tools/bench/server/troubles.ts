import { setTimeout as wait } from 'node:timers/promises';

import { createIdSource } from '../../../emulator/id-source.ts';
import type { Trouble } from './run-load.ts';

const KILLS = 6;
const KILL_EVERY_MS = 4_000;
const RESTART_MS = 500;
const AWAY_MS = 5_000;

/** Kills a random process every few seconds, chosen by a seed, and restarts it. */
export function kills(seed: number): Trouble {
  return async ({ farm, load }) => {
    const { random } = createIdSource(seed);
    for (let count = 0; count < KILLS; count += 1) {
      await wait(KILL_EVERY_MS);
      const victim = farm.processes[Math.floor(random() * farm.processes.length)];
      await victim?.end('SIGKILL');
      await wait(RESTART_MS);
      await victim?.start();
    }
    load.hurry();
  };
}

/** Stops the database like a crash, and restarts it immediately. */
export const databaseRestarts: Trouble = async ({ cluster, load }) => {
  await wait(AWAY_MS);
  cluster?.halt();
  cluster?.resume();
  load.hurry();
};

/**
 * Stops the database while Wix sends, and keeps it down for the retries after 1 and 10 minutes; it is back before the one after an hour.
 */
export const databaseAway: Trouble = async ({ cluster, load }) => {
  await wait(AWAY_MS);
  cluster?.halt();
  load.hurry();
  await load.untilResend(2);
  cluster?.resume();
};
