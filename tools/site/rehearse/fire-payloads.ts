import { readFileSync } from 'node:fs';

import type { Emulator } from '../../../emulator/emulator.ts';
import { isEmulated } from '../../../emulator/modules/wix-modules.ts';
import { listImports } from '../../workbench/site-entries/list-imports.ts';
import type { EventReport } from '../../workbench/local-site/event-report.ts';
import { createEventTarget } from '../../workbench/local-site/fire-event.ts';
import { openStatePlace } from '../../workbench/local-site/state-place.ts';
import { listMainPayloads } from '../../workbench/payload/payload-library.ts';
import { programOf, readSite } from '../check/read-site.ts';
import { findOwnCalls } from '../add/find-own-calls.ts';
import { BACKEND_DIR, findOwnFile } from '../own-files.ts';
import { namedCollections } from './named-collections.ts';

/** What a site made of one payload, the first time and when it was delivered again. */
export interface FiredPayload {
  readonly handler: string;
  readonly payload: string;
  readonly reports: readonly [first: EventReport, again: EventReport];
}

/** Fires the main payloads of the handlers that a site hands to order events, each twice on a state of its own. `root` has the payloads. */
export async function firePayloads(siteDir: string, root: string): Promise<FiredPayload[]> {
  const own = readOwnFiles(siteDir);
  const modules = standInsFor(own);
  const collections = new Set(own.flatMap(namedCollections));
  const prepare = (emulator: Emulator): void => {
    for (const name of collections) emulator.data.createCollection(name);
  };
  const fired: FiredPayload[] = [];
  const connected = findOwnCalls(readSite(siteDir)?.sources.get(`${BACKEND_DIR}/events.js`) ?? '');
  const payloads = listMainPayloads(root);
  // A site that hands over none is to fail at the first.
  const wanted = connected.size === 0 ? payloads : payloads.filter(({ handler }) => connected.has(handler));
  for (const { handler, name, file } of wanted) {
    const json = readFileSync(file, 'utf8');
    const delivery = { handler, json, event: JSON.parse(json) as unknown };
    const place = openStatePlace(siteDir, { fresh: true });
    const target = createEventTarget({ root: siteDir, place, modules, prepare, clock: { kind: 'follow' } });
    try {
      const reports = [await target.fire(delivery), await target.fire(delivery)] as const;
      fired.push({ handler, payload: name, reports });
    } finally {
      await target.close();
    }
  }
  return fired;
}

/**
 * Empty modules for what other handlers of the site import and this machine does not have. Order events needs none of
 * them; code that calls into one fails, and the report shows it.
 */
function standInsFor(files: readonly string[]): Record<string, object> {
  const specifiers = files.flatMap((text) => {
    const program = programOf(text);
    return program === undefined ? [] : listImports(program).flatMap(({ specifier }) => specifier ?? []);
  });
  const outside = specifiers.filter(
    (specifier) => /^(wix-|@|[a-z])/.test(specifier) && !/^(backend|public)\//.test(specifier),
  );
  return Object.fromEntries(outside.filter((specifier) => !isProvided(specifier)).map((specifier) => [specifier, {}]));
}

function isProvided(specifier: string): boolean {
  return isEmulated(specifier) || /^(node:)?(crypto|buffer|util)$/.test(specifier);
}

/** The texts of the site's JavaScript, without the bundle of order events. */
function readOwnFiles(siteDir: string): string[] {
  const sources = readSite(siteDir)?.sources ?? new Map<string, string>();
  const bundle = findOwnFile(sources, 'order-events.js');
  return [...sources]
    .filter(([path]) => path !== bundle && /^src\/(backend|public)\/.*\.js$/.test(path))
    .map(([, text]) => text);
}
