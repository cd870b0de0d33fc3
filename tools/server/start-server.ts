import { postWebhook, type PostResult } from '../../emulator/webhooks/post-webhook.ts';
import type { AppEvent } from '../../emulator/webhooks/webhook-signer.ts';
import type { KeptEmail } from '../../hosts/mail/mail-settings.ts';
import { rowsOf } from '../cli/report/format-report.ts';
import { headingOf } from '../cli/report/heading.ts';
import { columnsOf, formatRows, type Row } from '../cli/report/wrap-row.ts';
import type { LabelledDelivery } from '../workbench/local-site/fire-event.ts';
import { openStatePlace, stateFolder } from '../workbench/local-site/state-place.ts';
import { requireHandler } from '../workbench/payload/require-handler.ts';
import { INSTANCE_ID, toWebhookEvent } from '../workbench/payload/webhook-event.ts';
import type { Session } from '../workbench/session/session.ts';
import type { JournalEntry } from './journal.ts';
import { recipientWords } from './console/words.ts';
import { openLocalServer, type LocalServer } from './local-server.ts';

/** Result of a webhook: the answer to it and the journal entry. */
interface FiredWebhook {
  readonly event: AppEvent;
  readonly answer: PostResult;
  readonly entry: JournalEntry | undefined;
}

/** Options for starting a server. */
export interface StartServerOptions {
  readonly isJson: boolean;
  /** Initial server time, in milliseconds since 1970. */
  readonly startAt: number;
  readonly port?: number | undefined;
  /** Folder of the signing key; default: the usual state folder. */
  readonly state?: string | undefined;
}

/**
 * Starts the webhook server on a temporary database and sends it each event as Wix does. Returns the server; `isWell` is `true` if it
 * handled every event and rejected none.
 */
export async function startServerWith(
  deliveries: readonly LabelledDelivery[],
  session: Session,
  { isJson, startAt, port = 0, state }: StartServerOptions,
): Promise<{ readonly server: LocalServer; readonly isWell: boolean }> {
  const { root } = session.line;
  const { file } = openStatePlace(root, { fresh: true }, { isLarge: true });
  const server = await openLocalServer({
    root,
    folder: stateFolder(root, { state }),
    file,
    port,
    startAt,
    log: () => undefined,
  });
  let isWell = true;
  for (const [index, delivery] of deliveries.entries()) {
    const fired = await fire(delivery, server);
    isWell &&= fired.entry?.outcome !== undefined && fired.entry.outcome.verdict !== 'rejected';
    if (isJson) await session.print(JSON.stringify(asJson(delivery, fired)));
    else
      await session.print(
        `${index === 0 ? '' : '\n'}${asText(delivery, fired, { index, count: deliveries.length }, session)}`,
      );
  }
  return { server, isWell };
}

async function fire({ handler, event, json }: LabelledDelivery, server: LocalServer): Promise<FiredWebhook> {
  const { url, signer, clock, journal } = server;
  const webhook = toWebhookEvent(requireHandler(handler), INSTANCE_ID, { event, json });
  const answer = await postWebhook(url, signer.sign(webhook, clock.now()));
  const isKept = answer.kind === 'answered' && answer.text === 'kept';
  return { event: webhook, answer, entry: isKept ? await handledEntry(journal) : journal.list()[0] };
}

/** Returns the newest webhook after it was handled or failed. */
async function handledEntry(journal: LocalServer['journal']): Promise<JournalEntry | undefined> {
  for (;;) {
    const [entry] = journal.list();
    if (entry?.outcome !== undefined || entry?.failure !== undefined) return entry;
    await new Promise<void>((resolve) => {
      journal.onChange(resolve);
    });
  }
}

function asJson({ handler }: LabelledDelivery, { event, answer, entry }: FiredWebhook): object {
  const emails = entry?.emails.map(({ key, subject, recipient, template, language }) => ({
    key,
    subject,
    recipient,
    template,
    language,
  }));
  const { eventType, instanceId } = event;
  return { handler, eventType, instanceId, answer, outcome: entry?.outcome ?? null, emails: emails ?? [] };
}

function asText(
  { handler: name, label }: LabelledDelivery,
  { event, answer, entry }: FiredWebhook,
  place: { readonly index: number; readonly count: number },
  session: Session,
): string {
  const { colors, line } = session;
  const outcome = entry?.outcome;
  const rows: Row[] = [
    { label: 'webhook', text: `${event.eventType}, ${wordsOf(answer)}`, paint: colors.dim },
    ...(outcome === undefined ? [] : rowsOf({ ...outcome, emails: [] }, colors)),
    ...(entry?.failure === undefined ? [] : [{ label: 'failed', text: entry.failure.failure, paint: colors.red }]),
    ...(entry?.emails ?? []).map((email) => ({ label: 'email', text: describeEmail(email), paint: colors.green })),
  ];
  return [headingOf(session, { name, label, ...place }), ...formatRows(rows, columnsOf(line.stdout))].join('\n');
}

function wordsOf(answer: PostResult): string {
  const took = `${String(answer.durationMs)} ms`;
  switch (answer.kind) {
    case 'answered':
      return `verified and ${answer.text} in ${took}: ${String(answer.status)}`;
    case 'too-late':
      return `no answer in ${took}`;
    case 'unreachable':
      return answer.code;
  }
}

function describeEmail({ subject, recipient }: KeptEmail): string {
  return `"${subject}" to ${recipientWords(recipient)}`;
}
