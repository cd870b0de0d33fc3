import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import type { Shot } from './shots.ts';
import { toWebp } from './to-webp.ts';

/** Takes a picture of the console at an address, and writes it into a folder. */
export async function takeShot(browser: Browser, address: string, shot: Shot, folder: string): Promise<void> {
  const file = join(folder, `console-${shot.name}.webp`);
  const image = await toWebp(browser, await take(browser, address, shot));
  writeFileSync(file, image);
  console.log(`${file}  ${Math.round(image.length / 1024)} KB`);
}

/** Long enough for a view to have read what it shows. */
const SETTLE_MS = 600;

async function take(browser: Browser, address: string, shot: Shot): Promise<Buffer> {
  const { width, height, colorScheme, path, press, search } = shot;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  // A sequence is shuffled alike in every picture.
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
