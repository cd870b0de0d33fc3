import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** A variable of an email: its text, `null` when it must be left out, or a pattern where the text is the runtime's. */
const variableSchema = v.union([v.string(), v.null(), v.strictObject({ matches: v.string() })]);

const emailSchema = v.strictObject({
  /** The line of events.jsonl that sends it, 1 for the first. */
  event: v.number(),
  emailId: v.string(),
  contactId: v.optional(v.string()),
  memberId: v.optional(v.string()),
  /** Those that matter here; others may be there. */
  variables: v.optional(v.record(v.string(), variableSchema), {}),
  /** Texts that some variable has. */
  shows: v.optional(v.array(v.string()), []),
  /** Texts that no variable has. */
  hides: v.optional(v.array(v.string()), []),
});

const eventsSchema = v.strictObject({
  /** Every email of the replay. */
  emails: v.array(emailSchema),
  /** Notifications that sent nothing, among others. */
  unsent: v.optional(
    v.array(
      v.strictObject({
        event: v.number(),
        change: v.string(),
        status: v.string(),
        reason: v.optional(v.string()),
      }),
    ),
    [],
  ),
  /** No rule asked for anything: there is no notification of any status. */
  isSilent: v.optional(v.boolean(), false),
  /** The verdict of each event; `null` where it does not matter. */
  verdicts: v.optional(v.array(v.nullable(v.string()))),
  /** Changes that are found, among others. */
  changes: v.optional(
    v.array(v.strictObject({ event: v.number(), kind: v.string(), evidence: v.optional(v.string()) })),
    [],
  ),
  /** Warnings that are given, among others; without a code any warning of the event counts. */
  warnings: v.optional(v.array(v.strictObject({ event: v.number(), code: v.optional(v.string()) })), []),
  /** Every rejected event. */
  rejections: v.optional(v.array(v.strictObject({ event: v.number(), path: v.string(), says: v.string() })), []),
});

const siteSchema = v.strictObject({
  /** Every finding of `site check`; `says` is part of its text, and stands in for the code where there is none. */
  findings: v.array(
    v.strictObject({
      code: v.optional(v.string()),
      severity: v.string(),
      file: v.string(),
      says: v.optional(v.string()),
    }),
  ),
});

const caseSchema = v.strictObject({
  /** What happens. */
  title: v.string(),
  /** Why what is expected is right. */
  reason: v.string(),
  expect: v.union([eventsSchema, siteSchema]),
});

/** What a replay of a case's events must come to. */
export type EventExpectation = v.InferOutput<typeof eventsSchema>;

/** One email that a replay must send. */
export type EmailExpectation = v.InferOutput<typeof emailSchema>;

/** What a check of a case's site must find. */
export type SiteExpectation = v.InferOutput<typeof siteSchema>;

/** A folder under `cases/`: what happens, and what must come of it. */
export interface CaseFolder extends v.InferOutput<typeof caseSchema> {
  readonly name: string;
  readonly folder: string;
}

/** The cases of the project, by name; throws on a folder that is none. */
export function listCases(root: string): CaseFolder[] {
  const parent = join(root, 'cases');
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readCase(join(parent, name), name))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

function readCase(folder: string, name: string): CaseFolder {
  const parsed = v.safeParse(caseSchema, JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')));
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
    throw new Error(`cases/${name}/case.json is no case: ${faults.join('; ')}`);
  }
  const input = 'findings' in parsed.output.expect ? 'site' : 'events.jsonl';
  if (!existsSync(join(folder, input))) throw new Error(`cases/${name} has no ${input}`);
  return { name, folder, ...parsed.output };
}
