import { posix } from 'node:path';
import { listTypeScriptImports } from './list-typescript-imports.ts';
import type { TypeScriptImport } from './list-typescript-imports.ts';

/** An import that points the wrong way. */
export interface WrongImport {
  readonly path: string;
  readonly line: number;
  readonly specifier: string;
  /** What files of that part may import, for a person. */
  readonly rule: string;
}

/** One part of the project and what it may import. */
interface Part {
  readonly files: RegExp;
  readonly rule: string;
  /** `target` is a path from the project's root for a relative import, else the specifier. */
  readonly allows: (target: string, imported: TypeScriptImport) => boolean;
}

const product = 'src/backend/order-events';
const theError = `${product}/order-events-error.ts`;

// The first part that a file belongs to decides.
const parts: readonly Part[] = [
  {
    files: /^src\/backend\/order-events\/orders\//,
    rule: 'orders/ imports itself, valibot, @noble/hashes and types of @wix packages',
    allows: (target, { isTypeOnly }) =>
      isUnder(target, ['orders']) || isPureNpm(target) || (isTypeOnly && isSdk(target)),
  },
  {
    files: /^src\/backend\/order-events\/outbox\//,
    rule: 'outbox/ imports itself, orders/, the error, valibot, @noble/hashes and types of @wix packages',
    allows: (target, { isTypeOnly }) =>
      isUnder(target, ['orders', 'outbox']) ||
      target === theError ||
      isPureNpm(target) ||
      (isTypeOnly && isSdk(target)),
  },
  {
    files: /^src\/backend\/order-events\/wix\//,
    rule: 'wix/ imports itself, orders/, outbox/, the error, wix-* modules, and @wix packages as types or by import()',
    allows: (target, imported) =>
      isUnder(target, ['orders', 'outbox', 'wix']) ||
      target === theError ||
      isPureNpm(target) ||
      isVelo(target) ||
      isLazySdk(target, imported),
  },
  {
    files: /^src\/backend\/order-events\//,
    rule: 'what joins the parts imports them and backend/notification-rules.js, and @wix packages as types or by import()',
    allows: (target, imported) =>
      target.startsWith(`${product}/`) ||
      isPureNpm(target) ||
      target === 'backend/notification-rules.js' ||
      isLazySdk(target, imported),
  },
  {
    files: /^src\/.*\.web\.ts$/,
    rule: 'a web module imports backend/… and wix-web-module',
    allows: (target) => target.startsWith('backend/') || target === 'wix-web-module',
  },
  {
    // It reads orders and contacts with Wix's clients, so it alone pays for loading them.
    files: /^src\/backend\/reconcile-orders\.ts$/,
    rule: 'the reconcile job imports backend/… and @wix packages',
    allows: (target) => target.startsWith('backend/') || isSdk(target),
  },
  {
    files: /^src\//,
    rule: 'an entry imports backend/… only',
    allows: (target) => target.startsWith('backend/'),
  },
  {
    files: /^emulator\//,
    rule: 'the emulator knows Wix and nothing of orders: it imports itself and npm packages',
    allows: (target) =>
      target.startsWith('emulator/') || !/^(src|tools|bench|test|payloads|backend|\.\.)\//.test(target),
  },
];

/** The imports of one TypeScript file, at its path from the project's root, that point the wrong way. */
export function findWrongImports(path: string, text: string): WrongImport[] {
  const part = parts.find(({ files }) => files.test(path));
  if (part === undefined) {
    return [];
  }
  return listTypeScriptImports(path, text)
    .filter((imported) => !part.allows(targetOf(path, imported.specifier), imported))
    .map(({ specifier, line }) => ({ path, line, specifier, rule: part.rule }));
}

function targetOf(path: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}

function isUnder(target: string, folders: readonly string[]): boolean {
  return folders.some((folder) => target.startsWith(`${product}/${folder}/`));
}

function isPureNpm(target: string): boolean {
  return target === 'valibot' || target.startsWith('@noble/hashes/');
}

function isVelo(target: string): boolean {
  return target.startsWith('wix-');
}

function isSdk(target: string): boolean {
  return target.startsWith('@wix/');
}

// Importing an SDK package costs 60-150 ms of every cold start, so only the code that needs it loads it.
function isLazySdk(target: string, { isDynamic, isTypeOnly }: TypeScriptImport): boolean {
  return isSdk(target) && (isDynamic || isTypeOnly);
}
