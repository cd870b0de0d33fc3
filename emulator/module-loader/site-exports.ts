import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { EmulatorError } from '../emulator-error.ts';

/** Returns the loader's name of a backend file, given as `jobs.js`, `/jobs.js`, `backend/jobs` or similar. */
export function requireBackendFile(siteDir: string, module: string): string {
  const name = module.startsWith('backend/') ? module : `backend/${module.replace(/^\//, '')}`;
  const file = name.endsWith('.js') ? name : `${name}.js`;
  if (existsSync(join(siteDir, 'src', file))) return file;
  throw new EmulatorError('MODULE_NOT_FOUND', `The site has no file src/${file}.`);
}

/** Returns an exported function; throws an EmulatorError if there is none of that name. */
export function requireFunction(exports: object, module: string, name: string): (...args: unknown[]) => unknown {
  const found: unknown = Object.hasOwn(exports, name) ? Reflect.get(exports, name) : undefined;
  if (typeof found === 'function') return found as (...args: unknown[]) => unknown;
  const names = Object.keys(exports).join(', ') || 'none';
  throw new EmulatorError('EXPORT_NOT_FOUND', `src/${module} exports no function ${name}. It exports ${names}.`);
}
