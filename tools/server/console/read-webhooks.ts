import { createInbox, countInboxes } from '../../../hosts/sql/inbox.ts';
import { createSqlStores } from '../../../hosts/sql/create-sql-stores.ts';
import { createTenants } from '../../../hosts/sql/tenants.ts';
import { retryPolicy } from '../../../hosts/webhook-server/retry-policy.ts';
import type { EventOutcome } from '../../../src/backend/order-events/intake/outcome.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { Page, TraceLine } from '../../console/contract/answers.ts';
import { explainOutcome } from '../../console/explain/explain-run.ts';
import type { KnownRule } from '../../console/rules/load-rules.ts';
import type { EmailFrames } from '../../console/site/email-frames.ts';
import type { StoredRow } from '../../console/site/stored-rows.ts';
import { INSTANCE_ID } from '../../workbench/payload/webhook-event.ts';
import { isFound, nameOfPerson, nameOrder, termsOf, type OrderFacts } from '../../workbench/runs/order-facts.ts';
import type { JournalEmail, JournalEntry } from '../journal.ts';
import type { LocalServer } from '../local-server.ts';
import type { EmailDetail, ServerStatus, ShownKeptEmail, ShownWebhook, WebhookDetail } from './answers.ts';
import { explainInbox, explainReception } from './explain-webhook.ts';
import { eventWords, receptionWords, wordOf } from './words.ts';

/** Sources that the views read from. */
export interface ServerViews {
  readonly server: LocalServer;
  /** `null` if the rules cannot be read. */
  readonly rules: readonly KnownRule[] | null;
  readonly frames: EmailFrames;
}

const PAGE_ROWS = 100;
const INSTALLATIONS_SHOWN = 50;

/** Selects the rows of a page. */
export interface RowsWanted {
  /** Words, each of which must occur. */
  readonly search?: string | undefined;
  /** Number of the first row, from which the numbers fall; default: the newest. */
  readonly from?: number | undefined;
}

/** Returns a page of the webhooks, newest first. */
export function readWebhooks({ journal }: LocalServer, { search, from }: RowsWanted = {}): Page<ShownWebhook> {
  const terms = termsOf(search);
  const found = journal.list().filter(({ eventType, order, instanceId }) => {
    const facts = order === null ? undefined : journal.factsOf(instanceId, order);
    return isFound(terms, `${eventType}\n${eventWords(eventType)}\n${order?.id ?? ''}`, facts);
  });
  return pageOf(found, from, showWebhook);
}

/** Returns the details of one webhook; `undefined` if it is not kept. */
export async function readWebhook(number: number, views: ServerViews): Promise<WebhookDetail | undefined> {
  const { sql, journal } = views.server;
  const entry = journal.entry(number);
  if (entry === undefined) return undefined;
  const { id, instanceId, outcome } = entry;
  const waiting = (await createInbox(sql, instanceId, retryPolicy).list({ id }, 1))[0];
  const tenant = await createTenants(sql).find(instanceId);
  const rejection = outcome?.rejection ?? null;
  return {
    webhook: showWebhook(entry),
    body: entry.body,
    mark:
      rejection === null
        ? null
        : { path: rejection.path, text: `expected ${rejection.expected}, found ${rejection.found}` },
    received: explainReception(entry, journal.earlier(entry)),
    inbox: explainInbox(entry, waiting, tenant?.removedAt !== undefined),
    isDead: entry.result === 'kept' && waiting?.isDead === true,
    decision: outcome === undefined ? [] : await explainDecision(entry, outcome, views),
    changes: outcome?.changes ?? [],
    emails: entry.emails.map((email) => detailOf(email, views)),
  };
}

async function explainDecision(entry: JournalEntry, outcome: EventOutcome, views: ServerViews): Promise<TraceLine[]> {
  const { sql, journal, clock } = views.server;
  const first = journal.earlier(entry);
  const earlier =
    first === undefined
      ? undefined
      : { id: first.number, at: first.receivedAt, told: first.outcome?.notifications ?? [] };
  const stored = await readNotifications(
    [...[...outcome.notifications, ...(earlier?.told ?? [])].map(({ key }) => key), ...outcome.alreadyKnown],
    createSqlStores(sql, entry.instanceId).notifications,
  );
  return explainOutcome(outcome, earlier, {
    rules: views.rules,
    now: clock.now(),
    findNotification: (key) => stored.get(key),
    // The journal records no attempts: emails are kept instead of sent, which cannot fail.
    findPast: () => [],
    nameOf: (order, id) => nameOfPerson(journal.factsOf(entry.instanceId, order), id),
    findTeller(key) {
      const teller = journal.teller(entry.instanceId, key);
      return teller === undefined ? undefined : { id: teller.number, at: teller.receivedAt };
    },
  });
}

async function readNotifications(
  keys: readonly string[],
  { read }: { readonly read: (key: string) => Promise<Notification | undefined> },
): Promise<ReadonlyMap<string, StoredRow<Notification>>> {
  const rows = new Map<string, StoredRow<Notification>>();
  for (const key of keys) {
    const kept = await read(key);
    if (kept !== undefined) rows.set(key, { kind: 'read', kept });
  }
  return rows;
}

/** Returns a page of the kept emails, newest first. */
export function readEmails({ journal }: LocalServer, { search, from }: RowsWanted = {}): Page<ShownKeptEmail> {
  const terms = termsOf(search);
  const found = journal
    .emails()
    .filter((email) => isFound(terms, `${email.subject}\n${email.template}`, factsOfEmail(email, journal)));
  return pageOf(found, from, (email) => showEmail(email, journal));
}

function pageOf<Kept extends { readonly number: number }, Shown>(
  found: readonly Kept[],
  from = Infinity,
  show: (kept: Kept) => Shown,
): Page<Shown> {
  const older = found.filter(({ number }) => number <= from);
  const following = older[PAGE_ROWS];
  return {
    rows: older.slice(0, PAGE_ROWS).map(show),
    total: found.length,
    next: following === undefined ? null : String(following.number),
  };
}

/** Returns one email with its content; `undefined` if it is not kept. */
export function readEmail(number: number, views: ServerViews): EmailDetail | undefined {
  const email = views.server.journal.emails().find((each) => each.number === number);
  return email === undefined ? undefined : detailOf(email, views);
}

/** Returns the status that the frame of every view shows. */
export async function readStatus({ url, clock, sql, journal }: LocalServer): Promise<ServerStatus> {
  const { waiting, dead } = await countInboxes(sql);
  const tenants = createTenants(sql);
  const known = new Set([INSTANCE_ID, ...journal.instanceIds().slice(0, INSTALLATIONS_SHOWN)]);
  const installations = await Promise.all(
    [...known].map(async (instanceId) => {
      return { instanceId, isRemoved: (await tenants.find(instanceId))?.removedAt !== undefined };
    }),
  );
  return { url, now: clock.now(), waiting, dead, installations };
}

function showWebhook(entry: JournalEntry): ShownWebhook {
  const { number, eventType, instanceId, receivedAt, result, emails, order, about } = entry;
  const name = eventWords(eventType);
  const answer = receptionWords[result].replace(/,.*/, '');
  const word = wordOf(entry);
  return { number, name, eventType, instanceId, receivedAt, answer, order, about, word, emails: emails.length };
}

function showEmail(email: JournalEmail, journal: LocalServer['journal']): ShownKeptEmail {
  const { number, subject, recipient, template, language, key, instanceId } = email;
  const teller = journal.teller(instanceId, key);
  const { number: webhook = null, order = null } = teller ?? {};
  const facts = factsOfEmail(email, journal);
  const id = 'contactId' in recipient ? recipient.contactId : recipient.memberId;
  const about = facts === undefined ? null : nameOrder(facts);
  const to = { id, name: nameOfPerson(facts, id) };
  return { number, subject, recipient: to, order, about, template, language, webhook };
}

function factsOfEmail({ instanceId, key }: JournalEmail, journal: LocalServer['journal']): OrderFacts | undefined {
  const order = journal.teller(instanceId, key)?.order ?? null;
  return order === null ? undefined : journal.factsOf(instanceId, order);
}

function detailOf(email: JournalEmail, { server, frames }: ServerViews): EmailDetail {
  return { ...showEmail(email, server.journal), rendering: frames.show(email) };
}
