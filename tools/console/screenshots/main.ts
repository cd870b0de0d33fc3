import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';

import { serveConsole } from '../serve-console.ts';
import { takeEmailSheets } from './email-sheets.ts';
import { openBrowser } from './open-browser.ts';
import { prepareState } from './prepare-state.ts';
import { shots, type Shot } from './shots.ts';
import { toWebp } from './to-webp.ts';

const root = process.cwd();
const folder = join(root, 'docs', 'images');

/** Long enough for a view to have read what it shows. */
const SETTLE_MS = 600;

async function take(browser: Browser, address: string, shot: Shot): Promise<Buffer> {
  const { width, height, colorScheme, path, press } = shot;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.event-row').first().waitFor();
  await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
  await page.waitForTimeout(SETTLE_MS);
  for (const name of press ?? []) await page.getByText(name).first().click();
  if (press !== undefined) await page.waitForTimeout(SETTLE_MS);
  const png = await page.screenshot();
  await context.close();
  return png;
}

async function takeConsole(browser: Browser): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), 'order-events-shots-'));
  const served = await serveConsole({ root, state, port: 0 });
  await prepareState(served.console, (handler) =>
    readFileSync(join(root, 'payloads', handler, 'documented.json'), 'utf8'),
  );
  for (const shot of shots) {
    const file = join(folder, `console-${shot.name}.webp`);
    const image = await toWebp(browser, await take(browser, served.url, shot));
    writeFileSync(file, image);
    console.log(`${file}  ${Math.round(image.length / 1024)} KB`);
  }
  await served.close();
  rmSync(state, { recursive: true, force: true });
}

/** Without arguments the pictures of `docs/`; with `emails FOLDER` sheets of every email, in every language. */
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
