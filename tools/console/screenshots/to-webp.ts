import type { Browser } from 'playwright-core';

const QUALITY = 0.82;

/** Converts a screenshot to WebP, about a third of the size; Chromium itself encodes it. */
export async function toWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const source = `data:image/png;base64,${png.toString('base64')}`;
  const encoded: unknown = await page.evaluate(`(async () => {
    const image = await createImageBitmap(await (await fetch(${JSON.stringify(source)})).blob());
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', ${QUALITY});
  })()`);
  await page.close();
  return Buffer.from(String(encoded).replace(/^data:image\/webp;base64,/, ''), 'base64');
}
