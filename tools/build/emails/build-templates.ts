import { createHash } from 'node:crypto';

import type { CompiledTemplate, EmailTemplates } from '../../../src/backend/order-events/channels/email/templates.ts';
import { listFiles, requireText } from '../../repository/read-files.ts';
import { generatedHeader } from '../generated-header.ts';
import { checkTemplate, type TemplateFaultCode } from './check-template.ts';
import { compileTemplate } from './compile-template.ts';
import { EMAILS_DIR, listTemplates, type TemplateSource } from './list-templates.ts';

/** A problem in the source of a template, with its location. */
export interface SourceFault {
  readonly code: TemplateFaultCode;
  readonly path: string;
  /** Starts at 1. */
  readonly line: number;
  readonly what: string;
  readonly fix: string;
}

/** Templates of a site, and the problems found in them. */
export interface BuiltTemplates {
  readonly templates: EmailTemplates;
  readonly faults: readonly SourceFault[];
}

/** Compiles and checks all templates of the site at `rootDir`. */
export async function buildTemplates(rootDir: string): Promise<BuiltTemplates> {
  const templates: Record<string, Record<string, CompiledTemplate>> = {};
  const faults: SourceFault[] = [];
  for (const source of listTemplates(rootDir)) {
    const compiled = await compileTemplate(rootDir, source);
    if (compiled.kind === 'not-mjml') {
      const fix = 'fix the MJML: https://documentation.mjml.io';
      faults.push(...compiled.problems.map((one) => ({ code: 'email-not-mjml' as const, ...source, ...one, fix })));
      continue;
    }
    const { template } = compiled;
    (templates[source.name] ??= {})[source.language] = template;
    faults.push(...locate(rootDir, source, template));
  }
  return { templates, faults };
}

function locate(rootDir: string, { path }: TemplateSource, template: CompiledTemplate): SourceFault[] {
  const found = checkTemplate(template);
  if (found.length === 0) return [];
  const lines = requireText(rootDir, path).split('\n');
  return found.map(({ code, near, what, fix }) => {
    // Problems in an included file are reported on line 1.
    const line =
      Math.max(
        0,
        lines.findIndex((text) => text.includes(near)),
      ) + 1;
    return { code, path, line, what, fix };
  });
}

/** Returns a hash of the template sources at `rootDir`. The built module contains it if it was built from these sources. */
export function hashSources(rootDir: string): string {
  const hash = createHash('sha256');
  for (const path of listFiles(rootDir, EMAILS_DIR).files) {
    if (!path.endsWith('.mjml')) continue;
    const text = requireText(rootDir, path).replaceAll('\r\n', '\n');
    hash.update(`${path.slice(EMAILS_DIR.length + 1)}\0${text}\0`);
  }
  return `sha256 of the sources: ${hash.digest('hex')}`;
}

const ASSIGNMENT = 'export const emailTemplates = ';

/** Returns the source of the templates module. The templates are JSON, so that tools can read them without running the module. */
export function formatTemplates(templates: EmailTemplates, sourcesHash: string): string {
  const header = generatedHeader(EMAILS_DIR, 'the templates there');
  return `${header}// ${sourcesHash}\n\n/** The email templates by name and language. */\n${ASSIGNMENT}${JSON.stringify(templates, null, 2)};\n`;
}

/** Parses the templates from the output of `formatTemplates`; `undefined` if `module` is not such output. */
export function parseTemplates(module: string): EmailTemplates | undefined {
  const start = module.indexOf(ASSIGNMENT);
  if (start === -1) return undefined;
  try {
    return JSON.parse(module.slice(start + ASSIGNMENT.length).replace(/;\s*$/, '')) as EmailTemplates;
  } catch {
    return undefined;
  }
}
