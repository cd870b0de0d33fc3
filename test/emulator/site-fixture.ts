import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { type Emulator, createEmulator } from '../../emulator/emulator.ts';
import type { EmulatorOptions } from '../../emulator/emulator-options.ts';
import type { Invocation, InvocationResult } from '../../emulator/invocation.ts';

const cleanups: (() => void)[] = [];

/** Creates a site in a temporary folder from files by path. */
export function makeSite(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'wix-site-'));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

/** Opens an emulator that `cleanUp` closes, by default with its state in memory and its clock at 2024-01-01. */
export function open(siteDir: string, options: Partial<EmulatorOptions> = {}): Emulator {
  const emulator = createEmulator({
    siteDir,
    stateFile: ':memory:',
    startAt: Date.UTC(2024, 0, 1),
    seed: 1,
    ...options,
  });
  cleanups.push(() => emulator.close());
  return emulator;
}

/** Opens an emulator on a site whose handler has the given body, which can use `wixData`, `event` and `owner` options. */
export function openWithHandler(body: string, options: Partial<EmulatorOptions> = {}): Emulator {
  const emulator = open(
    makeSite({
      'src/backend/events.js': `import wixData from 'wix-data';
        const owner = { suppressAuth: true };
        export async function handle(event) { ${body} }`,
    }),
    options,
  );
  emulator.data.createCollection('Things');
  return emulator;
}

/** Closes and removes everything that a test opened; for `afterEach`. */
export function cleanUp(): void {
  for (const clean of cleanups.splice(0).reverse()) clean();
}

/** Returns the value that an invocation returned; fails with the error that it threw instead. */
export function returned(invocation: Invocation): unknown {
  return valueOf(invocation.result);
}

function valueOf(result: InvocationResult): unknown {
  switch (result.kind) {
    case 'returned':
      return result.value;
    case 'threw':
      throw new Error(`The site threw ${result.error.code ?? ''} ${result.error.message}`);
    case 'crashed':
      throw new Error(`The site crashed after call ${result.afterCall}`);
  }
}

/** Returns the code of the error that an invocation threw; fails if it did not throw. */
export function thrownCode(invocation: Invocation): string | null {
  if (invocation.result.kind !== 'threw') throw new Error(`The site ${invocation.result.kind}`);
  return invocation.result.error.code;
}

/** Returns the message of the error that an invocation threw; fails if it did not throw. */
export function thrownMessage(invocation: Invocation): string {
  if (invocation.result.kind !== 'threw') throw new Error(`The site ${invocation.result.kind}`);
  return invocation.result.error.message;
}
