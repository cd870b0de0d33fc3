import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const sitesSchema = v.array(
  v.object({
    /** `owner/name` on GitHub. */
    repository: v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/)),
    /** The commit that is checked. */
    commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
    /** What of the repository `site check` reads. */
    paths: v.array(v.string()),
  }),
);

const trueErrorsSchema = v.array(
  v.object({
    repository: v.string(),
    code: v.string(),
    /** The file that has them, however many of this code. */
    file: v.string(),
    /** Why the site really does not work there. */
    reason: v.pipe(v.string(), v.minLength(1)),
  }),
);

/** A public repository of a site. */
export type CorpusSite = v.InferOutput<typeof sitesSchema>[number];

/** Errors of a site that were looked at, and are none of `site check`. */
export type TrueError = v.InferOutput<typeof trueErrorsSchema>[number];

/** The sites of the list. */
export function readSites(file: string): CorpusSite[] {
  return v.parse(sitesSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** The errors that are known to be true. */
export function readTrueErrors(file: string): TrueError[] {
  return v.parse(trueErrorsSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** The name of the folder that a site is kept in. */
export function folderNameOf({ repository }: Pick<CorpusSite, 'repository'>): string {
  return repository.replace('/', '__');
}
