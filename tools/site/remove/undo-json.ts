import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';

import { valueAt } from '../../../src/backend/order-events/values/json-object.ts';
import type { PackageRecord } from '../add/package-record.ts';
import { readJsonText, removeFrom } from '../json-text.ts';
import { ADDED_MARK } from '../own-header.ts';
import type { Undone } from './undo-events.ts';

/** Removes the jobs of those files from a jobs.config; removes a file that `site add` created and that is empty otherwise. */
export function undoJobs(file: string, text: string, locations: ReadonlySet<string>): Undone {
  const json = readJsonText(text, { allowsComments: true });
  if (json.kind === 'unreadable') return unreadable(file, json.line);
  const list = findNodeAtLocation(json.root, ['jobs']);
  const jobs = list?.type === 'array' ? (list.children ?? []) : [];
  const own = jobs.filter((job) => {
    const location: unknown = valueAt(getNodeValue(job), 'functionLocation');
    return typeof location === 'string' && locations.has(location);
  });
  const isAdded = text.startsWith(ADDED_MARK);
  if (isAdded && own.length === jobs.length) return { kind: 'undone', text: undefined };
  const left = list === undefined || own.length === 0 ? text : removeFrom(text, list, own);
  return { kind: 'undone', text: isAdded ? left.slice(left.indexOf('\n') + 1) : left };
}

/** Removes the packages in the record from a package.json, except those that site code uses. */
export function undoPackage(file: string, text: string, record: PackageRecord, used: ReadonlySet<string>): Undone {
  const json = readJsonText(text);
  if (json.kind === 'unreadable') return unreadable(file, json.line);
  const dependencies = findNodeAtLocation(json.root, ['dependencies']);
  if (dependencies === undefined) return { kind: 'undone', text };
  const present = dependencies.children ?? [];
  const own = present.filter((property) => isOneOf(record, property) && !isOneOf([...used], property));
  const isWhole = own.length === present.length && record.includes('dependencies');
  if (own.length === 0) return { kind: 'undone', text };
  const property = dependencies.parent;
  return isWhole && property !== undefined
    ? { kind: 'undone', text: removeFrom(text, json.root, [property]) }
    : { kind: 'undone', text: removeFrom(text, dependencies, own) };
}

function isOneOf(names: readonly string[], { children: [key] = [] }: Node): boolean {
  return key !== undefined && names.some((name) => name === getNodeValue(key));
}

function unreadable(file: string, line: number): Undone {
  const reason = { file, line, what: 'It cannot be read', fix: 'fix its syntax first' };
  return { kind: 'stopped', reasons: [reason] };
}
