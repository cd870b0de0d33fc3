import type { Hono } from 'hono';

import type { EmailFrames } from '../site/email-frames.ts';
import type { EmailShelf } from '../site/email-shelf.ts';
import { EMAIL_FRAMES, refuse } from './guard-requests.ts';

/** CSP of an email in its frame: allows its own styles and images over HTTPS; no scripts, forms or frames. */
const frameHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Adds the HTML of emails for frames, which cannot send the token; the URLs cannot be guessed without it. */
export function addEmailFrames(app: Hono, frames: Pick<EmailFrames, 'frame'>): void {
  app.get(`${EMAIL_FRAMES}:key/:scheme`, (context) => {
    const html = frames.frame(context.req.param('key'), context.req.param('scheme'));
    return html === undefined ? context.text('There is no such email.', 404) : context.body(html, 200, frameHeaders);
  });
}

/** Adds the routes that pages read emails from. */
export function addEmailRoutes(app: Hono, shelf: EmailShelf): void {
  app.get('/api/emails', async (context) => context.json(await shelf.list()));
  app.get('/api/emails/:name', async (context) => {
    const email = await shelf.read(context.req.param('name'));
    if (email !== undefined) return context.json(email);
    return refuse(context, 404, { message: 'There is no such email.', next: 'Go back to the emails.' });
  });
}
