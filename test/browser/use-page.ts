import type { Browser, Page } from 'playwright-core';

import type { DataInspector } from '../../emulator/storage/data-inspector.ts';
import { createClient, root, temporaryState, type ConsoleClient } from '../console/console-client.ts';
import { serveConsole } from '../../tools/console/serve-console.ts';
import { openBrowser } from '../../tools/console/screenshots/open-browser.ts';

/** A screen of a person. */
export interface Screen {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

export const desktop: Screen = { name: 'desktop', width: 1360, height: 860, colorScheme: 'light' };
export const phone: Screen = { name: 'phone', width: 360, height: 740, colorScheme: 'dark' };

/** A page of a console with an empty state. */
export interface OpenPage {
  readonly page: Page;
  readonly client: ConsoleClient;
  /** A look behind the console's site. */
  readonly data: DataInspector;
  /** What the page wrote to its console, and what it threw. */
  readonly complaints: readonly string[];
  /** Goes to a view by its address, as a link does. */
  goTo(path: string): Promise<void>;
}

/** Opens a page for each test of a file, in one browser; after each test it must not have complained. */
export function usePage(): { readonly open: (screen: Screen) => Promise<OpenPage> } {
  let browser: Browser;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(() => browser.close());

  async function open({ width, height, colorScheme }: Screen): Promise<OpenPage> {
    const state = temporaryState();
    const served = await serveConsole({ root, state: state.folder, port: 0 });
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    closers.push(async () => {
      await context.close();
      await served.close();
      state.remove();
      expect(complaints).toEqual([]);
    });
    await page.goto(served.url);
    await page.getByRole('navigation', { name: 'Views' }).waitFor();
    return {
      page,
      client: createClient(served.url),
      data: served.console.emulator().data,
      complaints,
      async goTo(path) {
        await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
      },
    };
  }

  return { open };
}
