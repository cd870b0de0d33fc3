import type { Node } from 'acorn';

import { lineOf } from '../../../emulator/site-entries/parse-module.ts';
import {
  pathOf,
  readPaths,
  unpackedPaths,
  type PathRead,
  type ValuePath,
} from '../../../emulator/site-entries/value-paths.ts';
import { visitNodes } from '../../../emulator/site-entries/visit-nodes.ts';
import { isOwn } from '../own-files.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';
import { functionNamed, type SiteFunction } from './site-function.ts';

/** Field that a handler's event does not have, with its replacement. */
interface AbsentField {
  readonly handler: string;
  readonly field: string;
  /** Field that replaces it; code that also reads this one handles both. */
  readonly instead: string | undefined;
  readonly fix: string;
}

// Published examples read these fields, but the payloads that Wix documents do not have them.
const absentFields: readonly AbsentField[] = [
  {
    handler: 'wixEcom_onOrderUpdated',
    field: 'data',
    instead: 'entity',
    fix: 'read the order from event.entity',
  },
  {
    handler: 'wixPricingPlans_onOrderUpdated',
    field: 'data',
    instead: 'entity',
    fix: 'read the order from event.entity',
  },
  {
    handler: 'wixEvents_onOrderUpdated',
    field: 'invoice',
    instead: undefined,
    fix: 'allow for its absence: only wixEvents_onOrderConfirmed and wixEvents_onOrderInitiated have an invoice',
  },
];

const EVENTS_FILE = 'src/backend/events.js';

/** Root of the event's paths; no variable has this name. */
const EVENT = '<event>';

/** Number of nested function calls through which an event is followed. */
const MAX_DEPTH = 4;

/** Finds code that reads fields that order events no longer have. */
export function checkEventReads(site: SiteFiles): SiteFinding[] {
  return [...absentFields.flatMap((absent) => checkHandler(site, absent)), ...checkTotals(site)];
}

interface EventRead extends PathRead {
  readonly file: string;
}

function checkHandler(site: SiteFiles, { handler, field, instead, fix }: AbsentField): SiteFinding[] {
  const called = functionNamed(site, EVENTS_FILE, handler);
  const reads = called === undefined ? [] : readsOfEvent(site, called, [EVENT], 0, MAX_DEPTH);
  if (reads.some(({ path }) => path[1] === instead && instead !== undefined)) return [];
  const wrong = reads.find(({ path }) => path[1] === field && path.length === (field === 'data' ? 3 : 2));
  if (wrong === undefined) return [];
  const what = `The event of ${handler} has no "${wrong.path.slice(1).join('.')}"`;
  return [findingAt({ file: wrong.file, line: lineOf(wrong.node) }, 'field-not-in-event', what, fix)];
}

/** Returns what a function reads of the event in one of its arguments, including reads in functions that it passes the event to. */
function readsOfEvent(
  site: SiteFiles,
  { file, node }: SiteFunction,
  given: ValuePath,
  index: number,
  left: number,
): EventRead[] {
  const param = node.params[index];
  if (param === undefined || left === 0) return [];
  const aliases = new Map<string, ValuePath>();
  const unpacked = unpackedPaths(param, given);
  unpacked.forEach(({ name, path }) => aliases.set(name, path));
  const own = [...unpacked.filter(({ path }) => path.length > given.length), ...readPaths(node.body, aliases)]
    .filter(({ path }) => path[0] === EVENT)
    .map(({ path, node: at }) => ({ file, path, node: at }));
  const handedOn: EventRead[] = [];
  visitNodes(node.body, (inner) => {
    if (inner.type !== 'CallExpression' || inner.callee.type !== 'Identifier') return;
    const called = functionNamed(site, file, inner.callee.name);
    if (called === undefined || isOwn(site.sources.get(called.file) ?? '')) return;
    inner.arguments.forEach((argument, position) => {
      const path = pathOf(argument, aliases);
      if (path?.[0] === EVENT) handedOn.push(...readsOfEvent(site, called, path, position, left - 1));
    });
  });
  return [...own, ...handedOn];
}

/** Finds reads of `priceSummary.totalPrice`, which Wix no longer sends, without a read of `total`. */
function checkTotals({ sources }: SiteFiles): SiteFinding[] {
  return [...sources].flatMap(([file, text]) => {
    if (!/^src\/backend\/.*\.(js|jsw)$/.test(file) || !text.includes('totalPrice') || isOwn(text)) return [];
    return (programOf(text)?.body ?? []).flatMap((statement) => totalsIn(file, statement));
  });
}

function totalsIn(file: string, statement: Node): SiteFinding[] {
  const reads = readPaths(statement, new Map()).filter(({ path }) => path.at(-2) === 'priceSummary');
  const old = reads.find(({ path }) => path.at(-1) === 'totalPrice');
  if (old === undefined || reads.some(({ path }) => path.at(-1) === 'total')) return [];
  const what = 'The order of today’s events has no "priceSummary.totalPrice"';
  return [findingAt({ file, line: lineOf(old.node) }, 'field-not-in-event', what, 'read priceSummary.total')];
}
