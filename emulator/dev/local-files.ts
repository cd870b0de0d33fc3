import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import type { Emulator } from '../emulator.ts';
import { EmulatorError } from '../emulator-error.ts';
import type { CollectionDefinition, CollectionField, CollectionIndex } from '../storage/collections.ts';

/** Content of a collection as in a seed file and in an export. */
export interface CollectionFile {
  readonly permissions?: Partial<CollectionDefinition['permissions']>;
  /** Needed only for fields that refer to other collections, in the form of `createDataCollection`. */
  readonly fields?: readonly CollectionField[];
  /** Needed only for unique indexes, in the form of `createIndex`. */
  readonly indexes?: readonly CollectionIndex[];
  readonly items: readonly Record<string, unknown>[];
}

const roles: ReadonlySet<unknown> = new Set(['ADMIN', 'SITE_MEMBER_AUTHOR', 'SITE_MEMBER', 'ANYONE']);
const operations: ReadonlySet<string> = new Set(['insert', 'update', 'remove', 'read']);

/**
 * Creates the collections of a folder's JSON files, named by the collections, and fills those that are empty. `{"$date": "…"}` stands for a
 * date, as in what Wix exports.
 */
export function seedCollections(emulator: Emulator, folder: string): void {
  const files = readDirectory(folder).filter((file) => file.endsWith('.json'));
  for (const file of files.sort()) {
    const { permissions, fields, indexes, items } = readCollectionFile(join(folder, file));
    const collection = basename(file, '.json');
    emulator.data.createCollection(collection, permissions, fields, indexes);
    if (emulator.data.count(collection) > 0) continue;
    for (const item of items) emulator.data.put(collection, item);
  }
}

/** Returns all collections in the form of seed files, by name. */
export function exportCollections(emulator: Emulator): Record<string, CollectionFile> {
  const all = emulator.data.collections().map(({ _id, permissions, fields: all, indexes = [] }) => {
    const fields = all.filter(({ typeMetadata }) => typeMetadata !== undefined);
    const items = emulator.data.items(_id, Number.MAX_SAFE_INTEGER).map((item) => withoutDates(item));
    const schema = { ...(fields.length > 0 && { fields }), ...(indexes.length > 0 && { indexes }) };
    return [_id, { permissions, ...schema, items: items as Record<string, unknown>[] }] as const;
  });
  return Object.fromEntries(all);
}

/** Puts the secrets of a JSON file, by name, into the emulator; refuses a file that git tracks. */
export function putSecrets(emulator: Emulator, file: string): void {
  if (isTracked(file)) {
    const advice = `Run git rm --cached ${file}, add it to .gitignore, and change the secrets: they are in the history.`;
    throw new EmulatorError('FILE_NOT_USABLE', `git tracks ${file}, and secrets must never be committed. ${advice}`);
  }
  const secrets = readJson(file);
  const isMap = secrets !== null && typeof secrets === 'object' && !Array.isArray(secrets);
  if (!isMap || !Object.values(secrets).every((value) => typeof value === 'string')) {
    throw new EmulatorError('FILE_NOT_USABLE', `${file} must be a JSON object with a text for each name of a secret.`);
  }
  for (const [name, value] of Object.entries(secrets)) emulator.putSecret(name, String(value));
}

function readCollectionFile(file: string): CollectionFile {
  const json = withDates(readJson(file));
  const {
    permissions = {},
    fields = [],
    indexes = [],
    items = [],
  } = (Array.isArray(json) ? { items: json } : Object(json)) as {
    readonly permissions?: object;
    readonly fields?: unknown;
    readonly indexes?: unknown;
    readonly items?: unknown;
  };
  const areItems = Array.isArray(items) && items.every((item) => item !== null && typeof item === 'object');
  const arePermissions = Object.entries(permissions).every(([name, role]) => operations.has(name) && roles.has(role));
  if (areItems && arePermissions && areFields(fields) && areIndexes(indexes)) {
    return { permissions, fields, indexes, items: items as Record<string, unknown>[] };
  }
  const indexForm = '{"name": …, "fields": [{"path": …}], "unique": true}';
  const form = `{"permissions": {"read": "ANYONE", …}, "fields": [{"key": …, "type": …}, …], "indexes": [${indexForm}], "items": […]}`;
  throw new EmulatorError('FILE_NOT_USABLE', `${file} must be an array of items, or ${form} with the roles of Wix.`);
}

function areFields(fields: unknown): fields is CollectionField[] {
  return (
    Array.isArray(fields) &&
    fields.every((field) => {
      const { key, type } = Object(field) as { readonly key?: unknown; readonly type?: unknown };
      return typeof key === 'string' && typeof type === 'string';
    })
  );
}

/** Only indexes of one field can be unique; those that ignore case are not modelled. */
function areIndexes(indexes: unknown): indexes is CollectionIndex[] {
  return (
    Array.isArray(indexes) &&
    indexes.every((index) => {
      const { name, fields, unique = false, caseInsensitive = false } = Object(index) as Record<string, unknown>;
      const paths = Array.isArray(fields)
        ? fields.map((field): unknown => Reflect.get(Object(field) as object, 'path'))
        : [];
      const areTexts = paths.length > 0 && paths.every((path) => typeof path === 'string');
      const isOne = unique === false || (unique === true && paths.length === 1);
      return typeof name === 'string' && areTexts && isOne && caseInsensitive === false;
    })
  );
}

function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (value === null || typeof value !== 'object') return value;
  const { $date: date } = value as { readonly $date?: unknown };
  if (typeof date === 'string' && Object.keys(value).length === 1) return new Date(date);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withDates(child)]));
}

/** Returns a value as JSON can represent it, which `withDates` turns into the value again. */
export function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return { $date: Number.isNaN(value.getTime()) ? null : value.toISOString() };
  if (Array.isArray(value)) return value.map(withoutDates);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutDates(child)]));
}

/** Reads a JSON file; throws an EmulatorError that names it. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch (cause) {
    const because =
      cause instanceof SyntaxError ? 'it is not JSON' : String((cause as { readonly code?: unknown }).code);
    throw new EmulatorError('FILE_NOT_USABLE', `${file} cannot be read: ${because}.`);
  }
}

function readDirectory(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new EmulatorError('FILE_NOT_USABLE', `There is no folder ${folder}.`, { cause });
  }
}

function isTracked(file: string): boolean {
  const path = resolve(file);
  try {
    execFileSync('git', ['ls-files', '--error-unmatch', '--', basename(path)], { cwd: dirname(path), stdio: 'ignore' });
    return true;
  } catch {
    // Not tracked, no repository, or no git.
    return false;
  }
}
