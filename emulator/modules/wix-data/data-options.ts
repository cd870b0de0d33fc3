import { types } from 'node:util';

import type { ModuleHost } from '../module-host.ts';
import { notEmulatedError } from '../../not-emulated.ts';
import { wixError } from '../../wix-error.ts';

/** The options of data calls modelled by the emulator: https://dev.wix.com/docs/velo/apis/wix-data/introduction */
export interface DataOptions {
  suppressAuth: boolean;
  suppressHooks: boolean;
  consistentRead: boolean;
  omitTotalCount: boolean;
}

const known = ['suppressAuth', 'suppressHooks', 'consistentRead', 'omitTotalCount'] as const;

/** Options of pages of referenced items, which `readDataOptions` passes over. */
export const pagingOptions: ReadonlySet<string> = new Set(['order', 'limit', 'skip']);

/**
 * Reads the options of a data call; throws WDE0018 for a value that is not boolean, and a NotEmulatedError for an option that is not
 * modelled and not among `others`.
 */
export function readDataOptions(
  host: ModuleHost,
  given: unknown,
  others: ReadonlySet<string> = new Set<string>(),
): DataOptions {
  const options: DataOptions = {
    suppressAuth: false,
    suppressHooks: false,
    consistentRead: false,
    omitTotalCount: false,
  };
  if (given === undefined || given === null) return options;
  if (typeof given !== 'object' || Array.isArray(given) || types.isDate(given)) throw wixError(host.realm, 'WDE0018');
  for (const [name, value] of Object.entries(given)) {
    if (others.has(name)) continue;
    const option = known.find((candidate) => candidate === name);
    if (option === undefined) {
      if (value === undefined || value === null || value === false) continue;
      throw notEmulatedError(host.realm, 'wix-data', `the option ${name}`);
    }
    if (value !== undefined && value !== null && typeof value !== 'boolean') {
      throw wixError(host.realm, 'WDE0018', name);
    }
    options[option] = value === true;
  }
  return options;
}
