import inspector from 'node:inspector';

import type { Container } from '../container/container.ts';
import { msWithoutTurn } from './turn-watch.ts';

/** The code of the error that ends an endless loop. */
export const ENDLESS_LOOP_CODE = 'ENDLESS_LOOP';

/** Creates the check that loops of site code make now and then: it throws when the code has run too long without a break. */
export function createLoopCheck(limitMs: number): (container: Container) => void {
  return ({ realm }) => {
    // Code that stands at a breakpoint does not loop.
    if (msWithoutTurn() <= limitMs || inspector.url() !== undefined) return;
    throw realm.error(`The code has run for ${limitMs / 1000} seconds without a break: this may be an endless loop.`, {
      name: 'EndlessLoopError',
      code: ENDLESS_LOOP_CODE,
    });
  };
}
