import { join } from 'node:path';

import { checkSite, replayEvents, type Report } from './call-command.ts';
import type { CaseFolder } from './case-folder.ts';
import { emailsOf, judgeEvents } from './judge-events.ts';
import { judgeSite } from './judge-site.ts';

/** Result of one case. */
export interface CaseResult {
  readonly name: string;
  readonly title: string;
  /** Expected result, in short. */
  readonly expected: string;
  /** Actual result, in short. */
  readonly got: string;
  /** Differences; empty if the case passes. */
  readonly differences: readonly string[];
}

/** Replays the events of a case, or checks its site, and compares the result with the expected one. */
export async function runCase({ name, title, folder, expect }: CaseFolder, root: string): Promise<CaseResult> {
  if ('findings' in expect) {
    const findings = await checkSite(root, join(folder, 'site'));
    return {
      name,
      title,
      expected: listed(expect.findings.map(({ severity, code = '' }) => `${severity} ${code}`.trimEnd())),
      got: listed(findings.map(({ severity, code }) => `${severity} ${code}`)),
      differences: judgeSite(expect, findings),
    };
  }
  const reports = await replayEvents(root, join(folder, 'events.jsonl'), join(folder, 'notification-rules.js'));
  const held = expect.unsent.map(({ change, status }) => `${change} ${status}`);
  const rejected = expect.rejections.map(() => 'rejection');
  return {
    name,
    title,
    expected: listed([...expect.emails.map(({ emailId }) => emailId), ...held, ...rejected]),
    got: listed([...emailsOf(reports).map(({ emailId }) => emailId), ...reports.flatMap(besideEmails)]),
    differences: judgeEvents(expect, reports),
  };
}

function besideEmails({ notifications, rejection, failure }: Report): string[] {
  return [
    ...notifications.filter(({ status }) => status !== 'sent').map(({ change, status }) => `${change} ${status}`),
    ...(rejection === null ? [] : ['rejection']),
    ...(failure === undefined ? [] : ['failure']),
  ];
}

/** Formats a list: `A, B x 2`, or `nothing`. */
function listed(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const parts = [...counts].map(([word, count]) => (count === 1 ? word : `${word} x ${count}`));
  return parts.join(', ') || 'nothing';
}
