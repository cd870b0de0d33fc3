import { findNodeAtLocation, getNodeValue } from 'jsonc-parser';

import { wixLimits } from '../../../emulator/wix-limits.ts';
import { appendTo, readJsonText } from '../json-text.ts';
import { ADDED_MARK } from '../own-header.ts';
import type { Edited } from './stop-reason.ts';
import { hasJob, type JobEntry } from './own-jobs.ts';

const FILE = 'src/backend/jobs.config';
const HEADER = `${ADDED_MARK}, and the place for every other job of this site.`;

/** Adds missing jobs to a jobs.config; existing jobs stay the same, byte for byte. */
export function editJobs(text: string | undefined, jobs: readonly JobEntry[]): Edited {
  if (text === undefined) return { kind: 'edited', text: `${HEADER}\n${JSON.stringify({ jobs }, null, 2)}\n` };
  const json = readJsonText(text, { allowsComments: true });
  const list = json.kind === 'json' ? findNodeAtLocation(json.root, ['jobs']) : undefined;
  if (json.kind === 'unreadable' || list?.type !== 'array') {
    const line = json.kind === 'unreadable' ? json.line : 1;
    const fix = 'write { "jobs": [ … ] }, or delete it when it is the untouched file that Wix put there';
    return stopped(line, 'It is not a JSON object with a list of jobs', fix);
  }
  const present = (list.children ?? []).map((node): unknown => getNodeValue(node));
  const missing = jobs.filter((job) => !hasJob(present, job));
  if (present.length + missing.length > wixLimits.scheduledJobs) {
    const what = `It has ${present.length} jobs, and Wix runs ${wixLimits.scheduledJobs} at most`;
    return stopped(1, what, `remove some: order events needs ${missing.length}`);
  }
  if (missing.length === 0) return { kind: 'edited', text };
  const items = missing.map((job) => JSON.stringify(job, null, 2));
  return { kind: 'edited', text: appendTo(text, list, items) };
}

function stopped(line: number, what: string, fix: string): Edited {
  return { kind: 'stopped', reasons: [{ file: FILE, line, what, fix }] };
}
