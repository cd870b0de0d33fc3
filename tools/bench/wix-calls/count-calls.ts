import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { createEmulator, type Emulator } from '../../../emulator/emulator.ts';
import type { OrderStory } from './order-stories.ts';

/** Numbers of Wix calls for one event. */
export interface CallCounts {
  readonly reads: number;
  readonly writes: number;
  readonly emails: number;
}

/** A site whose calls are counted. */
export interface CountedSite {
  readonly name: string;
  /** Features that it lacks, for the line that compares it. */
  readonly without: string;
  /** The folder of a site, or its backend files. */
  readonly backend: string | Readonly<Record<string, string>>;
  /** Prepares the site for its first event. */
  setUp(emulator: Emulator): Promise<void>;
}

/** Counts the calls for each event of an order, from the emulator's journal; another order is handled before, uncounted. */
export async function countCalls(
  site: CountedSite,
  { handler, now, events }: OrderStory,
): Promise<readonly CallCounts[]> {
  const isFolder = typeof site.backend === 'string';
  const siteDir = isFolder ? site.backend : makeSite(site.backend);
  const emulator = createEmulator({ siteDir, stateFile: ':memory:', startAt: now, seed: 1 });
  try {
    await site.setUp(emulator);
    const counts: CallCounts[] = [];
    for (const event of events) counts.push(await countEvent(emulator, handler, event));
    return counts;
  } finally {
    emulator.close();
    if (!isFolder) rmSync(siteDir, { recursive: true, force: true });
  }
}

const readMembers = new Set(['get', 'query.find', 'query.count']);

async function countEvent(emulator: Emulator, handler: string, event: unknown): Promise<CallCounts> {
  const { calls, result } = await emulator.invokeEvent(handler, event);
  if (result.kind !== 'returned') throw new Error(`${handler} did not return: ${result.kind}`);
  const failed = calls.find(({ outcome }) => outcome !== 'ok');
  if (failed !== undefined) throw new Error(`${failed.member} failed with ${failed.outcome}`);
  const data = calls.filter(({ kind }) => kind === 'data');
  const reads = data.filter(({ member }) => readMembers.has(member)).length;
  return { reads, writes: data.length - reads, emails: calls.filter(({ kind }) => kind === 'email').length };
}

function makeSite(backend: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'bench-recipe-'));
  for (const [name, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...inBackend(backend) })) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}

function inBackend(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`src/backend/${name}`, text]));
}
