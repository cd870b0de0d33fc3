import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { buildBundle } from './build-bundle.ts';
import { buildEntry } from './build-entry.ts';
import { buildTemplates, formatTemplates, hashSources } from './emails/build-templates.ts';
import { EMAILS_DIR } from './emails/list-templates.ts';

/** Folder of the entries: each TypeScript file keeps its export forms and is built next to its source. */
const ENTRY_FOLDER = 'src/backend';

/** Source module of the bundle: the entries import it as `backend/order-events.js`, and it loads the other file itself. */
const BUNDLE_SOURCE = 'src/backend/order-events.ts';

/** The built module of the email templates. */
const TEMPLATES_TARGET = 'src/backend/email-templates.js';

/** Folder of sources that only the bundle uses. */
const BUNDLE_PARTS = 'src/backend/order-events/';

/**
 * Builds the JavaScript that Wix runs, by path from `rootDir`: each existing entry, the two files of the bundle, and the email templates. With `changed`,
 * builds only the files that depend on those sources. Writes nothing; the output is deterministic. Rejects on code that cannot run on Wix
 * as one file, and on a template that cannot be sent.
 */
export async function buildSite(rootDir: string, changed?: readonly string[]): Promise<Map<string, string>> {
  const built = new Map<string, string>();
  const isChanged = (...starts: string[]): boolean =>
    changed === undefined || changed.some((source) => starts.some((start) => source.startsWith(start)));
  for (const source of listEntries(rootDir).filter((entry) => isChanged(entry))) {
    built.set(source.replace(/\.ts$/, '.js'), await buildEntry(rootDir, source));
  }
  if (existsSync(join(rootDir, BUNDLE_SOURCE)) && isChanged(BUNDLE_SOURCE, BUNDLE_PARTS)) {
    for (const { path, text } of await buildBundle(rootDir, BUNDLE_SOURCE)) built.set(path, text);
  }
  if (existsSync(join(rootDir, EMAILS_DIR)) && isChanged(`${EMAILS_DIR}/`)) {
    built.set(TEMPLATES_TARGET, await buildEmails(rootDir));
  }
  return built;
}

async function buildEmails(rootDir: string): Promise<string> {
  const { templates, faults } = await buildTemplates(rootDir);
  if (faults.length === 0) return formatTemplates(templates, hashSources(rootDir));
  const lines = faults.map(({ path, line, what, fix }) => `${path}:${line.toString()} ${what}: ${fix}`);
  throw new Error(`The email templates cannot be built.\n${lines.join('\n')}`);
}

function listEntries(rootDir: string): string[] {
  return readdirSync(join(rootDir, ENTRY_FOLDER))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort()
    .map((file) => `${ENTRY_FOLDER}/${file}`)
    .filter((source) => source !== BUNDLE_SOURCE);
}
