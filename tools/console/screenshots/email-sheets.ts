import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

import { previewEmails, type EmailPreview } from '../../workbench/emails/preview-emails.ts';
import { toWebp } from './to-webp.ts';

/** Viewport widths for emails, in pixels. */
const widths = { phone: 360, desktop: 700 } as const;
const schemes = ['light', 'dark'] as const;

/** One sheet: every email of one language at one width, in light or dark. */
interface Sheet {
  readonly name: string;
  readonly language: string;
  readonly width: keyof typeof widths;
  readonly colorScheme: (typeof schemes)[number];
}

/** Takes a screenshot of every default email, and writes one sheet per language, width and color scheme. */
export async function takeEmailSheets(browser: Browser, root: string, folder: string): Promise<void> {
  const { previews } = await previewEmails({ root });
  mkdirSync(folder, { recursive: true });
  for (const sheet of sheetsOf(previews)) {
    const shown = firstOfEachRule(previews.filter(({ language }) => language === sheet.language));
    const image = await toWebp(browser, await takeSheet(browser, sheet, shown));
    const file = join(folder, `${sheet.name}.webp`);
    writeFileSync(file, image);
    console.log(`${file}  ${Math.round(image.length / 1024)} KB`);
  }
}

function sheetsOf(previews: readonly EmailPreview[]): Sheet[] {
  const languages = [...new Set(previews.map(({ language }) => language))].sort();
  return languages.flatMap((language) =>
    (['phone', 'desktop'] as const).flatMap((width) =>
      schemes.map((colorScheme) => ({
        name: `emails-${language}-${width}-${colorScheme}`,
        language,
        width,
        colorScheme,
      })),
    ),
  );
}

/** Returns one email per rule: the one with the most content. */
function firstOfEachRule(previews: readonly EmailPreview[]): EmailPreview[] {
  const fullest = new Map<string, EmailPreview>();
  for (const preview of previews) {
    const known = fullest.get(preview.rule);
    if (known === undefined || preview.text.length > known.text.length) fullest.set(preview.rule, preview);
  }
  return [...fullest.values()];
}

async function takeSheet(browser: Browser, sheet: Sheet, previews: readonly EmailPreview[]): Promise<Buffer> {
  const { width, colorScheme } = sheet;
  const context = await browser.newContext({ viewport: { width: widths[width], height: 300 }, colorScheme });
  const page = await context.newPage();
  const tiles: string[] = [];
  for (const { rule, subject, html } of previews) {
    await page.setContent(html);
    const png = await page.screenshot({ fullPage: true });
    tiles.push(tileOf(rule, subject, png));
  }
  const columns = width === 'phone' ? 6 : 4;
  const scale = 0.6;
  await page.setViewportSize({ width: Math.round(columns * (widths[width] * scale + 16) + 16), height: 300 });
  await page.setContent(sheetPage(tiles, Math.round(widths[width] * scale), columns));
  const image = await page.screenshot({ fullPage: true });
  await context.close();
  return image;
}

function tileOf(rule: string, subject: string, png: Buffer): string {
  const text = subject.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const source = `data:image/png;base64,${png.toString('base64')}`;
  return `<figure><figcaption><b>${rule}</b><br>${text}</figcaption><img src="${source}" alt=""></figure>`;
}

function sheetPage(tiles: readonly string[], tileWidth: number, columns: number): string {
  const style = `body { margin: 16px; font: 11px/1.4 system-ui, sans-serif; background: #9aa5b1; color: #0b1220; }
main { display: grid; grid-template-columns: repeat(${columns}, ${tileWidth}px); gap: 16px; align-items: start; }
figure { margin: 0; } figcaption { height: 46px; overflow: hidden; } img { width: 100%; display: block; }`;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><main>${tiles.join('')}</main>`;
}
