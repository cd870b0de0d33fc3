import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

import { openEmulator } from '../../../emulator/emulator.ts';
import { openTemporaryFolder } from '../../workbench/temporary-folder.ts';
import { BACKEND_DIR, findOwnFile } from '../own-files.ts';
import type { SiteFiles } from './read-site.ts';
import knownFields from './known-fields.json';
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

/** Rule as it is at run time, with its results for each sample order. */
export type TriedRule = v.InferOutput<typeof rulesSchema>['rules'][number] & {
  /** Variables that it sets for at least one order. */
  readonly names: readonly string[];
};

/** Outcome of the attempt to load and try a site's rules. */
export type TriedRules =
  | { readonly kind: 'tried'; readonly rules: readonly TriedRule[]; readonly settings: unknown }
  | { readonly kind: 'not-readable'; readonly reason: string };

/**
 * Loads a site's rules as Wix would, in an emulator on a temporary copy of the backend, and tries each on sample orders. `root` is the
 * folder of this package.
 */
export async function runRules({ sources }: SiteFiles, root: string): Promise<TriedRules> {
  const rulesFile = findOwnFile(sources, 'notification-rules.js');
  if (rulesFile === undefined || findOwnFile(sources, 'order-events.js') === undefined) {
    return { kind: 'not-readable', reason: 'order events and its rules are not there' };
  }
  const { path: copy, remove } = openTemporaryFolder('rules');
  try {
    for (const [path, text] of sources) writeTo(join(copy, path), text);
    // The probe imports the rules by their usual name.
    writeTo(join(copy, BACKEND_DIR, 'notification-rules.js'), sources.get(rulesFile) ?? '');
    copyFileSync(join(root, 'tools/site/check/rules-probe.js'), join(copy, BACKEND_DIR, 'events.js'));
    return await probe(copy, root);
  } finally {
    remove();
  }
}

function writeTo(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function probe(siteDir: string, root: string): Promise<TriedRules> {
  const emulator = openEmulator({ siteDir, stateFile: ':memory:', startAt: Date.UTC(2024, 0, 1) });
  try {
    const { result } = await emulator.invokeEvent('describeRules', { samples: sampleOrders(root), known: knownFields });
    if (result.kind === 'threw') return { kind: 'not-readable', reason: result.error.message };
    const described = v.safeParse(rulesSchema, result.kind === 'returned' ? result.value : undefined);
    if (described.success) {
      const { settings } = described.output;
      const rules = described.output.rules.map((rule) => ({ ...rule, names: rule.runs.flatMap(({ names }) => names) }));
      return { kind: 'tried', rules, settings };
    }
    return { kind: 'not-readable', reason: '`site` is not an object with a list of `rules` and `settings`' };
  } finally {
    emulator.close();
  }
}
