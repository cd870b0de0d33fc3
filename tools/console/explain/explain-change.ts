import type { Change } from '../../../src/backend/order-events/changes/change.ts';
import type { EventOutcome, NotificationSummary } from '../../../src/backend/order-events/intake/outcome.ts';
import type { TraceLine } from '../contract/answers.ts';
import type { RunSummary } from '../../workbench/runs/run.ts';
import type { KnownRule } from '../rules/load-rules.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { StoredRow } from '../site/stored-rows.ts';
import { contentOf } from './content-of.ts';
import { explainNotification } from './explain-notification.ts';
import { evidenceWords, nounOf, reasonWords, timeText } from './words.ts';

/** What an explanation looks up. */
export interface ExplainDeps {
  /** `null` when the site's rules cannot be read. */
  readonly rules: readonly KnownRule[] | null;
  readonly now: number;
  readonly findNotification: (key: string) => StoredRow<Notification> | undefined;
  readonly findTeller: (key: string) => Pick<RunSummary, 'id' | 'at'> | undefined;
}

/** What a change is, and what became of every rule about it. */
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

function explainOwn({ key, rule, status, reason }: NotificationSummary, deps: ExplainDeps): TraceLine {
  const row = deps.findNotification(key);
  const first = row === undefined ? reasonWords(reason) : sinceThen(status, reason, row, deps.now);
  const text =
    status === 'sent' ? sentText(rule, row) : `Not sent${status === 'pending' ? ' yet' : ''}, rule ${rule}: ${first}`;
  return { tone: toneOf(status), text, notification: key };
}

/** How a notification stands now, after what the run itself said of it when that was something else. */
function sinceThen(status: string, reason: string | undefined, row: StoredRow<Notification>, now: number): string {
  if (row.kind === 'unreadable') return `${reasonWords(reason)}. Its row cannot be read now: ${row.problem}`;
  const words = explainNotification(row.kept, now);
  return status === row.kept.status ? words : `${reasonWords(reason)}. Since then: ${words}`;
}

function sentText(rule: string, row: StoredRow<Notification> | undefined): string {
  if (row?.kind !== 'read') return `Sent, rule ${rule}: its message.`;
  const { contactId, memberId } = row.kept;
  return `Sent, rule ${rule}: ${contentOf(row.kept)}${recipientWords(contactId, memberId)}.`;
}

/** Why nothing is sent for a notification that an earlier delivery brought about. */
export function explainKnown(key: string, kind: string, { findTeller, findNotification }: ExplainDeps): TraceLine {
  const rule = key.slice(key.lastIndexOf('/') + 1);
  const teller = findTeller(key);
  const row = findNotification(key);
  const at = teller?.at ?? (row?.kind === 'read' ? row.kept.createdAt : null);
  const by = teller === undefined ? 'an earlier delivery' : `delivery ${teller.id}`;
  const when = at === null ? '' : ` at ${timeText(at)}`;
  const status = row === undefined ? 'erased' : row.kind === 'read' ? row.kept.status : 'unreadable';
  const verb = status === 'sent' ? 'already sent' : `already ${status}`;
  const text = `Not sent, rule ${rule}: ${verb} for this ${nounOf(kind)} by ${by}${when}.`;
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

function recipientWords(contactId: string | undefined, memberId: string | undefined): string {
  if (contactId !== undefined) return ` to contact ${contactId}`;
  return memberId === undefined ? '' : ` to member ${memberId}`;
}
