import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of a site's email templates: one subfolder per template, with one file per language. */
export const EMAILS_DIR = 'src/backend/emails';

/** Subfolder for included files. */
const SHARED = 'shared';

/** Source file of one email in one language. */
export interface TemplateSource {
  readonly name: string;
  readonly language: string;
  /** Path from the site's root, with forward slashes. */
  readonly path: string;
}

/** Returns the templates of the site at `rootDir`, sorted by name and language; empty if there are none. */
export function listTemplates(rootDir: string): TemplateSource[] {
  const folder = join(rootDir, EMAILS_DIR);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== SHARED)
    .map((entry) => entry.name)
    .sort();
  return names.flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.mjml'))
      .sort()
      .map((file) => ({ name, language: file.slice(0, -'.mjml'.length), path: `${EMAILS_DIR}/${name}/${file}` })),
  );
}
