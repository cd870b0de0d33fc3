import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** Variable of an email: its text, `null` if it must be absent, or a pattern if the text depends on the runtime. */
const variableSchema = v.union([v.string(), v.null(), v.strictObject({ matches: v.string() })]);

const emailSchema = v.strictObject({
  /** Line of events.jsonl that sends the email, starting at 1. */
  event: v.number(),
  emailId: v.string(),
  contactId: v.optional(v.string()),
  memberId: v.optional(v.string()),
  /** Variables that must match; others are allowed. */
  variables: v.optional(v.record(v.string(), variableSchema), {}),
  /** Texts that must each be the value of some variable. */
  shows: v.optional(v.array(v.string()), []),
  /** Texts that must not be the value of any variable. */
  hides: v.optional(v.array(v.string()), []),
});

const eventsSchema = v.strictObject({
  /** Complete list of the emails of the replay. */
  emails: v.array(emailSchema),
  /** Notifications that were not sent; others are allowed. */
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
  /** `true` if no rule may request anything: there is no notification of any status. */
  isSilent: v.optional(v.boolean(), false),
  /** Verdict of each event; `null` if any is allowed. */
  verdicts: v.optional(v.array(v.nullable(v.string()))),
  /** Changes that must be found; others are allowed. */
  changes: v.optional(
    v.array(v.strictObject({ event: v.number(), kind: v.string(), evidence: v.optional(v.string()) })),
    [],
  ),
  /** Warnings that must be given; others are allowed. Without a code, any warning of the event matches. */
  warnings: v.optional(v.array(v.strictObject({ event: v.number(), code: v.optional(v.string()) })), []),
  /** Complete list of the rejected events. */
  rejections: v.optional(v.array(v.strictObject({ event: v.number(), path: v.string(), says: v.string() })), []),
});

const siteSchema = v.strictObject({
  /** Complete list of the findings of `site check`; `says` is part of the text, and identifies a finding without a code. */
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
  /** Description of the case. */
  title: v.string(),
  /** Reason why the expected result is right. */
  reason: v.string(),
  expect: v.union([eventsSchema, siteSchema]),
});

/** Expected result of replaying a case's events. */
export type EventExpectation = v.InferOutput<typeof eventsSchema>;

/** Email that a replay must send. */
export type EmailExpectation = v.InferOutput<typeof emailSchema>;

/** Expected findings for a case's site. */
export type SiteExpectation = v.InferOutput<typeof siteSchema>;

/** Folder under `cases/`: input and expected result. */
export interface CaseFolder extends v.InferOutput<typeof caseSchema> {
  readonly name: string;
  readonly folder: string;
}

/** Returns the cases of the project, by name; throws on an invalid folder. */
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
