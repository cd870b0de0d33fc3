import { createHmac } from 'node:crypto';

import type { ShownFrames, ShownRendering } from '../contract/answers.ts';

/** The HTML of emails that a page shows in frames. */
export interface EmailFrames {
  /** An email with the addresses of its HTML. */
  show(email: { readonly subject: string; readonly html: string; readonly text: string }): ShownRendering;
  /** The HTML behind the address of a frame. */
  frame(key: string, scheme: string): string | undefined;
}

/** Makes the addresses of one console: frames cannot send the token, so nobody else can guess them. */
export function createEmailFrames(token: string): EmailFrames {
  const frames = new Map<string, string>();
  return {
    show({ subject, html, text }) {
      const key = createHmac('sha256', token).update(html).digest('base64url');
      frames.set(key, html);
      const addressOf = (scheme: keyof ShownFrames): string => `/emails/${key}/${scheme}`;
      return { subject, text, frames: { light: addressOf('light'), dark: addressOf('dark') } };
    },
    frame(key, scheme) {
      const html = frames.get(key);
      return html === undefined ? undefined : inScheme(html, scheme);
    },
  };
}

/** The reader's color scheme decides in a mail program; here the address does, whatever the browser's own is. */
function inScheme(html: string, scheme: string): string {
  return html.replace(/\(prefers-color-scheme:\s*(dark|light)\)/g, (_, wanted: string) =>
    wanted === scheme ? '(min-width: 0)' : '(max-width: 0)',
  );
}
