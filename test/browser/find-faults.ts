import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What keeps people from using the view that a page shows: faults that axe finds, and what is wider than the screen. */
export async function findFaults(page: Page, view: string): Promise<string[]> {
  // In the page itself: the only frames are emails, whose HTML is nobody's page here, and another tab for each view would cost most of the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ iframes: false }).analyze();
  const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  return [
    ...violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html ?? ''}`),
    ...(overflow > 0 ? [`${view}: wider than the screen by ${overflow}`] : []),
  ];
}
