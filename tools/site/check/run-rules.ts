import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

import { openEmulator } from '../../../emulator/emulator.ts';
import { BACKEND_DIR, findOwnFile } from '../own-files.ts';
import type { SiteFiles } from './read-site.ts';
import knownFields from './known-fields.json';
import { sampleOrders } from './sample-orders.ts';

const runSchema = v.object({
  sample: v.string(),
  /** Whether the rule's own condition lets the order pass. */
  isWanted: v.boolean(),
  /** The name and type of each variable that has a value. */
  types: v.array(v.tuple([v.string(), v.string()])),
  /** The name of each variable, whether it has a value or not. */
  names: v.optional(v.array(v.string()), []),
  threw: v.optional(v.string()),
  /** What it gave instead of an answer, and which of its functions did. */
  returned: v.optional(v.string()),
  by: v.optional(v.string()),
});

const rulesSchema = v.object({
  rules: v.array(
    v.object({
      fields: v.record(v.string(), v.unknown()),
      functions: v.array(v.string()),
      runs: v.array(runSchema),
      /** What its functions read that never is there, such as `order.fristName`. */
      unknownReads: v.array(v.string()),
    }),
  ),
  settings: v.optional(v.unknown()),
});

/** A rule as it is when the site runs, and what it said of each sample order. */
export type TriedRule = v.InferOutput<typeof rulesSchema>['rules'][number] & {
  /** The variables that it gives for some order. */
  readonly names: readonly string[];
};

/** Outcome of the attempt to load and try a site's rules. */
export type TriedRules =
  | { readonly kind: 'tried'; readonly rules: readonly TriedRule[]; readonly settings: unknown }
  | { readonly kind: 'not-readable'; readonly reason: string };

/**
 * Loads the rules of a site as Wix would, in an emulator on a throw-away copy of the backend, and tries each on sample
 * orders. `root` is the folder of this package.
 */
export async function runRules({ sources }: SiteFiles, root: string): Promise<TriedRules> {
  const rulesFile = findOwnFile(sources, 'notification-rules.js');
  if (rulesFile === undefined || findOwnFile(sources, 'order-events.js') === undefined) {
    return { kind: 'not-readable', reason: 'order events and its rules are not there' };
  }
  const copy = mkdtempSync(join(tmpdir(), 'order-events-rules-'));
  try {
    for (const [path, text] of sources) writeTo(join(copy, path), text);
    // The probe imports the rules by their usual name.
    writeTo(join(copy, BACKEND_DIR, 'notification-rules.js'), sources.get(rulesFile) ?? '');
    copyFileSync(join(root, 'tools/site/check/rules-probe.js'), join(copy, BACKEND_DIR, 'events.js'));
    return await probe(copy, root);
  } finally {
    rmSync(copy, { recursive: true, force: true });
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
