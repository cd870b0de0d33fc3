import { writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type BuildFailure, type Plugin } from 'esbuild';
import * as v from 'valibot';

import { COMMON_JS_GLOBALS } from '../../build/node-bundle.ts';
import { openTemporaryFolder } from '../../workbench/temporary-folder.ts';
import { runGuarded } from '../guarded-process.ts';
import { findOwnFile } from '../own-files.ts';
import knownFields from './known-fields.json';
import type { SiteFiles } from './read-site.ts';
import { resolveImport } from './resolve-import.ts';
import { nothingUnread, type KnownRules } from './rules-of-site.ts';
import { sampleOrders } from './sample-orders.ts';

const runSchema = v.object({
  sample: v.string(),
  /** `true` if the rule's own condition accepts the order. */
  isWanted: v.boolean(),
  /** Name and type of each variable that has a value. */
  types: v.array(v.tuple([v.string(), v.string()])),
  /** Name of each variable, with or without a value. */
  names: v.optional(v.array(v.string()), []),
  threw: v.optional(v.string()),
  /** Kind of an invalid result, such as `a promise`; `by` is the function that returned it. */
  returned: v.optional(v.string()),
  by: v.optional(v.string()),
});

/** Results of a rule's functions for a sample order. */
export type RuleRun = v.InferOutput<typeof runSchema>;

const rulesSchema = v.object({
  rules: v.array(
    v.object({
      fields: v.record(v.string(), v.unknown()),
      functions: v.array(v.string()),
      runs: v.array(runSchema),
      /** Paths that its functions read but that never exist, such as `order.fristName`. */
      unknownReads: v.array(v.string()),
    }),
  ),
  settings: v.optional(v.unknown()),
});

/** Rules take milliseconds. */
const USUAL_TIMEOUT_MS = 20_000;
const RULES = 'rules of the site';
const STAND_IN = 'stand-in';

/**
 * Runs a site's rules on sample orders, in a process that reads nothing but a temporary folder. What Wix gives is replaced by a stand-in.
 * `root` is the folder of this package.
 */
export async function runRules(site: SiteFiles, root: string, timeoutMs = USUAL_TIMEOUT_MS): Promise<KnownRules> {
  const rulesFile = findOwnFile(site.sources, 'notification-rules.js');
  if (rulesFile === undefined || findOwnFile(site.sources, 'order-events.js') === undefined) {
    return { kind: 'not-readable', reason: 'order events and its rules are not there' };
  }
  const { path: folder, remove } = openTemporaryFolder('rules');
  try {
    const bundled = await bundleProbe(site, rulesFile, root);
    if (bundled.kind === 'failed') return { kind: 'not-readable', reason: bundled.reason };
    writeFileSync(join(folder, 'probe.mjs'), bundled.text);
    const ended = await runGuarded({ root, folder, file: 'probe.mjs', timeoutMs });
    if (ended.kind === 'failed') return { kind: 'not-readable', reason: `their code ${ended.problem}` };
    const described = v.safeParse(rulesSchema, ended.value);
    if (!described.success) {
      return { kind: 'not-readable', reason: '`site` is not an object with a list of `rules` and `settings`' };
    }
    const { settings } = described.output;
    const rules = described.output.rules.map((rule) => ({
      ...rule,
      names: rule.runs.flatMap(({ names }) => names),
      unread: nothingUnread,
    }));
    return { kind: 'known', rules, settings, unread: { hasRules: false, settings: nothingUnread } };
  } finally {
    remove();
  }
}

type Bundled =
  { readonly kind: 'bundled'; readonly text: string } | { readonly kind: 'failed'; readonly reason: string };

/** Bundles the rules, the files that they import, and the probe that tries them. */
async function bundleProbe(site: SiteFiles, rulesFile: string, root: string): Promise<Bundled> {
  const input = { samples: sampleOrders(root), known: knownFields };
  const contents = `import { tryRules } from './rules-probe.js';\ntryRules(${JSON.stringify(input)});`;
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(root, 'tools/site/check') },
      // Otherwise the bundler reads the tsconfig.json of the current folder.
      tsconfigRaw: {},
      bundle: true,
      platform: 'node',
      format: 'esm',
      write: false,
      logLevel: 'silent',
      banner: { js: COMMON_JS_GLOBALS },
      plugins: [siteSources(site, rulesFile)],
    });
    return { kind: 'bundled', text: outputFiles[0]?.text ?? '' };
  } catch (error) {
    const [first] = (error as BuildFailure).errors;
    const file = first?.location?.file.replace(/^[\w ]+:/, '');
    return { kind: 'failed', reason: `${first?.text ?? String(error)}${file === undefined ? '' : ` (${file})`}` };
  }
}

/** Resolves as Wix does: the site's files from the texts that were read, what Wix gives to a stand-in, and packages where they are installed. */
function siteSources(site: SiteFiles, rulesFile: string): Plugin {
  return {
    name: RULES,
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /.*/ }, async ({ path, importer, namespace, kind, pluginData }) => {
        if (pluginData === RULES || isBuiltin(path)) return undefined;
        if (namespace !== RULES && path !== 'backend/notification-rules.js') return undefined;
        // The probe imports the rules by their usual name.
        if (namespace !== RULES) return { path: rulesFile, namespace: RULES };
        const found = resolveImport(site, importer, path);
        if (found.kind === 'file') return { path: found.path, namespace: RULES };
        if (found.kind === 'missing') return { errors: [{ text: `There is no file ${found.tried}` }] };
        if (found.kind === 'wix-module' || path.startsWith('@wix/')) return { path, namespace: STAND_IN };
        return await resolve(path, { resolveDir: site.dir, kind, pluginData: RULES });
      });
      onLoad({ filter: /.*/, namespace: RULES }, ({ path }) => ({
        contents: site.sources.get(path) ?? '',
        loader: path.endsWith('.json') ? 'json' : 'js',
      }));
      onLoad({ filter: /.*/, namespace: STAND_IN }, () => ({ contents: STAND_IN_SOURCE, loader: 'js' }));
    },
  };
}

/** Gives itself for every member, every call and, as nothing answers here, every result that is awaited. */
const STAND_IN_SOURCE = `
function standIn(isAwaited) {
  return new Proxy(function () {}, {
    get(target, name) {
      if (name === Symbol.toPrimitive) return () => '';
      if (name === 'then') return isAwaited ? undefined : (resolve) => resolve(standIn(true));
      return name === 'prototype' ? target.prototype : standIn(false);
    },
    apply: () => standIn(false),
    construct: () => standIn(false),
  });
}
// The bundler reads named imports from the prototype.
module.exports = Object.create(standIn(false));
`;
