import { createHash } from 'node:crypto';

import { packageVersion } from '../../src/backend/order-events/values/package-version.ts';

/** The first words of a file that was added to a site. */
export const ADDED_MARK = '// Part of wix-order-events';

const SHOWN_DIGITS = 16;
const builtBy = /^\/\/ Generated from .* of wix-order-events (\S+) \((\S+)\)/;
const header = /^\/\/ Part of wix-order-events (\S+) \((\S+)\), sha256 ([0-9a-f]+)/;

/** Which version of order events a file is of. */
export interface OwnVersion {
  readonly number: string;
  readonly date: string;
}

/** What the first line of an added file says of it. */
export interface AddedFile {
  readonly version: OwnVersion;
  /** Whether it is, but for line ends, what was added. */
  readonly isAsAdded: boolean;
  /** The digest of what was added. */
  readonly digest: string;
}

/** The version in the first line of a built file; this one when it names none. */
export function versionOfBuilt(text: string): OwnVersion {
  const [, number, date] = builtBy.exec(text) ?? [];
  return number === undefined || date === undefined ? packageVersion : { number, date };
}

/** A body under the line that says what it is, of which version, and by what one sees that it was not changed. */
export function withHeader(body: string, { number, date }: OwnVersion, words: string): string {
  return `${ADDED_MARK} ${number} (${date}), sha256 ${digestOf(body)}${words}\n${body}`;
}

/** What an added file says of itself; `undefined` for a file whose first line is another. */
export function readHeader(text: string): AddedFile | undefined {
  const [, number, date, digest] = header.exec(text) ?? [];
  if (number === undefined || date === undefined || digest === undefined) return undefined;
  return { version: { number, date }, isAsAdded: digestOf(bodyOf(text)) === digest, digest };
}

/** Whether two added files say the same, whatever their versions. */
export function hasSameBody(left: string, right: string): boolean {
  return digestOf(bodyOf(left)) === digestOf(bodyOf(right));
}

/** How a version is written. */
export function showVersion({ number, date }: OwnVersion): string {
  return `${number} (${date})`;
}

function bodyOf(text: string): string {
  return text.slice(text.indexOf('\n') + 1);
}

/** Git may turn line ends into those of the machine. */
function digestOf(body: string): string {
  return createHash('sha256').update(body.replaceAll('\r\n', '\n')).digest('hex').slice(0, SHOWN_DIGITS);
}
