import { isGenerated } from '../build/generated-header.ts';
import { listExports } from '../workbench/site-entries/list-exports.ts';
import { programOf } from './check/read-site.ts';
import { ADDED_MARK } from './own-header.ts';

/** The folder of a site that Wix runs. */
export const BACKEND_DIR = 'src/backend';

/** The types of order-events.js, beside it: an editor completes rules by them. */
export const TYPES_FILE = 'order-events.d.ts';

/** The built files that order events consists of beside `events.js` and `jobs.config`. */
export const ownFileNames = [
  'order-events.js',
  TYPES_FILE,
  'notification-rules.js',
  'notifications.web.js',
  'jobs.js',
  'reconcile-orders.js',
  'email-templates.js',
] as const;

/** One of the built files of order events. */
export type OwnFileName = (typeof ownFileNames)[number];

/** The name that a file takes in a site that has another file of its usual name. */
export function otherNameOf(name: OwnFileName): string {
  return `order-events-${name}`;
}

/** Whether order events built or added the file. */
export function isOwn(text: string): boolean {
  return isGenerated(text) || text.startsWith(ADDED_MARK);
}

/** The path at which a site has one of the files; `undefined` when it has not. */
export function findOwnFile(sources: ReadonlyMap<string, string>, name: OwnFileName): string | undefined {
  return [otherNameOf(name), name]
    .map((candidate) => `${BACKEND_DIR}/${candidate}`)
    .find((path) => {
      const text = sources.get(path);
      return text !== undefined && (isOwn(text) || (name === 'notification-rules.js' && holdsRules(text)));
    });
}

/** Owners rewrite the rules from top to bottom: what they export says that they are the rules. */
function holdsRules(text: string): boolean {
  const program = programOf(text);
  return program !== undefined && listExports(program).some((exported) => exported.name === 'site');
}
