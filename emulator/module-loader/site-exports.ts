import { EmulatorError } from '../emulator-error.ts';
import { resolveSpecifier } from './resolve-specifier.ts';

/** Returns the loader's name of a backend file, given as `jobs.js`, `/jobs.js`, `backend/jobs` or similar. */
export function requireBackendFile(siteDir: string, module: string): string {
  const name = module.startsWith('backend/') ? module : `backend/${module.replace(/^\//, '')}`;
  const found = resolveSpecifier(name, siteDir);
  if (found.kind === 'site-file') return found.name;
  const file = /\.(?:js|jsw|ts)$/.test(name) ? name : `${name}.js`;
  throw new EmulatorError('MODULE_NOT_FOUND', `The site has no file src/${file}.`);
}

/** Returns an exported function; throws an EmulatorError if there is none of that name. */
export function requireFunction(exports: object, module: string, name: string): (...args: unknown[]) => unknown {
  const found: unknown = Object.hasOwn(exports, name) ? Reflect.get(exports, name) : undefined;
  if (typeof found === 'function') return found as (...args: unknown[]) => unknown;
  const names = Object.keys(exports).join(', ') || 'none';
  throw new EmulatorError('EXPORT_NOT_FOUND', `src/${module} exports no function ${name}. It exports ${names}.`);
}
