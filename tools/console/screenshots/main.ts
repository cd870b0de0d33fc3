import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';

import { serveConsole } from '../serve-console.ts';
import { takeEmailSheets } from './email-sheets.ts';
import { openBrowser } from './open-browser.ts';
import { prepareState } from './prepare-state.ts';
import { shots } from './shots.ts';
import { takeShot } from './take-shot.ts';

const root = process.cwd();
const folder = join(root, 'docs', 'images');

async function takeConsole(browser: Browser): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), 'order-events-shots-'));
  const served = await serveConsole({ root, state, port: 0 });
  await prepareState(served.console, (handler) =>
    readFileSync(join(root, 'payloads', handler, 'documented.json'), 'utf8'),
  );
  for (const shot of shots) {
    await takeShot(browser, served.url, shot, folder);
  }
  await served.close();
  rmSync(state, { recursive: true, force: true });
}

/** Without arguments, takes the screenshots of `docs/`; with `emails FOLDER`, sheets of every email in every language. */
async function main([what, target]: readonly string[]): Promise<number> {
  if (what !== undefined && (what !== 'emails' || target === undefined)) {
    console.error('Usage: npm run screenshots [-- emails FOLDER]');
    return 2;
  }
  const browser = await openBrowser();
  if (target === undefined) await takeConsole(browser);
  else await takeEmailSheets(browser, root, resolve(target));
  await browser.close();
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
