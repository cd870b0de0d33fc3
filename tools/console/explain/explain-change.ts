import type { Change } from '../../../src/backend/order-events/changes/change.ts';
import type { EventOutcome, NotificationSummary } from '../../../src/backend/order-events/intake/outcome.ts';
import type { PastLine, TraceLine } from '../contract/answers.ts';
import type { OrderRef, RunSummary } from '../../workbench/runs/run.ts';
import type { KnownRule } from '../rules/load-rules.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { StoredRow } from '../site/stored-rows.ts';
import { contentOf } from './content-of.ts';
import { explainNotification } from './explain-notification.ts';
import { evidenceWords, nounOf, reasonWords, timeText } from './words.ts';

/** Lookups that explanations need. */
export interface ExplainDeps {
  /** `null` if the site's rules cannot be read. */
  readonly rules: readonly KnownRule[] | null;
  readonly now: number;
  readonly findNotification: (key: string) => StoredRow<Notification> | undefined;
  readonly findTeller: (key: string) => Pick<RunSummary, 'id' | 'at'> | undefined;
  /** Returns the earlier attempts for a notification, oldest first. */
  readonly findPast: (key: string) => readonly PastLine[];
  /** Returns the address or name that the order's payloads contain for a contact or member; `null` if there is none. */
  readonly nameOf: (order: OrderRef, id: string) => string | null;
}

/** Explains a change and the result of every rule for it. */
export function explainChange(change: Change, outcome: EventOutcome, deps: ExplainDeps): TraceLine[] {
  const { kind, evidence } = change;
  const heading: TraceLine = { tone: 'info', text: `${kind}: ${evidenceWords[evidence]}.` };
  const prefix = `${outcome.order?.product ?? ''}/${outcome.order?.id ?? ''}/${kind}/${change.occurrence}/`;
  const own = outcome.notifications.filter(({ key }) => key.startsWith(prefix));
  const known = outcome.alreadyKnown.filter((key) => key.startsWith(prefix));
  const about = deps.rules?.filter((rule) => rule.product === outcome.order?.product && rule.change === kind) ?? [];
  const silent = about.filter(({ id }) => ![...own.map(({ key }) => key), ...known].includes(prefix + id));
  const lines = [
    ...own.map((notification) => explainOwn(notification, deps)),
    ...known.map((key) => explainKnown(key, kind, deps)),
    ...silent.map((rule) => explainSilent(rule, change)),
  ];
  return [heading, ...(lines.length === 0 ? [noRule(kind, deps)] : lines)];
}

/** Explains the current state of a notification of this run; earlier attempts are listed separately. */
function explainOwn({ key, rule, status, reason }: NotificationSummary, deps: ExplainDeps): TraceLine {
  const row = deps.findNotification(key);
  const past = deps.findPast(key);
  const history = { notification: key, past: past.length === 0 ? undefined : past };
  if (row === undefined) return { tone: toneOf(status), text: `Rule ${rule}: ${goneText(status, reason)}`, ...history };
  if (row.kind === 'unreadable')
    return { tone: 'problem', text: `Rule ${rule}: its row cannot be read now. ${row.problem}`, ...history };
  const words = explainNotification(row.kept, deps.now);
  const sent = row.kept.status === 'sent' ? ` ${sentWords(row.kept, deps)}` : '';
  return { tone: toneOf(row.kept.status), text: `Rule ${rule}: ${words}${sent}`, ...history };
}

/** Describes a notification that is no longer stored, from the result of its run. */
function goneText(status: string, reason: string | undefined): string {
  return status === 'sent' ? 'Sent. It is not kept any more.' : `${reasonWords(reason)}. It is not kept any more.`;
}

function sentWords(notification: Notification, { nameOf }: ExplainDeps): string {
  const { product, orderId, contactId, memberId } = notification;
  const id = contactId ?? memberId;
  const name = id === undefined ? null : nameOf({ product, id: orderId }, id);
  const what = contentOf(notification);
  return name === null ? `It was ${what}.` : `It was ${what}, to ${name}.`;
}

/** Explains why nothing is sent for a notification that an earlier delivery created. */
export function explainKnown(key: string, kind: string, { findTeller, findNotification }: ExplainDeps): TraceLine {
  const rule = key.slice(key.lastIndexOf('/') + 1);
  const teller = findTeller(key);
  const row = findNotification(key);
  const at = teller?.at ?? (row?.kind === 'read' ? row.kept.createdAt : null);
  const by = teller === undefined ? 'an earlier delivery' : `delivery ${teller.id}`;
  const when = at === null ? '' : ` at ${timeText(at)}`;
  const status = row === undefined ? 'erased' : row.kind === 'read' ? row.kept.status : 'unreadable';
  const verb = status === 'sent' ? 'already sent' : `already ${status}`;
  const text = `Not sent again, rule ${rule}: ${verb} for this ${nounOf(kind)} by ${by}${when}.`;
  return { tone: 'not-sent', text, runId: teller?.id, notification: key };
}

function explainSilent({ id, evidence, hasCondition }: KnownRule, change: Change): TraceLine {
  if (evidence !== null && !evidence.includes(change.evidence)) {
    const text = `Not sent, rule ${id}: it wants the change to be ${evidence.join(' or ')}, and it is ${change.evidence}.`;
    return { tone: 'not-sent', text };
  }
  const why = hasCondition ? 'its own condition (when) said no' : 'it was not among the site’s rules when this ran';
  return { tone: 'not-sent', text: `Not sent, rule ${id}: ${why}.` };
}

function noRule(kind: string, { rules }: ExplainDeps): TraceLine {
  if (rules === null) return { tone: 'info', text: 'Nobody was told. The rules could not be read here.' };
  return { tone: 'not-sent', text: `Nobody is told: no rule in notification-rules.ts is about ${kind}.` };
}

function toneOf(status: string): TraceLine['tone'] {
  if (status === 'sent') return 'sent';
  return status === 'pending' ? 'waiting' : status === 'failed' ? 'problem' : 'not-sent';
}
