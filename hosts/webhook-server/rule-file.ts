import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { buildSync, type BuildFailure } from 'esbuild';

import { plans, shop, tickets } from '../../src/backend/order-events/rules/rule-helpers.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { isJsonObject } from '../../src/backend/order-events/values/json-object.ts';

const ORDER_EVENTS = 'backend/order-events.js';
const exported = { plans, shop, tickets };

/** A rule file that cannot be used. The message states the file, the expectation and what was found. */
export class RuleFileError extends Error {
  override readonly name = 'RuleFileError';
}

/**
 * Loads a rule file in the form used on a Velo site, `.js` or `.ts`: it exports `site`, and may import the helpers of
 * `backend/order-events.js`, neighbouring files, and `backend/…` of the site at `siteRoot`. Throws a `RuleFileError`.
 */
export function loadRuleFile(file: string, siteRoot?: string, orderEvents = ORDER_EVENTS): SiteRules {
  if (!existsSync(file)) throw new RuleFileError(`${file}: expected a rule file, found nothing`);
  const { site } = run(bundle(file, siteRoot, orderEvents), file);
  if (isSite(site)) return site;
  throw new RuleFileError(
    `${file}: expected it to export \`site\` with \`rules\` and \`settings\`, found ${describe(site)}`,
  );
}

/** A shallow check: the core validates the fields of each rule itself. */
function isSite(site: unknown): site is SiteRules {
  return isJsonObject(site) && Array.isArray(site['rules']) && isJsonObject(site['settings']);
}

function bundle(file: string, siteRoot: string | undefined, orderEvents: string): string {
  const alias = siteRoot === undefined ? {} : aliasesOf(join(siteRoot, 'src'));
  const external = siteRoot === undefined ? orderEvents : join(siteRoot, 'src', orderEvents);
  try {
    const { outputFiles } = buildSync({
      entryPoints: [file],
      bundle: true,
      write: false,
      format: 'cjs',
      alias,
      external: [external],
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    const [first] = (error as BuildFailure).errors;
    const place = first?.location ? `${resolve(first.location.file)}:${String(first.location.line)}` : file;
    throw new RuleFileError(`${place}: ${first?.text ?? 'cannot be read'}`);
  }
}

function aliasesOf(sources: string): Readonly<Record<string, string>> {
  return { backend: join(sources, 'backend'), public: join(sources, 'public') };
}

function run(code: string, file: string): Readonly<Record<string, unknown>> {
  const module: { readonly exports: Record<string, unknown> } = { exports: {} };
  try {
    const load: unknown = new Script(`(function (exports, module, require) {${code}\n})`, {
      filename: file,
    }).runInThisContext();
    if (typeof load === 'function') Reflect.apply(load, undefined, [module.exports, module, () => exported]);
    return module.exports;
  } catch (error) {
    throw new RuleFileError(`${file}: an error was thrown on loading it: ${messageOf(error)}`);
  }
}

/** A rule file may throw any value, so `instanceof Error` is not relied upon. */
function messageOf(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
  return typeof message === 'string' ? message : String(error);
}

function describe(site: unknown): string {
  return site === undefined ? 'no such export' : 'something else';
}
