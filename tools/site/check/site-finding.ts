import type { TemplateFaultCode } from '../../build/emails/check-template.ts';
import type { FindingCode, Severity } from '../../../emulator/site-entries/finding.ts';

/** Codes of the findings of `site check`. */
export type SiteFindingCode =
  | FindingCode
  | TemplateFaultCode
  | 'file-not-read'
  | 'built-files-not-compared'
  | 'email-template-missing'
  | 'email-template-unused'
  | 'email-variable-unknown'
  | 'email-language-missing'
  | 'handler-in-wrong-file'
  | 'handler-not-connected'
  | 'existing-handler-not-called'
  | 'typescript-only'
  | 'field-not-in-event'
  | 'email-call-refused'
  | 'web-method-in-wrong-file'
  | 'web-method-without-permission'
  | 'unknown-permission'
  | 'unresolved-import'
  | 'missing-export'
  | 'unknown-wix-module'
  | 'undeclared-package'
  | 'jobs-config-unreadable'
  | 'job-not-run'
  | 'job-file-missing'
  | 'job-function-missing'
  | 'duplicate-job'
  | 'wix-config-missing'
  | 'wix-config-unreadable'
  | 'site-id-malformed'
  | 'placeholder-site-id'
  | 'package-json-unreadable'
  | 'not-installed'
  | 'stale-built-file'
  | 'own-file-missing'
  | 'own-file-changed'
  | 'own-job-missing'
  | 'rules-not-readable'
  | 'rule-field-invalid'
  | 'rule-field-unknown'
  | 'rule-change-unknown'
  | 'duplicate-rule'
  | 'rule-throws'
  | 'rule-reads-no-field'
  | 'rule-is-async'
  | 'variables-not-object'
  | 'variable-not-text'
  | 'setting-invalid'
  | 'placeholder-email-id';

/** Place of a finding; `line` starts at 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Fault of a site. */
export interface SiteFinding extends Place {
  readonly code: SiteFindingCode;
  readonly severity: Severity;
  /** The fault. */
  readonly what: string;
  /** Effect on Wix if it is not fixed. */
  readonly why: string;
  /** Instructions for the fix. */
  readonly fix: string;
}

const EXPORT_FORMS = 'Wix finds handlers by their literal form, and passes over every other one without a word.';
const REJECTED = 'The build on Wix fails, or every function of the file does when it is called.';
const NOT_SENT = 'The change is recorded, but its email is held back or never asked for.';
const NOT_BUILT = 'The email cannot be sent like this, and `npm run build` refuses it.';
const JOB_SKIPPED = 'Wix does not run the job, and says nothing.';

const explanations: Readonly<Record<SiteFindingCode, readonly [Severity, string]>> = {
  'file-not-read': ['error', 'The Wix CLI uploads what is in src, and what this check cannot read it cannot judge.'],
  'built-files-not-compared': ['note', 'Wix runs the built files, which may be older than their sources.'],
  'syntax-error': ['error', REJECTED],
  'newer-syntax': [
    'warning',
    'Which Node.js runs site code is not documented; the types that Wix gives for it assume ES2020.',
  ],
  're-export': ['error', EXPORT_FORMS],
  'dynamic-export': ['error', EXPORT_FORMS],
  'member-export': ['error', EXPORT_FORMS],
  'commonjs-export': ['error', EXPORT_FORMS],
  'not-a-function': ['error', EXPORT_FORMS],
  'undocumented-handler': ['warning', 'A name that Wix does not know is never called, and nothing tells you.'],
  'handler-in-wrong-file': ['error', 'Wix looks for event handlers in src/backend/events.js only.'],
  'handler-not-connected': ['note', 'What no event tells reaches a rule late, when the job reads the order, or never.'],
  'existing-handler-not-called': ['error', 'It was a handler of this site, and what it did is not done any more.'],
  'field-not-in-event': [
    'warning',
    'The value is always undefined, and reading on from it throws at every such event.',
  ],
  'email-call-refused': ['warning', 'Wix refuses the call when it is made, and no email is sent.'],
  'typescript-only': ['error', 'For sites Wix documents JavaScript only: the file is uploaded and not run.'],
  'not-a-web-method': ['error', 'Wix lets pages call only what webMethod() returned, in a file that ends in .web.js.'],
  'web-method-in-wrong-file': ['error', 'Web methods are documented for files that end in .web.js only.'],
  'web-method-without-permission': ['error', 'The first argument says who may call it; without it the call fails.'],
  'unknown-permission': ['error', 'There are Permissions.Admin, SiteMember and Anyone; another name gives undefined.'],
  'open-web-method': ['note', 'Every visitor of the site can call it, with any arguments, from the console.'],
  'relative-import': ['warning', 'Wix says in the README of src/backend that relative paths do not work.'],
  'unresolved-import': ['error', REJECTED],
  'missing-export': ['error', REJECTED],
  'unknown-wix-module': [
    'warning',
    'If Wix has no such module, the build fails: its name is nearly that of one that it has.',
  ],
  'undeclared-package': ['warning', 'Unless it was installed in the editor, the site has no such package.'],
  'jobs-config-unreadable': ['error', 'Wix runs none of the jobs.'],
  'job-not-run': ['error', `${JOB_SKIPPED} (Sites of the Elite plans may run 30 jobs, each every 5 minutes.)`],
  'job-file-missing': ['error', JOB_SKIPPED],
  'job-function-missing': ['error', JOB_SKIPPED],
  'duplicate-job': ['warning', 'The function runs twice as often as either entry says.'],
  'wix-config-missing': ['error', 'The Wix CLI does not know which site to preview or publish.'],
  'wix-config-unreadable': ['error', 'The Wix CLI does not know which site to preview or publish.'],
  'site-id-malformed': ['error', 'The Wix CLI does not know which site to preview or publish.'],
  'placeholder-site-id': ['error', 'The Wix CLI would upload to a site that does not exist.'],
  'package-json-unreadable': ['error', 'Wix cannot tell which packages the site needs.'],
  'not-installed': ['warning', 'The Wix CLI uploads package.json only beside wix.lock, so no package is there.'],
  'stale-built-file': ['error', 'Wix runs the built file: your last change of the source is not in it.'],
  'own-file-missing': ['error', 'Order events needs the file to run.'],
  'own-file-changed': ['warning', 'It may be of another version than the files it works with.'],
  'own-job-missing': ['warning', 'Retries, clean-up, or orders whose event never came, wait for this job.'],
  'rules-not-readable': ['error', 'Every order event fails while the rules cannot be loaded.'],
  'rule-field-invalid': ['error', NOT_SENT],
  'rule-field-unknown': ['warning', 'A field that is not known is not looked at: the rule does less than it says.'],
  'rule-change-unknown': ['error', 'No change ever has this name, so the rule never sends anything.'],
  'duplicate-rule': ['error', 'The id is part of what makes an email be sent once: the second rule sends nothing.'],
  'rule-throws': ['error', 'Every field of an order may be absent; a rule that throws has its notification held.'],
  'rule-reads-no-field': ['warning', 'The value is always undefined, and what is made of it is never there.'],
  'rule-is-async': ['error', 'Nobody waits for a rule: its notification is held back and not sent.'],
  'variables-not-object': ['error', 'An email takes named texts: the notification is held back and not sent.'],
  'variable-not-text': ['error', 'Wix takes text only: the notification is held back and not sent.'],
  'email-not-mjml': ['error', NOT_BUILT],
  'email-without-subject': ['error', NOT_BUILT],
  'email-too-large': ['error', NOT_BUILT],
  'email-link-not-https': ['error', 'Mail programs do not open it, or warn of it, and `npm run build` refuses it.'],
  'email-variable-malformed': ['error', NOT_BUILT],
  'email-variable-in-code': ['error', 'A name that a visitor typed would become code of the email.'],
  'email-variable-without-fallback': [
    'error',
    'Every field of an order may be absent, and leaves a gap in the sentence.',
  ],
  'email-template-missing': ['error', NOT_SENT],
  'email-template-unused': ['note', 'It is built and uploaded, and nobody ever gets it.'],
  'email-variable-unknown': ['warning', 'Every reader gets the fallback instead of the value.'],
  'email-language-missing': ['warning', 'Readers of this language get the email in another one.'],
  'setting-invalid': ['error', 'Dates and amounts are written for the wrong place, or nothing is ever cleaned up.'],
  'placeholder-email-id': ['note', 'Wix refuses an email that the site does not have: the notification fails.'],
};

/** Creates a finding: its code determines the reason, and the severity unless `severity` is given. */
export function findingAt(
  place: Place,
  code: SiteFindingCode,
  what: string,
  fix: string,
  severity?: Severity,
): SiteFinding {
  const [usual, why] = explanations[code];
  const { file, line } = place;
  return { code, severity: severity ?? usual, file, line, what, why, fix };
}
