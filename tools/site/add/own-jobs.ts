import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { BACKEND_DIR, ownFileNames } from '../own-files.ts';
import { locationOf, type OwnPaths } from '../own-paths.ts';

const jobsSchema = v.object({
  jobs: v.array(v.looseObject({ functionLocation: v.string(), functionName: v.string() })),
});

/** One entry of jobs.config. */
export type JobEntry = v.InferOutput<typeof jobsSchema>['jobs'][number];

/** The jobs of order events, with the places that their files have in the site. `root` is the folder of this package. */
export function ownJobs(root: string, paths: OwnPaths): JobEntry[] {
  const text = readFileSync(join(root, BACKEND_DIR, 'jobs.config'), 'utf8');
  return v.parse(jobsSchema, JSON.parse(text)).jobs.map((job) => {
    const name = ownFileNames.find((own) => `/${own}` === job.functionLocation);
    const path = name === undefined ? undefined : paths.get(name);
    return path === undefined ? job : { ...job, functionLocation: locationOf(path) };
  });
}

/** Whether a job is among those of a jobs.config: by its file and function, whatever its schedule. */
export function hasJob(present: readonly unknown[], { functionLocation, functionName }: JobEntry): boolean {
  return present.some(
    (other) =>
      isJsonObject(other) && other['functionLocation'] === functionLocation && other['functionName'] === functionName,
  );
}
