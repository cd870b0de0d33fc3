import { join } from 'node:path';

import { loadRuleFile } from '../../../hosts/webhook-server/rule-file.ts';
import { ownFileIn } from '../local-site/site-files.ts';
import { isJsonObject, type JsonObject } from '../../../src/backend/order-events/values/json-object.ts';

/** The rules and settings of a site, as they are when it runs. */
export interface LoadedRules {
  readonly rules: readonly JsonObject[];
  readonly settings: JsonObject;
}

/** The rules of the built site at `root`; `null` when the file cannot be run by itself, as when it imports modules of Wix. */
export function readSiteRules(root: string): LoadedRules | null {
  try {
    const file = join(root, 'src/backend', ownFileIn(root, 'notification-rules.js'));
    const { rules, settings } = loadRuleFile(file, root, join('backend', ownFileIn(root, 'order-events.js')));
    const read: readonly unknown[] = rules;
    return { rules: read.filter(isJsonObject), settings: { ...settings } };
  } catch {
    return null;
  }
}
