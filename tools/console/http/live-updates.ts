import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

import type { LiveMessage } from '../contract/answers.ts';

/** Tells every open page what happens, as it happens. */
export interface LiveUpdates {
  publish(message: LiveMessage): void;
  /** Answers a page with a stream of messages, until it goes away. */
  answer(context: Context): Response;
  close(): void;
}

/** A page that takes nothing for so many messages is cut off; it comes back and reads the state anew. */
const MAX_WAITING = 5_000;

interface Page {
  readonly waiting: LiveMessage[];
  wake(): void;
  isGone: boolean;
}

/** Makes the hub of one console. */
export function createLiveUpdates(): LiveUpdates {
  const pages = new Set<Page>();

  return {
    publish(message) {
      for (const page of pages) {
        page.waiting.push(message);
        if (page.waiting.length > MAX_WAITING) page.isGone = true;
        page.wake();
      }
    },
    answer(context) {
      return streamSSE(context, async (stream) => {
        const page: Page = { waiting: [{ kind: 'state' }], wake: () => undefined, isGone: false };
        pages.add(page);
        stream.onAbort(() => leave(page));
        while (!page.isGone) {
          for (const message of page.waiting.splice(0)) await stream.writeSSE({ data: JSON.stringify(message) });
          if (page.waiting.length === 0 && !isGone(page)) await new Promise<void>((resolve) => (page.wake = resolve));
        }
        pages.delete(page);
      });
    },
    close() {
      for (const page of pages) leave(page);
    },
  };
}

function leave(page: Page): void {
  page.isGone = true;
  page.wake();
}

/** Read anew: it may have changed while a message was written. */
function isGone(page: Page): boolean {
  return page.isGone;
}
