import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { naming } from '../../repository/naming.ts';
import type { EmailPreview } from './preview-emails.ts';

/** Writes each email as HTML and as text, with an index, for this user only, and returns the path of the index. */
export function writePreviews(folder: string, previews: readonly EmailPreview[]): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const rows = namePreviews(previews).map(({ name, preview }) => {
    write(join(folder, `${name}.html`), preview.html);
    write(join(folder, `${name}.txt`), `${preview.subject}\n\n${preview.text}\n`);
    return rowOf(name, preview);
  });
  const index = join(folder, 'index.html');
  write(index, page(rows));
  return index;
}

function write(file: string, text: string): void {
  naming(file, () => writeFileSync(file, text, { mode: 0o600 }));
}

/** Gives the previews file names that are the same on every run, such as `shop-order-paid.en.1`. */
export function namePreviews(
  previews: readonly EmailPreview[],
): { readonly name: string; readonly preview: EmailPreview }[] {
  const counts = new Map<string, number>();
  return previews.map((preview) => {
    const stem = `${preview.rule}.${preview.language}`.replaceAll(/[^\w.-]/g, '_');
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    return { name: `${stem}.${count.toString()}`, preview };
  });
}

function rowOf(name: string, { rule, language, subject, payloads }: EmailPreview): string {
  const cells = [rule, language].map((text) => `<td>${escape(text)}</td>`).join('');
  const links = `<a href="${name}.html">${escape(subject)}</a> <a href="${name}.txt">text</a>`;
  return `<tr>${cells}<td>${links}</td><td>${payloads.map(escape).join('<br>')}</td></tr>`;
}

function page(rows: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Emails</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; } th, td { padding: 6px 16px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; }
td:last-child { font-size: 13px; }
</style>
</head>
<body>
<h1>${rows.length.toString()} emails</h1>
<table>
<thead><tr><th scope="col">rule</th><th scope="col">language</th><th scope="col">subject</th><th scope="col">payloads</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
