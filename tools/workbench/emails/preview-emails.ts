import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderEmail, type RenderedEmail } from '../../../src/backend/order-events/channels/email/render-email.ts';
import type { EmailTemplates } from '../../../src/backend/order-events/channels/email/templates.ts';
import { askRule, chosenChannel } from '../../../src/backend/order-events/rules/ask-rule.ts';
import type { AnyRule } from '../../../src/backend/order-events/rules/rule.ts';
import type { JsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { ownValue } from '../../../src/backend/order-events/values/own-value.ts';
import { buildTemplates, hashSources, parseTemplates } from '../../build/emails/build-templates.ts';
import { listTemplates } from '../../build/emails/list-templates.ts';
import { ownFileIn } from '../local-site/own-file.ts';
import { readSiteRules } from './read-site-rules.ts';
import { contextOf, listSampleOrders, type SampleOrder } from './sample-contexts.ts';

/** Email as customers receive it, with the payloads that produce exactly this one. */
export interface EmailPreview extends RenderedEmail {
  readonly template: string;
  readonly rule: string;
  readonly language: string;
  readonly payloads: readonly string[];
}

/** Every email of a site, and the reasons why some cannot be shown. */
export interface EmailPreviews {
  readonly previews: readonly EmailPreview[];
  readonly problems: readonly string[];
}

/** Options of a preview. */
export interface PreviewOptions {
  /** Folder of the package, which contains the payloads. */
  readonly root: string;
  /** Folder of the site; defaults to the package's example. */
  readonly site?: string | undefined;
  /** Id of a rule or name of a template; if absent, every email is shown. */
  readonly only?: string | undefined;
}

/** Renders every template in every language with every documented payload of its rule's product. */
export async function previewEmails({ root, site = root, only }: PreviewOptions): Promise<EmailPreviews> {
  const loaded = readSiteRules(site);
  if (loaded === null)
    return { previews: [], problems: ['The rules cannot be read: node bin/order-events.js site check'] };
  const { templates, problems } = await readTemplates(site);
  const samples = listSampleOrders(root);
  const { timeZone } = loaded.settings;
  const shown = loaded.rules.map((rule) => {
    const template = templateOf(rule, templates);
    if (template === undefined || (only !== undefined && only !== rule['id'] && only !== template)) return undefined;
    return previewRule(rule, template, {
      templates,
      samples,
      timeZone: typeof timeZone === 'string' ? timeZone : 'UTC',
    });
  });
  return {
    previews: shown.flatMap((one) => one?.previews ?? []),
    problems: [...problems, ...new Set(shown.flatMap((one) => one?.problems ?? []))],
  };
}

/** Returns the name of the rule's template: `email`, or else the rule's id; `undefined` if there is no such template. */
function templateOf({ email, id }: JsonObject, templates: EmailTemplates): string | undefined {
  const name = typeof email === 'string' ? email : id;
  return typeof name === 'string' && ownValue(templates, name) !== undefined ? name : undefined;
}

interface Material {
  readonly templates: EmailTemplates;
  readonly samples: readonly SampleOrder[];
  readonly timeZone: string;
}

function previewRule(rule: JsonObject, template: string, { templates, samples, timeZone }: Material): EmailPreviews {
  const previews = new Map<string, EmailPreview>();
  const problems: string[] = [];
  const id = String(rule['id']);
  // The preview ignores the rule's condition.
  const always = asRule({ ...rule, when: () => true });
  const channel = chosenChannel(rule);
  for (const language of Object.keys(templates[template] ?? {})) {
    for (const sample of samples.filter(({ order }) => order.product === rule['product'])) {
      const answer = askRule(always, channel, contextOf(sample, String(rule['change']), language, timeZone));
      if (answer.kind !== 'wanted') {
        problems.push(`Rule "${id}" gives no variables for ${sample.name}`);
        continue;
      }
      const email = renderEmail(template, language, answer.variables, templates);
      if (email === undefined) continue;
      const key = JSON.stringify([language, email]);
      const payloads = [...(previews.get(key)?.payloads ?? []), sample.name];
      previews.set(key, { template, rule: id, language, payloads, ...email });
    }
  }
  return { previews: [...previews.values()], problems };
}

/** Casts a site's export to a rule; `askRule` itself checks every field. */
function asRule(rule: unknown): AnyRule {
  return rule as AnyRule;
}

async function readTemplates(
  root: string,
): Promise<{ readonly templates: EmailTemplates; readonly problems: string[] }> {
  const file = join(root, 'src/backend', ownFileIn(root, 'email-templates.js'));
  const module = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const built = parseTemplates(module);
  // Compiling takes seconds, so templates built from exactly these sources are reused.
  if (listTemplates(root).length > 0 && (built === undefined || !module.includes(hashSources(root)))) {
    const { templates, faults } = await buildTemplates(root);
    return { templates, problems: faults.map(({ path, line, what }) => `${path}:${line.toString()} ${what}`) };
  }
  return { templates: built ?? {}, problems: built === undefined ? ['The site has no email templates'] : [] };
}
