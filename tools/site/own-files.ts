import { isGenerated } from '../build/generated-header.ts';
import { listExports } from '../../emulator/site-entries/list-exports.ts';
import { programOf } from './check/read-site.ts';
import { ADDED_MARK } from './own-header.ts';

/** Folder of a site that Wix runs. */
export const BACKEND_DIR = 'src/backend';

/** Types of order-events.js, in the same folder; editors use them to complete rules. */
export const TYPES_FILE = 'order-events.d.ts';

/** Built files of order events besides `events.js` and `jobs.config`. */
export const ownFileNames = [
  'order-events.js',
  'order-events-on-demand.js',
  TYPES_FILE,
  'notification-rules.js',
  'notifications.web.js',
  'jobs.js',
  'reconcile-orders.js',
  'email-templates.js',
] as const;

/** Name of a built file of order events. */
export type OwnFileName = (typeof ownFileNames)[number];

/** Returns the name of a file in a site that has its own file of the usual name. */
export function otherNameOf(name: OwnFileName): string {
  return `order-events-${name}`;
}

/** `true` if order events built or added the file. */
export function isOwn(text: string): boolean {
  return isGenerated(text) || text.startsWith(ADDED_MARK);
}

/** Returns the path of one of the files in a site; `undefined` if it is missing. */
export function findOwnFile(sources: ReadonlyMap<string, string>, name: OwnFileName): string | undefined {
  return [otherNameOf(name), name]
    .map((candidate) => `${BACKEND_DIR}/${candidate}`)
    .find((path) => {
      const text = sources.get(path);
      return text !== undefined && (isOwn(text) || (name === 'notification-rules.js' && holdsRules(text)));
    });
}

/** `true` if the text exports rules: owners rewrite that file entirely, so only its exports identify it. */
function holdsRules(text: string): boolean {
  const program = programOf(text);
  return program !== undefined && listExports(program).some((exported) => exported.name === 'site');
}
