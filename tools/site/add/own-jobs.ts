import * as v from 'valibot';

import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { requireText } from '../../repository/read-files.ts';
import { BACKEND_DIR, ownFileNames } from '../own-files.ts';
import { locationOf, type OwnPaths } from '../own-paths.ts';

const jobsSchema = v.object({
  jobs: v.array(v.looseObject({ functionLocation: v.string(), functionName: v.string() })),
});

/** Entry of jobs.config. */
export type JobEntry = v.InferOutput<typeof jobsSchema>['jobs'][number];

/** Returns the jobs of order events, with the locations of their files in the site. `root` is the folder of this package. */
export function ownJobs(root: string, paths: OwnPaths): JobEntry[] {
  const text = requireText(root, `${BACKEND_DIR}/jobs.config`);
  return v.parse(jobsSchema, JSON.parse(text)).jobs.map((job) => {
    const name = ownFileNames.find((own) => `/${own}` === job.functionLocation);
    const path = name === undefined ? undefined : paths.get(name);
    return path === undefined ? job : { ...job, functionLocation: locationOf(path) };
  });
}

/** `true` if a jobs.config has the job, by file and function, on any schedule. */
export function hasJob(present: readonly unknown[], { functionLocation, functionName }: JobEntry): boolean {
  return present.some(
    (other) =>
      isJsonObject(other) && other['functionLocation'] === functionLocation && other['functionName'] === functionName,
  );
}
