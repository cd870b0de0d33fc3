import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a site's email templates: a folder for each, and in it a file for each language. */
export const EMAILS_DIR = 'src/backend/emails';

/** The folder beside the templates that holds what they include. */
const SHARED = 'shared';

/** The source of one email in one language. */
export interface TemplateSource {
  readonly name: string;
  readonly language: string;
  /** From the site's root, with slashes. */
  readonly path: string;
}

/** The templates of the site at `rootDir`, in order of name and language; empty when it has none. */
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
