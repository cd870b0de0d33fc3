import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { createEmulator, type Emulator } from '../../../emulator/emulator.ts';
import type { WixCall } from '../../../emulator/invocation.ts';
import type { OrderStory } from './order-stories.ts';

/** Numbers of Wix calls for one event. */
export interface CallCounts {
  readonly reads: number;
  readonly writes: number;
  readonly emails: number;
  readonly secrets: number;
  /** Times that the handler waits: calls made at the same time count once. */
  readonly waits: number;
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

/** Counts the calls for each event of an order, from the emulator's journal. The last event finds a container that has just started. */
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
    for (const [index, event] of events.entries()) {
      if (index === events.length - 1) emulator.startContainer();
      counts.push(await countEvent(emulator, handler, event));
    }
    return counts;
  } finally {
    emulator.close();
    if (!isFolder) rmSync(siteDir, { recursive: true, force: true });
  }
}

const readMembers = new Set(['get', 'query.find', 'query.count']);
const ID_EXISTS = 'WDE0074';

async function countEvent(emulator: Emulator, handler: string, event: unknown): Promise<CallCounts> {
  const gate = createGate();
  const { calls, result } = await emulator.invokeEvent(handler, event, { gate: gate.pass });
  if (result.kind !== 'returned') throw new Error(`${handler} did not return: ${result.kind}`);
  // An id that exists tells the recipe that a mail is known; nothing else may be refused.
  const failed = calls.find(({ outcome }) => outcome !== 'ok' && outcome !== ID_EXISTS);
  if (failed !== undefined) throw new Error(`${failed.member} failed with ${failed.outcome}`);
  const numberOf = (wanted: WixCall['kind']): number => calls.filter(({ kind }) => kind === wanted).length;
  const reads = calls.filter(({ kind, member }) => kind === 'data' && readMembers.has(member)).length;
  return {
    ...{ reads, writes: numberOf('data') - reads, emails: numberOf('email'), secrets: numberOf('secret') },
    waits: gate.waits(),
  };
}

/** Creates a gate that lets calls through together once no other is made, as if each took the same time. */
function createGate(): { readonly pass: () => Promise<void>; readonly waits: () => number } {
  let waits = 0;
  let round: Promise<void> | undefined;
  return {
    pass() {
      round ??= setImmediate().then(() => {
        waits += 1;
        round = undefined;
      });
      return round;
    },
    waits: () => waits,
  };
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
