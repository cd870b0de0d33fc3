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

/**
 * Reads the options of a data call; throws WDE0018 for a value that is not boolean, and a NotEmulatedError for an option that is not
 * modelled.
 */
export function readDataOptions(host: ModuleHost, given: unknown): DataOptions {
  const options: DataOptions = {
    suppressAuth: false,
    suppressHooks: false,
    consistentRead: false,
    omitTotalCount: false,
  };
  if (given === undefined || given === null) return options;
  if (typeof given !== 'object') throw wixError(host.realm, 'WDE0018');
  for (const [name, value] of Object.entries(given)) {
    const option = known.find((candidate) => candidate === name);
    if (option === undefined) throw notEmulatedError(host.realm, 'wix-data', `the option ${name}`);
    if (value !== undefined && typeof value !== 'boolean') throw wixError(host.realm, 'WDE0018', name);
    options[option] = value === true;
  }
  if (!options.suppressHooks && host.services.hasDataHooks) {
    throw notEmulatedError(host.realm, 'backend/data.js', 'data hooks', 'pass suppressHooks');
  }
  return options;
}
