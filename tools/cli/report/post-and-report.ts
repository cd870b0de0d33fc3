import { wixLimits } from '../../../emulator/wix-limits.ts';
import { postWebhook, type PostResult } from '../../../emulator/webhooks/post-webhook.ts';
import type { AppEvent, WebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import type { Session } from '../../workbench/session/session.ts';
import { headingOf } from './heading.ts';

/** Webhook server and the identity to sign with. */
export interface WebhookTarget {
  readonly url: string;
  /** Installation of the app that sends the events. */
  readonly instanceId: string;
  readonly signer: WebhookSigner;
}

/** Webhook with the texts for the heading of its report. */
export interface LabelledWebhook {
  readonly name: string;
  readonly label: string;
  readonly event: AppEvent;
}

/** Posts each webhook once, one after the other, and prints the answers. Returns exit code 0 if all are acknowledged, else 1. */
export async function postAndReport(
  session: Session,
  webhooks: readonly LabelledWebhook[],
  { url, signer }: WebhookTarget,
  isJson: boolean,
): Promise<0 | 1> {
  const results: PostResult[] = [];
  for (const [index, { name, label, event }] of webhooks.entries()) {
    const result = await postWebhook(url, signer.sign(event, Date.now()));
    results.push(result);
    if (isJson) {
      const { eventType, instanceId } = event;
      await session.print(JSON.stringify({ handler: name, eventType, instanceId, result }));
      continue;
    }
    const heading = headingOf(session, { name, label, index, count: webhooks.length });
    await session.print(`${index === 0 ? '' : '\n'}${heading}\n${formatResult(result, session)}`);
  }
  for (const note of new Set(results.flatMap((result) => adviceOn(result, url, signer)))) session.note(note);
  return results.every(isAcknowledged) ? 0 : 1;
}

function isAcknowledged(result: PostResult): boolean {
  return result.kind === 'answered' && result.status === 200;
}

function formatResult(result: PostResult, { colors }: Session): string {
  const paint = isAcknowledged(result) ? colors.green : colors.red;
  return `  ${paint(wordsOf(result).trimEnd())}  ${colors.dim(`${result.durationMs} ms`)}`;
}

function wordsOf(result: PostResult): string {
  switch (result.kind) {
    case 'answered':
      // An answer must not send control characters to the terminal.
      return `${result.status} ${result.text.replaceAll(/\p{C}+/gu, ' ')}`;
    case 'too-late':
      return 'no answer';
    case 'unreachable':
      return result.code;
  }
}

/** Returns advice on an answer that Wix would not accept, after which it would send the event again. */
function adviceOn(result: PostResult, url: string, signer: WebhookSigner): string[] {
  switch (result.kind) {
    case 'too-late':
      return [
        `Wix waits for ${wixLimits.webhookAnswerMs} ms, and then sends it again. Answer first, and handle it afterwards.`,
      ];
    case 'unreachable':
      return [`Nobody answers at ${url}. Start a server: npm start -- --host server`];
    case 'answered':
      return isAcknowledged(result) ? [] : [adviceOnStatus(result.status, signer)];
  }
}

function adviceOnStatus(status: number, { publicKey }: WebhookSigner): string {
  switch (status) {
    case 401:
      // The SDK reads a one-line key if it is the base64 of a PEM.
      return `The server verifies with another key. npm start -- --host server takes the key of the state folder; give any other server this one:\nWIX_APP_PUBLIC_KEY=${Buffer.from(publicKey).toString('base64')}`;
    case 404:
      return 'The server has no such path. That of a webhook server is /webhooks.';
    case 413:
      return 'The server takes no event of this size.';
    case 503:
      return 'The server could not keep it. Wix sends it again after a minute, and up to twelve times in 48 hours.';
    default:
      return 'Wix takes 200 for an answer, and sends again what gets another one.';
  }
}
