import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Returns what keeps people from using the view that a page shows: faults that axe finds, and what is wider than the screen or cut off. */
export async function findFaults(page: Page, view: string): Promise<string[]> {
  // In the page itself: the only frames are emails, whose HTML is nobody's page here, and another tab for each view would cost most of the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ iframes: false }).analyze();
  const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
  const cutOff = await page.evaluate<readonly string[]>(`(${FIND_CUT_OFF})()`);
  return [
    ...cutOff.map((text) => `${view}: cut off: ${text}`),
    ...violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html ?? ''}`),
    ...(overflow > 0 ? [`${view}: wider than the screen by ${overflow}`] : []),
  ];
}

/** In the page: controls and headings that reach beyond the panel around them, where they cannot be seen without scrolling sideways. */
const FIND_CUT_OFF = `function findCutOff() {
  const shown = [...document.querySelectorAll('button, a, input, select, summary, h1, h2, h3')];
  return shown.flatMap((element) => {
    const right = element.getBoundingClientRect().right;
    if (right === 0) return [];
    for (let panel = element.parentElement; panel !== null; panel = panel.parentElement) {
      if (getComputedStyle(panel).overflowX === 'visible') continue;
      return right > panel.getBoundingClientRect().right + 1 ? [element.outerHTML.slice(0, 80)] : [];
    }
    return [];
  });
}`;
