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

/** A page in the browser of the tests. */
export interface BrowserPage {
  readonly page: Page;
  /** What the page wrote to its console, and what it threw. */
  readonly complaints: readonly string[];
  /** Goes to a view by its address, as a link does. */
  goTo(path: string): Promise<void>;
}

/** A page of a console with an empty state. */
export interface OpenPage extends BrowserPage {
  readonly client: ConsoleClient;
  /** A look behind the console's site. */
  readonly data: DataInspector;
  /** The folder of its state. */
  readonly state: string;
}

/** What a page shows, and what ends it. */
export interface ServedPage {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Opens pages in one browser for the tests of a file; after each test none of them must have complained. */
export function useBrowser(): { readonly show: (screen: Screen, served: ServedPage) => Promise<BrowserPage> } {
  let browser: Browser;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(() => browser.close());

  async function show({ width, height, colorScheme }: Screen, { url, close }: ServedPage): Promise<BrowserPage> {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    // A busy machine takes several times as long; only what never comes reaches it.
    page.setDefaultTimeout(120_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    closers.push(async () => {
      await context.close();
      await close();
      expect(complaints).toEqual([]);
    });
    await page.goto(url);
    await page.getByRole('navigation', { name: 'Views' }).waitFor();
    return {
      page,
      complaints,
      async goTo(path) {
        await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
      },
    };
  }

  return { show };
}

/** Opens a page of a Velo console for each test of a file. */
export function usePage(): { readonly open: (screen: Screen) => Promise<OpenPage> } {
  const { show } = useBrowser();

  async function open(screen: Screen): Promise<OpenPage> {
    const state = temporaryState();
    const served = await serveConsole({ root, state: state.folder, port: 0 });
    const shown = await show(screen, {
      url: served.url,
      async close() {
        await served.close();
        state.remove();
      },
    });
    return { ...shown, client: createClient(served.url), data: served.console.emulator().data, state: state.folder };
  }

  return { open };
}
