import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

import type { LiveMessage } from '../contract/answers.ts';

/** Streams live messages to every open page. */
export interface LiveUpdates {
  publish(message: LiveMessage): void;
  /** Responds to a page with a message stream that lasts until the page disconnects. */
  answer(context: Context): Response;
  close(): void;
}

/** Maximum number of unsent messages per page; beyond it the page is disconnected, and it reloads its state when it reconnects. */
const MAX_WAITING = 5_000;

interface Page {
  readonly waiting: LiveMessage[];
  wake(): void;
  isGone: boolean;
}

/** Creates the message hub of one console. */
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

/** Reads the flag again, because it may have changed during a write. */
function isGone(page: Page): boolean {
  return page.isGone;
}
