import { createHmac } from 'node:crypto';

import type { ShownFrames, ShownRendering } from '../contract/answers.ts';

/** Registry of the email HTML that pages show in frames. */
export interface EmailFrames {
  /** Returns an email with the URLs of its HTML. */
  show(email: { readonly subject: string; readonly html: string; readonly text: string }): ShownRendering;
  /** Returns the HTML for the URL of a frame. */
  frame(key: string, scheme: string): string | undefined;
}

/** Creates the frames of one console. Frames cannot send the token, so their URLs contain a keyed hash that others cannot guess. */
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

/** Fixes the color scheme. In a mail client the reader's preference decides; here the URL does, regardless of the browser's preference. */
function inScheme(html: string, scheme: string): string {
  return html.replace(/\(prefers-color-scheme:\s*(dark|light)\)/g, (_, wanted: string) =>
    wanted === scheme ? '(min-width: 0)' : '(max-width: 0)',
  );
}
