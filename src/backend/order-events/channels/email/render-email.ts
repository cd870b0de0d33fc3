import { fallbacksOf, readLanguage } from '../../rules/languages.ts';
import { ownValue } from '../../values/own-value.ts';
import type { CompiledTemplate, EmailTemplates } from './templates.ts';

/** An email as its recipient gets it. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Variables = Readonly<Record<string, string>>;

/** The language of the texts for readers of all languages that a template does not have. */
export const DEFAULT_LANGUAGE = 'en';

/** The longest subject that Email Transmissions takes, in characters. */
export const MAX_SUBJECT_CHARACTERS = 200;

const section = /\{\{#(\w+)\}\}(.*?)\{\{\/\1\}\}/gs;
const variable = /\{\{(\w+)(?:\|([^{}]*))?\}\}/g;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const unprintable = /\p{Cc}/gu;

/**
 * Fills a template in the language that comes closest: the reader's own, then its base language, then English, then the
 * template's first. `undefined` when there is no template of that name. A value is never read as HTML, as a line break or
 * as template syntax.
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

/** Sections go before any value comes, and values are put in once: no value is ever looked through. */
function fill(template: string, variables: Variables, write: (value: string) => string): string {
  return template
    .replace(section, (_, name: string, inside: string) => (valueOf(variables, name) === undefined ? '' : inside))
    .replace(variable, (_, name: string, fallback: string | undefined) => {
      const value = valueOf(variables, name);
      return value === undefined ? (fallback ?? '') : write(value);
    });
}

/** The value of a variable on one line; `undefined` where it says nothing. */
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
