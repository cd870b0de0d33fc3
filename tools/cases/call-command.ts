import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as v from 'valibot';

import { run } from '../run.ts';

const reportSchema = v.object({
  verdict: v.nullable(v.string()),
  changes: v.array(v.object({ kind: v.string(), evidence: v.string() })),
  notifications: v.array(v.object({ change: v.string(), status: v.string(), reason: v.optional(v.string()) })),
  emails: v.array(
    v.object({
      emailId: v.string(),
      contactId: v.nullish(v.string()),
      memberId: v.nullish(v.string()),
      variables: v.record(v.string(), v.string()),
    }),
  ),
  warnings: v.array(v.string()),
  rejection: v.nullable(v.object({ path: v.string(), expected: v.string(), found: v.string() })),
  failure: v.optional(v.object({ kind: v.string(), message: v.optional(v.string()) })),
});

const findingSchema = v.looseObject({ code: v.string(), severity: v.string(), file: v.string(), what: v.string() });

/** Output of `event replay --json` for one event, reduced to the fields that cases use. */
export type Report = v.InferOutput<typeof reportSchema>;

/** Finding of `site check --json`, reduced to the fields that cases use. */
export type Finding = v.InferOutput<typeof findingSchema>;

/** Replays a file of events from an empty state, with the rules of this site or with those in `rulesFile`. */
export async function replayEvents(root: string, file: string, rulesFile: string): Promise<Report[]> {
  const site = existsSync(rulesFile) ? siteWith(root, rulesFile) : undefined;
  try {
    const lines = await callCommand(site ?? root, ['event', 'replay', file, '--fresh', '--json']);
    return lines.map((line) => v.parse(reportSchema, JSON.parse(line)));
  } finally {
    if (site !== undefined) rmSync(site, { recursive: true, force: true });
  }
}

/** Checks the site in a folder. */
export async function checkSite(root: string, folder: string): Promise<Finding[]> {
  const [line = ''] = await callCommand(root, ['site', 'check', folder, '--all', '--json']);
  return v.parse(v.object({ findings: v.array(findingSchema) }), JSON.parse(line)).findings;
}

/** Runs the command line in this process and returns the printed lines; throws if it failed to run. */
async function callCommand(root: string, argv: readonly string[]): Promise<string[]> {
  let printed = '';
  let notes = '';
  const exitCode = await run({
    root,
    argv,
    stdout: { write: (text) => (printed += text).length >= 0 },
    stderr: { write: (text) => (notes += text).length >= 0 },
    stdin: Readable.from([]),
    env: {},
  });
  const isRun = exitCode !== 2 && !printed.startsWith('{"error":');
  if (!isRun) throw new Error(`order-events ${argv.join(' ')} did not run: ${notes}`);
  return printed.trimEnd().split('\n');
}

/** Creates a temporary copy of the built site with other rules. */
function siteWith(root: string, rulesFile: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'order-events-case-'));
  const backend = join(folder, 'src/backend');
  cpSync(join(root, 'src/backend'), backend, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  cpSync(rulesFile, join(backend, 'notification-rules.js'));
  return folder;
}
