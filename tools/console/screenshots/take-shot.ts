import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import type { Shot } from './shots.ts';
import { toWebp } from './to-webp.ts';

/** Takes a screenshot of the console at a URL, and writes it to a folder. */
export async function takeShot(browser: Browser, address: string, shot: Shot, folder: string): Promise<void> {
  const file = join(folder, `console-${shot.name}.webp`);
  const image = await toWebp(browser, await take(browser, address, shot));
  writeFileSync(file, image);
  console.log(`${file}  ${Math.round(image.length / 1024)} KB`);
}

/** Long enough for a view to load its data. */
const SETTLE_MS = 600;

async function take(browser: Browser, address: string, shot: Shot): Promise<Buffer> {
  const { width, height, colorScheme, path, press, search } = shot;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  // Makes the shuffled order of a sequence the same in every screenshot.
  await page.addInitScript('Math.random = () => 0.5');
  await page.goto(address);
  await page.locator('.event-row').first().waitFor();
  await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
  await page.waitForTimeout(SETTLE_MS);
  if (search !== undefined) await page.getByRole('searchbox').fill(search);
  for (const name of press ?? []) await page.getByText(name).first().click();
  if (press !== undefined || search !== undefined) await page.waitForTimeout(SETTLE_MS);
  const png = await page.screenshot();
  await context.close();
  return png;
}
