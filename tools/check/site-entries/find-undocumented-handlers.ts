import type { Program } from 'acorn';
import { documentationOf } from '../documented-handlers.ts';
import type { Finding } from './finding.ts';
import { listExports } from './list-exports.ts';

/** The exports of `events.js` that no documented backend event of Wix calls, usually a misspelling. */
export function findUndocumentedHandlers(program: Program): Finding[] {
  return listExports(program)
    .filter(({ name }) => name !== '*' && documentationOf(name) === undefined)
    .map(({ name, line }) => ({
      code: 'undocumented-handler',
      line,
      message: `Wix documents no backend event that calls «${name}»`,
    }));
}
