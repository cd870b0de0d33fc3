import { wixLimits } from '../wix-limits.ts';

/** What came of a request; how long it took is by the real clock. */
export type PostResult =
  /** `text` is the answer's body, cut. */
  | { readonly kind: 'answered'; readonly status: number; readonly text: string; readonly durationMs: number }
  /** No whole answer while Wix waits. */
  | { readonly kind: 'too-late'; readonly durationMs: number }
  /** Nobody there, or the connection broke; `code` is the one of Node.js. */
  | { readonly kind: 'unreachable'; readonly code: string; readonly durationMs: number };

const SHOWN_CHARS = 200;

/**
 * Posts a signed webhook, and waits for the answer as long as Wix does. A redirection is an answer like any other. Which
 * content type Wix sends is unknown; what others publish takes it as text.
 */
export async function postWebhook(
  url: string,
  token: string,
  waitMs: number = wixLimits.webhookAnswerMs,
): Promise<PostResult> {
  const signal = AbortSignal.timeout(waitMs);
  const startedAt = performance.now();
  const durationSoFar = (): number => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: token,
      headers: { 'content-type': 'text/plain' },
      redirect: 'manual',
      signal,
    });
    const text = (await response.text()).slice(0, SHOWN_CHARS);
    return { kind: 'answered', status: response.status, text, durationMs: durationSoFar() };
  } catch (error) {
    const durationMs = durationSoFar();
    return signal.aborted ? { kind: 'too-late', durationMs } : { kind: 'unreachable', code: codeOf(error), durationMs };
  }
}

/** `fetch` says "fetch failed", and why in its cause. */
function codeOf(error: unknown): string {
  const code = memberOf(memberOf(error, 'cause'), 'code');
  return typeof code === 'string' ? code : 'failed';
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
