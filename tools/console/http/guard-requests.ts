import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

import type { Problem } from '../../workbench/runs/run.ts';

/** Creates an error response with the problem and the next step. */
export function refuse(context: Context, status: 400 | 401 | 403 | 404 | 409 | 413 | 500, problem: Problem): Response {
  return context.json({ error: problem }, status);
}

/**
 * Refuses requests that do not come from this console's own page. A page of another site can make the browser call 127.0.0.1, and can point
 * its own domain name here: https://developer.mozilla.org/docs/Web/Security/Attacks/DNS_Rebinding
 */
export function guardOrigin(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port()}`);
    const host = context.req.header('host') ?? '';
    if (!hosts.includes(host)) {
      const message = 'This console answers on 127.0.0.1 and localhost only.';
      return refuse(context, 403, { message, next: 'Open the address that the terminal shows.' });
    }
    const origin = context.req.header('origin');
    const site = context.req.header('sec-fetch-site') ?? 'none';
    if ((origin !== undefined && origin !== `http://${host}`) || !['same-origin', 'none'].includes(site)) {
      const message = 'Only the console’s own page may call it.';
      return refuse(context, 403, { message, next: 'Open the address that the terminal shows.' });
    }
    await next();
    return undefined;
  };
}

/** Refuses requests without this console's token. The token is in a header, because no other page can make the browser send it. */
export function guardToken(token: string): MiddlewareHandler {
  const expected = digest(`Bearer ${token}`);
  return async (context, next) => {
    if (timingSafeEqual(digest(context.req.header('authorization') ?? ''), expected)) {
      await next();
      return undefined;
    }
    const message = 'The address lacks this console’s token.';
    return refuse(context, 401, {
      message,
      next: 'Open the whole address that the terminal shows, with what follows the #.',
    });
  };
}

/** Path of the HTML of emails, which has its own CSP. */
export const EMAIL_FRAMES = '/emails/';

/** Allows only the console's own scripts, styles and connections, and forbids framing by other pages. */
export function onlyOwnContent(): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
  });
  return (context, next) => (context.req.path.startsWith(EMAIL_FRAMES) ? next() : headers(context, next));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
