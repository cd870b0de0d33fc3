import { join } from 'node:path';
import { Script } from 'node:vm';
import { buildSync } from 'esbuild';

import { plans, shop, tickets } from '../../../src/backend/order-events/rules/rule-helpers.ts';
import { ownFileIn } from '../local-site/site-files.ts';
import { isJsonObject, type JsonObject } from '../../../src/backend/order-events/values/json-object.ts';

const helpers = { plans, shop, tickets };

/** The rules and settings of a site, as they are when it runs. */
export interface LoadedRules {
  readonly rules: readonly JsonObject[];
  readonly settings: JsonObject;
}

/** The rules of the built site at `root`; `null` when the file cannot be run by itself, as when it imports modules of Wix. */
export function readSiteRules(root: string): LoadedRules | null {
  try {
    const { outputFiles } = buildSync({
      entryPoints: [join(root, 'src/backend', ownFileIn(root, 'notification-rules.js'))],
      bundle: true,
      write: false,
      format: 'cjs',
      alias: {
        backend: join(root, 'src/backend'),
        public: join(root, 'src/public'),
      },
      // Rules may be written with the helpers of each product; the rest of that module needs Wix.
      external: [join(root, 'src/backend', ownFileIn(root, 'order-events.js'))],
      logLevel: 'silent',
    });
    const run: unknown = new Script(
      `(function (exports, module, require) {${outputFiles[0]?.text ?? ''}\n})`,
    ).runInThisContext();
    const module: { readonly exports: Record<string, unknown> } = { exports: {} };
    if (typeof run === 'function') Reflect.apply(run, undefined, [module.exports, module, () => helpers]);
    const { site } = module.exports;
    if (!isJsonObject(site) || !Array.isArray(site['rules'])) return null;
    const { rules, settings } = site;
    return { rules: rules.filter(isJsonObject), settings: isJsonObject(settings) ? settings : {} };
  } catch {
    return null;
  }
}
