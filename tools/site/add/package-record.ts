const line = /^\/\/ Added to package\.json: (.*)\.\n/;

/** What `site add` put into package.json: names of packages, and `dependencies` where that was not there before. */
export type PackageRecord = readonly string[];

/** A body that begins with the record. */
export function withRecord(body: string, record: PackageRecord): string {
  return record.length === 0 ? body : `// Added to package.json: ${record.join(', ')}.\n${body}`;
}

/** The record in an added file; empty when it has none. */
export function readRecord(text: string | undefined): PackageRecord {
  const body = text?.replaceAll('\r\n', '\n') ?? '';
  const [, names = ''] = line.exec(body.slice(body.indexOf('\n') + 1)) ?? [];
  return names === '' ? [] : names.split(', ');
}
