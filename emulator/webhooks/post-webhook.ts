import { wixLimits } from '../wix-limits.ts';

/** Result of a request; its duration is measured in real time. */
export type PostResult =
  /** `text` is the response body, truncated. */
  | { readonly kind: 'answered'; readonly status: number; readonly text: string; readonly durationMs: number }
  /** No complete response within Wix's time limit. */
  | { readonly kind: 'too-late'; readonly durationMs: number }
  /** No server at the address, or a broken connection; `code` is Node.js's. */
  | { readonly kind: 'unreachable'; readonly code: string; readonly durationMs: number };

const SHOWN_CHARS = 200;

/**
 * Posts a signed webhook and waits for the response as long as Wix does. A redirection counts as a response. The content type that Wix
 * sends is not documented; published code reads the body as text.
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

/** `fetch` reports "fetch failed", with the reason in the error's cause. */
function codeOf(error: unknown): string {
  const code = memberOf(memberOf(error, 'cause'), 'code');
  return typeof code === 'string' ? code : 'failed';
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
