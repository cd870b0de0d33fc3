import { createHash } from 'node:crypto';

import { packageVersion } from '../../src/backend/order-events/values/package-version.ts';

/** First words of a file that was added to a site. */
export const ADDED_MARK = '// Part of wix-order-events';

const SHOWN_DIGITS = 16;
const builtBy = /^\/\/ Generated from .* of wix-order-events (\S+) \((\S+)\)/;
const header = /^\/\/ Part of wix-order-events (\S+) \((\S+)\), sha256 ([0-9a-f]+)/;

/** Version of order events that a file belongs to. */
export interface OwnVersion {
  readonly number: string;
  readonly date: string;
}

/** Contents of the first line of an added file. */
export interface AddedFile {
  readonly version: OwnVersion;
  /** `true` if the file was not changed since it was added, except for line endings. */
  readonly isAsAdded: boolean;
  /** Digest of the added text. */
  readonly digest: string;
}

/** Returns the version in the first line of a built file; this package's version if there is none. */
export function versionOfBuilt(text: string): OwnVersion {
  const [, number, date] = builtBy.exec(text) ?? [];
  return number === undefined || date === undefined ? packageVersion : { number, date };
}

/** Returns the body with a header line: its purpose, its version, and a digest that shows later changes. */
export function withHeader(body: string, { number, date }: OwnVersion, words: string): string {
  return `${ADDED_MARK} ${number} (${date}), sha256 ${digestOf(body)}${words}\n${body}`;
}

/** Reads the header of an added file; `undefined` for a file with another first line. */
export function readHeader(text: string): AddedFile | undefined {
  const [, number, date, digest] = header.exec(text) ?? [];
  if (number === undefined || date === undefined || digest === undefined) return undefined;
  return { version: { number, date }, isAsAdded: digestOf(bodyOf(text)) === digest, digest };
}

/** `true` if two added files have the same body, whatever their versions. */
export function hasSameBody(left: string, right: string): boolean {
  return digestOf(bodyOf(left)) === digestOf(bodyOf(right));
}

/** Formats a version. */
export function showVersion({ number, date }: OwnVersion): string {
  return `${number} (${date})`;
}

function bodyOf(text: string): string {
  return text.slice(text.indexOf('\n') + 1);
}

/** Ignores line endings, which Git may convert. */
function digestOf(body: string): string {
  return createHash('sha256').update(body.replaceAll('\r\n', '\n')).digest('hex').slice(0, SHOWN_DIGITS);
}
