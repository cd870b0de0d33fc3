import type { EmailTemplates } from '../../../src/backend/order-events/channels/email/templates.ts';
import { ownValue } from '../../../src/backend/order-events/values/own-value.ts';
import { buildTemplates, parseTemplates } from '../../build/emails/build-templates.ts';
import { listVariables } from '../../build/emails/check-template.ts';
import { EMAILS_DIR, listTemplates, type TemplateSource } from '../../build/emails/list-templates.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { BACKEND_DIR, findOwnFile } from '../own-files.ts';
import { locateRules } from './locate-rules.ts';
import type { SiteFiles } from './read-site.ts';
import { isUnread, type KnownRule, type KnownRules } from './rules-of-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

/** Email templates of a site, with their location and their own faults. */
export interface SiteEmails {
  readonly templates: EmailTemplates;
  /** Empty for a site that has only the built templates. */
  readonly sources: readonly TemplateSource[];
  readonly findings: readonly SiteFinding[];
}

/** Reads the templates of a site; compiles them if the site has their sources. */
export async function readEmails({ dir, sources, problems }: SiteFiles): Promise<SiteEmails> {
  // Links and the like have their own findings, and nothing is compiled among them.
  const written = problems.length > 0 ? [] : listTemplates(dir);
  if (written.length > 0) {
    const { templates, faults } = await buildTemplates(dir);
    const findings = faults.map(({ path, line, code, what, fix }) => findingAt({ file: path, line }, code, what, fix));
    return { templates, sources: written, findings: [...findings, ...checkLanguages(written)] };
  }
  const built = findOwnFile(sources, 'email-templates.js');
  const templates = built === undefined ? undefined : parseTemplates(sources.get(built) ?? '');
  return { templates: templates ?? {}, sources: [], findings: [] };
}

/** Checks that rules and templates fit: each rule has a template, each template a rule, and each variable a value. */
export function checkEmails(site: SiteFiles, emails: SiteEmails, known: KnownRules): SiteFinding[] {
  if (known.kind === 'not-readable') return [];
  const { rules, unread } = known;
  const mayBeUsed =
    unread.hasRules || rules.some((rule) => ['id', 'email'].some((name) => isUnread(rule.unread, rule.fields, name)));
  return [
    ...rules.flatMap((rule) => checkTemplateOf(site, rule, emails)),
    ...Object.keys(emails.templates).flatMap((name) => checkUse(name, rules, emails)),
  ].filter(({ code }) => code !== 'email-template-unused' || !mayBeUsed);
}

/** `true` if the rule names the template, or names none and its id is the name of a template whose source is in the site. */
function isFor(name: string, { fields }: KnownRule, isWrittenHere: boolean): boolean {
  return fields['email'] === name || (isWrittenHere && fields['email'] === undefined && fields['id'] === name);
}

function checkTemplateOf(site: SiteFiles, { fields }: KnownRule, { templates }: SiteEmails): SiteFinding[] {
  const { id, email } = fields;
  if (typeof email !== 'string' || ownValue(templates, email) !== undefined) return [];
  const built = findOwnFile(site.sources, 'notification-rules.js') ?? '';
  const source = built.replace(/\.js$/, '.ts');
  const file = site.sources.has(source) ? source : built;
  const line = locateRules(file, site.sources.get(file) ?? '').lineOf(id, 0, 'email');
  const what = `Rule "${typeof id === 'string' ? id : '?'}" has the template "${email}", which is not there`;
  const near = nearest(email, Object.keys(templates));
  const fix = near === undefined ? `write it in ${EMAILS_DIR}/${email}/` : `write "${near}"?`;
  return [findingAt({ file, line }, 'email-template-missing', what, fix)];
}

function checkUse(name: string, rules: readonly KnownRule[], { templates, sources }: SiteEmails): SiteFinding[] {
  const own = sources.filter((source) => source.name === name);
  const users = rules.filter((rule) => isFor(name, rule, own.length > 0));
  if (users.length === 0) {
    const fix = `give a rule \`email: '${name}'\`, or delete the template`;
    return own
      .slice(0, 1)
      .map(({ path }) => findingAt({ file: path, line: 1 }, 'email-template-unused', 'No rule uses it', fix));
  }
  return Object.entries(templates[name] ?? {}).flatMap(([language, template]) => {
    const file = own.find((source) => source.language === language)?.path ?? `${BACKEND_DIR}/email-templates.js`;
    return listVariables(template).flatMap((variable) => {
      const poor = users.find(({ names, runs }) => runs.length > 0 && !names.includes(variable));
      if (poor === undefined) return [];
      const what = `It uses "${variable}", which rule "${String(poor.fields['id'])}" does not give`;
      const near = nearest(variable, poor.names);
      const fix = near === undefined ? 'add it to the rule, or take it out here' : `write "${near}"?`;
      return [findingAt({ file, line: 1 }, 'email-variable-unknown', what, fix)];
    });
  });
}

/** Finds languages that a template lacks: their readers would get an email in another language between the others. */
function checkLanguages(sources: readonly TemplateSource[]): SiteFinding[] {
  const languages = [...new Set(sources.map(({ language }) => language))].sort();
  return [...new Set(sources.map(({ name }) => name))].flatMap((name) => {
    const own = sources.filter((source) => source.name === name);
    const missing = languages.filter((language) => !own.some((source) => source.language === language));
    return missing.map((language) => {
      const what = `The template "${name}" has no "${language}", which other templates have`;
      const fix = `write ${EMAILS_DIR}/${name}/${language}.mjml`;
      return findingAt({ file: own[0]?.path ?? EMAILS_DIR, line: 1 }, 'email-language-missing', what, fix);
    });
  });
}
