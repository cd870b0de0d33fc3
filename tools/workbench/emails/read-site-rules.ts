import { join } from 'node:path';

import { loadRuleFile } from '../../../hosts/webhook-server/rule-file.ts';
import { ownFileIn } from '../local-site/own-file.ts';
import { isJsonObject, type JsonObject } from '../../../src/backend/order-events/values/json-object.ts';

/** Rules and settings of a site, as at run time. */
export interface LoadedRules {
  readonly rules: readonly JsonObject[];
  readonly settings: JsonObject;
}

/** Loads the rules of the built site at `root`; returns `null` if the file cannot run on its own, for example if it imports Wix modules. */
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
