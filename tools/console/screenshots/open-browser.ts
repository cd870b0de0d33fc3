import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** Chromium flags: no network access except for the page under test, and a new, empty profile. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens this machine's Chromium, headless. Throws with instructions if none is installed. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: findChromium(), headless: true, args: flags });
}

function findChromium(): string {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));
  const found = [process.env['CHROMIUM'] ?? '', ...onPath, ...places].find((file) => file !== '' && existsSync(file));
  if (found !== undefined) return found;
  throw new Error(
    'There is no Chromium on this machine. Install one, or say where it is: CHROMIUM=/path npm run test:browser',
  );
}
