import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { ownFileIn } from '../local-site/own-file.ts';
import { EMAILS_DIR } from '../../build/emails/list-templates.ts';

/** Returns a text that changes whenever a template or the rules of the site at `root` are written. */
export function stampOfEmails(root: string): string {
  const folder = join(root, EMAILS_DIR);
  const written = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = [
    ...written.sort().map((path) => join(folder, path)),
    ...['notification-rules.js', 'email-templates.js'].map((name) => join(root, 'src/backend', ownFileIn(root, name))),
  ];
  return files.flatMap((path) => (existsSync(path) ? [path, statSync(path).mtimeMs] : [])).join('\n');
}
