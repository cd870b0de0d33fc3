import type { FindingCode } from '../site-entries/finding.ts';

/** Kinds of faults in a site's files. */
export type SiteFaultCode =
  | Exclude<FindingCode, 'newer-syntax' | 'open-web-method' | 'relative-import'>
  | 'missing-file'
  | 'missing-export'
  | 'unknown-wix-module'
  | 'unknown-package'
  | 'package-not-installed'
  | 'not-emulated'
  | 'not-an-http-function'
  | 'not-a-data-hook'
  | 'broken-job'
  | 'unreadable-file';

/** A fault of a site that running it would show, or hide. */
export interface SiteFault {
  /** Path from the site's root, with forward slashes. */
  readonly file: string;
  /** Line number, from 1. */
  readonly line: number;
  readonly code: SiteFaultCode;
  /** `error`: it does not link, parse or get called. `warning`: it may not. */
  readonly severity: 'error' | 'warning';
  readonly what: string;
  readonly fix: string;
}
