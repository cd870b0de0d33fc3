import { fallbacksOf, readLanguage } from '../../rules/languages.ts';
import { ownValue } from '../../values/own-value.ts';
import type { CompiledTemplate, EmailTemplates } from './templates.ts';

/** A rendered email. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Variables = Readonly<Record<string, string>>;

/** Language for readers whose own language a template does not have. */
export const DEFAULT_LANGUAGE = 'en';

/** Longest subject that Email Transmissions accepts, in characters. */
export const MAX_SUBJECT_CHARACTERS = 200;

const section = /\{\{#(\w+)\}\}(.*?)\{\{\/\1\}\}/gs;
const variable = /\{\{(\w+)(?:\|([^{}]*))?\}\}/g;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const unprintable = /\p{Cc}/gu;

/**
 * Renders a template in the closest language: the reader's own, then its base language, then English, then the template's first. Returns
 * `undefined` if no template has that name. A value is never interpreted as HTML, as a line break or as template syntax.
 */
export function renderEmail(
  name: string,
  language: string,
  variables: Variables,
  templates: EmailTemplates,
): RenderedEmail | undefined {
  const template = chooseLanguage(ownValue(templates, name), language);
  if (template === undefined) return undefined;
  return {
    subject: cutSubject(fill(template.subject, variables, (value) => value).trim()),
    html: fill(template.html, variables, escapeHtml),
    text: fill(template.text, variables, (value) => value)
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  };
}

function chooseLanguage(
  template: Readonly<Record<string, CompiledTemplate>> | undefined,
  language: string,
): CompiledTemplate | undefined {
  const known = readLanguage(language);
  const codes = [...(known === undefined ? [] : fallbacksOf(known)), DEFAULT_LANGUAGE, ...Object.keys(template ?? {})];
  const code = codes.find((candidate) => ownValue(template, candidate) !== undefined);
  return code === undefined ? undefined : template?.[code];
}

/** Removes sections first and inserts each value once, so that no value is read as a template. */
function fill(template: string, variables: Variables, write: (value: string) => string): string {
  return template
    .replace(section, (_, name: string, inside: string) => (valueOf(variables, name) === undefined ? '' : inside))
    .replace(variable, (_, name: string, fallback: string | undefined) => {
      const value = valueOf(variables, name);
      return value === undefined ? (fallback ?? '') : write(value);
    });
}

/** Returns the value of a variable on one line; `undefined` if it is empty. */
function valueOf(variables: Variables, name: string): string | undefined {
  const value = ownValue(variables, name)?.replace(lineBreaks, ' ').replace(unprintable, '').trim();
  return value === '' ? undefined : value;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => String(entities[character]));
}

function cutSubject(subject: string): string {
  if (subject.length <= MAX_SUBJECT_CHARACTERS) return subject;
  return `${subject.slice(0, MAX_SUBJECT_CHARACTERS - 1).replace(/\p{Cs}$/u, '')}…`;
}
