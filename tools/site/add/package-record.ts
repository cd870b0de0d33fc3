const line = /^\/\/ Added to package\.json: (.*)\.\n/;

/** Entries that `site add` put into package.json: package names, and `dependencies` if it was missing. */
export type PackageRecord = readonly string[];

/** Returns the body with the record in front. */
export function withRecord(body: string, record: PackageRecord): string {
  return record.length === 0 ? body : `// Added to package.json: ${record.join(', ')}.\n${body}`;
}

/** Reads the record of an added file; empty if it has none. */
export function readRecord(text: string | undefined): PackageRecord {
  const body = text?.replaceAll('\r\n', '\n') ?? '';
  const [, names = ''] = line.exec(body.slice(body.indexOf('\n') + 1)) ?? [];
  return names === '' ? [] : names.split(', ');
}
