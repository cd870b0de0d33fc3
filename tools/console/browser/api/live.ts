import { EventSourceParserStream } from 'eventsource-parser/stream';

import type { LiveMessage } from '../../contract/answers.ts';
import { authorization } from './token.ts';

/** Status of the live message stream. */
export type Connection = 'connecting' | 'open' | 'lost' | 'refused';

const RETRY_MS = 1_000;

/** Reads server-sent events for as long as the page is open. Uses fetch, because EventSource cannot send the token. */
export async function followLive(
  onMessage: (message: LiveMessage) => void,
  onConnection: (connection: Connection) => void,
): Promise<never> {
  for (;;) {
    const isRefused = await followOnce(onMessage, onConnection).catch(() => false);
    onConnection(isRefused ? 'refused' : 'lost');
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

async function followOnce(
  onMessage: (message: LiveMessage) => void,
  onConnection: (connection: Connection) => void,
): Promise<boolean> {
  const response = await fetch('/api/live', { headers: authorization() });
  if (!response.ok || response.body === null) return response.status === 401;
  onConnection('open');
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for (const reader = events.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return false;
    onMessage(JSON.parse(value.data) as LiveMessage);
  }
}
