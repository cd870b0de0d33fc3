import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const sitesSchema = v.array(
  v.object({
    /** `owner/name` on GitHub. */
    repository: v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/)),
    /** Commit to check. */
    commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
    /** Paths of the repository that `site check` reads. */
    paths: v.array(v.string()),
  }),
);

const trueErrorsSchema = v.array(
  v.object({
    repository: v.string(),
    code: v.string(),
    /** File with the errors, any number of this code. */
    file: v.string(),
    /** Reason why the site really does not work there. */
    reason: v.pipe(v.string(), v.minLength(1)),
  }),
);

/** Public repository of a site. */
export type CorpusSite = v.InferOutput<typeof sitesSchema>[number];

/** Errors of a site that were confirmed by hand, so they are not false reports of `site check`. */
export type TrueError = v.InferOutput<typeof trueErrorsSchema>[number];

/** Reads the list of sites. */
export function readSites(file: string): CorpusSite[] {
  return v.parse(sitesSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** Reads the list of confirmed errors. */
export function readTrueErrors(file: string): TrueError[] {
  return v.parse(trueErrorsSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** Returns the name of a site's folder. */
export function folderNameOf({ repository }: Pick<CorpusSite, 'repository'>): string {
  return repository.replace('/', '__');
}
