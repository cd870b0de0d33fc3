import { listFiles } from '../../repository/read-files.ts';

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
  const sources = listFiles(rootDir, EMAILS_DIR).files.flatMap((path) => {
    const [name = '', file = '', ...deeper] = path.slice(EMAILS_DIR.length + 1).split('/');
    if (!file.endsWith('.mjml') || name === SHARED || deeper.length > 0) return [];
    return [{ name, language: file.slice(0, -'.mjml'.length), path }];
  });
  const keyOf = ({ name, language }: TemplateSource): string => `${name}\0${language}`;
  return sources.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
