import { posix, resolve } from 'node:path';

import type { CompiledTemplate } from '../../../src/backend/order-events/channels/email/templates.ts';
import { listFiles, readText, type ReadText } from '../../repository/read-files.ts';
import { EMAILS_DIR, type TemplateSource } from './list-templates.ts';
import { plainTextOf, textPartOf } from './text-part.ts';

/** A compiled template, or the reasons why MJML rejected its source. */
export type Compiled =
  | { readonly kind: 'compiled'; readonly template: CompiledTemplate }
  | { readonly kind: 'not-mjml'; readonly problems: readonly { readonly line: number; readonly what: string }[] };

/** Cache of compiled templates by source text: compiling all templates takes seconds, and tools do it repeatedly. */
const known = new Map<string, Promise<Compiled>>();
const MAX_KNOWN = 500;

/**
 * Compiles one template of the site at `rootDir`: HTML by MJML, the subject from `mj-title`, the text part from the HTML. MJML itself reads
 * the files that a template includes, from the folder of the templates only; so nothing but plain files may be there.
 */
export async function compileTemplate(rootDir: string, { path }: TemplateSource): Promise<Compiled> {
  const [problem] = listFiles(rootDir, EMAILS_DIR).problems;
  if (problem !== undefined) return refused([{ line: 1, what: `${problem.path}: ${problem.what}` }]);
  const read = readText(rootDir, path);
  if (read.kind !== 'text') return refused([{ line: 1, what: whyNot(read) }]);
  const mjml = read.text;
  const includes = findIncludes(rootDir, path, mjml);
  // MJML silently skips a file that it cannot include.
  const lost = includes.flatMap(({ path: included, line, read: one }) =>
    one.kind === 'text'
      ? []
      : [{ line, what: one.kind === 'missing' ? `${included} is not there` : `${included}: ${whyNot(one)}` }],
  );
  if (lost.length > 0) return refused(lost);
  const key = [mjml, ...includes.map(({ read: one }) => (one.kind === 'text' ? one.text : ''))].join('\0');
  const compiled = known.get(key) ?? compile(mjml, resolve(rootDir, path), resolve(rootDir, EMAILS_DIR));
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, compiled);
  return await compiled;
}

function refused(problems: Extract<Compiled, { readonly kind: 'not-mjml' }>['problems']): Compiled {
  return { kind: 'not-mjml', problems };
}

function whyNot(read: Exclude<ReadText, { readonly kind: 'text' }>): string {
  return read.kind === 'missing' ? 'It is not there' : read.problem.what;
}

async function compile(mjml: string, filePath: string, includePath: string): Promise<Compiled> {
  const mjml2html = await loadMjml();
  try {
    const { html: loose, errors } = await mjml2html(mjml, {
      filePath,
      includePath,
      ignoreIncludes: false,
      // By default, MJML makes every email load a web font.
      fonts: {},
      keepComments: false,
    });
    if (errors.length > 0) {
      return { kind: 'not-mjml', problems: errors.map(({ line, message }) => ({ line, what: message })) };
    }
    const html = withTightMarks(loose);
    const subject = plainTextOf(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '');
    return { kind: 'compiled', template: { subject, html: squeezed(html), text: textPartOf(html) } };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { kind: 'not-mjml', problems: [{ line: 1, what }] };
  }
}

/** Loads MJML without the components that a `.mjmlconfig` in the current folder, which may be a stranger's site, names: they are code. */
async function loadMjml(): Promise<typeof import('mjml')> {
  const { MJML_BROWSER } = process.env;
  process.env['MJML_BROWSER'] = '1';
  try {
    // Loading MJML takes a second, so only sites with templates load it.
    return (await import('mjml')).default;
  } finally {
    if (MJML_BROWSER === undefined) delete process.env['MJML_BROWSER'];
    else process.env['MJML_BROWSER'] = MJML_BROWSER;
  }
}

/** Rewrites `{{ name }}`, which HTML formatters produce, as `{{name}}`. */
function withTightMarks(html: string): string {
  return html.replace(/\{\{\s*([#/]?\w+)\s*(\||\}\})/g, '{{$1$2');
}

/** Removes indentation and empty lines, which do not affect the rendering. */
function squeezed(html: string): string {
  return html.trim().replace(/\s*\n\s*/g, '\n');
}

/** An `mj-include` of a template, with its line. */
interface Include {
  readonly path: string;
  readonly line: number;
  readonly read: ReadText;
}

function findIncludes(rootDir: string, from: string, mjml: string): Include[] {
  return [...mjml.matchAll(/<mj-include[^>]*\spath="([^"]*)"/g)].map(({ index, 1: path = '' }) => {
    const file = posix.join(posix.dirname(from), path.replaceAll('\\', '/'));
    const line = mjml.slice(0, index).split('\n').length;
    return { path, line, read: path === '' ? { kind: 'missing' } : readText(rootDir, file) };
  });
}
