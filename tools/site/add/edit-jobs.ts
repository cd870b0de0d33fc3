import MagicString from 'magic-string';
import { blankComments } from '../../../emulator/jobs/blank-comments.ts';
import { wixLimits } from '../../../emulator/wix-limits.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { arrayAt, readJsonText } from '../json-text.ts';
import { eolOf, indentAt } from '../text-style.ts';
import type { Edited } from './edit-events.ts';
import type { JobEntry } from './own-jobs.ts';

const file = 'src/backend/jobs.config';

/** Adds those jobs to a jobs.config that it has not; the others stay as they are, byte for byte. */
export function editJobs(text: string | undefined, jobs: readonly JobEntry[]): Edited {
  if (text === undefined) return { kind: 'edited', text: `${JSON.stringify({ jobs }, null, 2)}\n` };
  const json = readJsonText(blankComments(text));
  const list = json.kind === 'json' ? arrayAt(json.node, 'jobs') : undefined;
  if (json.kind === 'unreadable' || list === undefined || !isJsonObject(json.value)) {
    const line = json.kind === 'unreadable' ? json.line : 1;
    const mend = 'write { "jobs": [ … ] }, or delete it when it is the untouched file that Wix put there';
    return stopped(line, 'It is no JSON object with a list of jobs', mend);
  }
  const present: unknown[] = Array.isArray(json.value['jobs']) ? json.value['jobs'] : [];
  const missing = jobs.filter((job) => !present.some((other) => isSameJob(other, job)));
  if (present.length + missing.length > wixLimits.scheduledJobs) {
    const what = `It has ${present.length} jobs, and Wix runs ${wixLimits.scheduledJobs} at most`;
    return stopped(1, what, `remove some: order events needs ${missing.length}`);
  }
  if (missing.length === 0) return { kind: 'edited', text };
  const output = new MagicString(text);
  const first = list.elements[0];
  const last = list.elements.at(-1);
  const outer = indentAt(text, list.start);
  const indent = first ? indentAt(text, first.start) : `${outer}  `;
  const eol = eolOf(text);
  const entries = missing.map((job) => eol + indentLines(JSON.stringify(job, null, 2), indent).replaceAll('\n', eol));
  if (last) output.appendRight(last.end, entries.map((entry) => `,${entry}`).join(''));
  else output.overwrite(list.start, list.end, `[${entries.join(',')}${eol}${outer}]`);
  return { kind: 'edited', text: output.toString() };
}

function isSameJob(other: unknown, job: JobEntry): boolean {
  if (!isJsonObject(other)) return false;
  return other['functionName'] === job.functionName && other['functionLocation'] === job.functionLocation;
}

function indentLines(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => indent + line)
    .join('\n');
}

function stopped(line: number, what: string, mend: string): Edited {
  return { kind: 'stopped', reasons: [{ file, line, what, mend }] };
}
