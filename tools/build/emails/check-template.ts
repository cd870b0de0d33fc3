import { MAX_SUBJECT_CHARACTERS } from '../../../src/backend/order-events/channels/email/render-email.ts';
import type { CompiledTemplate } from '../../../src/backend/order-events/channels/email/templates.ts';

/** Problems that a template can have regardless of the rules. */
export type TemplateFaultCode =
  | 'email-not-mjml'
  | 'email-without-subject'
  | 'email-too-large'
  | 'email-link-not-https'
  | 'email-variable-malformed'
  | 'email-variable-in-code'
  | 'email-variable-without-fallback';

/** A problem in a template. */
export interface TemplateFault {
  readonly code: TemplateFaultCode;
  /** Excerpt of the source, used to find its line. */
  readonly near: string;
  readonly what: string;
  readonly fix: string;
}

/** Size limit of Email Transmissions: https://dev.wix.com/docs/rest/crm/communication/email-transmissions */
const MAX_HTML_CHARACTERS = 1_000_000;

const section = /\{\{#(\w+)\}\}(.*?)\{\{\/\1\}\}/gs;
const variable = /\{\{(\w+)(\|[^{}]*)?\}\}/g;

/** Returns all problems of a compiled template. */
export function checkTemplate({ subject, html, text }: CompiledTemplate): TemplateFault[] {
  return [
    ...checkSubject(subject),
    ...checkSize(html),
    ...checkLinks(html),
    ...checkSyntax(`${subject}\n${html}`),
    ...checkPlaces(html),
    ...checkFallbacks([subject, html, text]),
  ];
}

/** Returns the distinct variable names of a template, sorted. */
export function listVariables({ subject, html, text }: CompiledTemplate): string[] {
  const names = [subject, html, text].flatMap((part) =>
    [...part.matchAll(/\{\{#?(\w+)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}

function checkSubject(subject: string): TemplateFault[] {
  if (subject === '') {
    return [fault('email-without-subject', '<mjml', 'It has no subject', 'write it in <mj-title> within <mj-head>')];
  }
  const { length } = subject.replace(section, '').replace(variable, '');
  if (length <= MAX_SUBJECT_CHARACTERS) return [];
  const what = `Its subject has ${length} characters: Wix takes ${MAX_SUBJECT_CHARACTERS}`;
  return [fault('email-too-large', '<mj-title', what, 'shorten it')];
}

function checkSize({ length }: string): TemplateFault[] {
  if (length <= MAX_HTML_CHARACTERS) return [];
  const what = `Its HTML has ${length} characters: Wix takes ${MAX_HTML_CHARACTERS}`;
  return [fault('email-too-large', '<mj-body', what, 'link to images instead of writing them into the email')];
}

function checkLinks(html: string): TemplateFault[] {
  const addresses = [
    ...html.matchAll(/\s(?:href|src|background|action|srcset)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi),
    ...html.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)/gi),
  ].map(([, double, single, bare]) => (double ?? single ?? bare ?? '').trim());
  return [...new Set(addresses)]
    .filter((address) => !/^(https:\/\/|\{\{)/i.test(address))
    .map((address) => {
      const what = `It links to "${address.slice(0, 80)}", which is not an https address`;
      return fault('email-link-not-https', address, what, 'write an address that begins with https://');
    });
}

/** Reports the template syntax that is left after all well-formed tags are removed. */
function checkSyntax(template: string): TemplateFault[] {
  const rest = template
    .replace(/\{\{\{.*?\}\}\}/gs, '{{')
    .replace(section, '$2')
    .replace(variable, '');
  const found = /(\{\{|\}\})[^\n<]{0,40}/.exec(rest)?.[0].trim();
  if (found === undefined) return [];
  const fix = 'write {{name}}, {{name|fallback}} or {{#name}} … {{/name}}, one section not within itself';
  return [fault('email-variable-malformed', found, `"${found}" is neither a variable nor a section`, fix)];
}

/** Values are HTML-escaped as text, which is not safe in a URL, a style, a script or a comment. */
function checkPlaces(html: string): TemplateFault[] {
  const comments = html.match(/<!--.*?-->/gs) ?? [];
  const raw = html.match(/<(style|script)\b.*?<\/\1>/gis) ?? [];
  // MJML itself writes the subject, escaped and quoted, into the `aria-label` of the email.
  const tags = (html.match(/<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi) ?? []).map((tag) =>
    tag.replace(/\saria-label="[^"]*"/, ''),
  );
  return [...comments, ...raw, ...tags]
    .flatMap((place) => /\{\{[#/]?\w+/.exec(place)?.[0] ?? [])
    .map((mark) => {
      const what = `"${mark}…" stands in an attribute, a style, a script or a comment, where values are not safe`;
      return fault('email-variable-in-code', mark, what, 'use variables in text only');
    });
}

function checkFallbacks(parts: readonly string[]): TemplateFault[] {
  const names = parts.flatMap((part) => {
    const sections = [...part.matchAll(section)];
    return [...part.matchAll(variable)].flatMap(({ index, 1: name = '', 2: fallback }) => {
      const isInside = sections.some(
        (one) => one[1] === name && index > one.index && index < one.index + one[0].length,
      );
      return fallback === undefined && !isInside ? [name] : [];
    });
  });
  return [...new Set(names)].map((name) => {
    const what = `{{${name}}} has no fallback for orders without it`;
    const fix = `write {{${name}|fallback}}, or put the sentence into {{#${name}}} … {{/${name}}}`;
    return fault('email-variable-without-fallback', `{{${name}}}`, what, fix);
  });
}

function fault(code: TemplateFaultCode, near: string, what: string, fix: string): TemplateFault {
  return { code, near, what, fix };
}
