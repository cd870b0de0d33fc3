import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { loadRuleFile, RuleFileError } from './rule-file.ts';

/** The rules of all tenants, or all faults in them. */
export type TenantRules =
  | { readonly kind: 'loaded'; readonly of: (instanceId: string) => SiteRules; readonly files: readonly string[] }
  | { readonly kind: 'invalid'; readonly faults: readonly string[] };

const DEFAULT_NAME = 'default';
const isRuleFile = /^[^.].*(?<!\.d)\.(js|ts)$/;

/**
 * Loads a folder of rule files in the form used on a Velo site: `default.ts` for all tenants except those with a file named by their
 * `instanceId`.
 */
export function loadTenantRules(folder: string): TenantRules {
  const names = listNames(folder);
  const rules = new Map<string, SiteRules>();
  const faults: string[] = [];
  for (const name of names) {
    try {
      rules.set(basename(name, extname(name)).toLowerCase(), loadRuleFile(join(folder, name)));
    } catch (error) {
      if (!(error instanceof RuleFileError)) throw error;
      faults.push(error.message);
    }
  }
  const byDefault = rules.get(DEFAULT_NAME);
  if (faults.length > 0) return { kind: 'invalid', faults };
  if (byDefault === undefined) {
    const found = names.length === 0 ? 'no rule file' : names.join(', ');
    return { kind: 'invalid', faults: [`${folder}: expected default.js or default.ts, found ${found}`] };
  }
  return { kind: 'loaded', of: (instanceId) => rules.get(instanceId.toLowerCase()) ?? byDefault, files: names };
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => isRuleFile.test(name));
  } catch {
    return [];
  }
}
