import type { Page } from 'playwright-core';

/** Replaces the text in the payload editor as a person does, by its keys: the editor follows a selection made from outside with a delay. */
export async function replacePayload(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Payload' }).press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}
