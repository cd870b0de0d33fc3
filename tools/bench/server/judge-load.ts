import type { WixRest } from '../../../emulator/rest/wix-rest.ts';
import type { EventDelivery } from '../../../emulator/webhooks/webhook-delivery.ts';
import { wixLimits } from '../../../emulator/wix-limits.ts';
import { idOfOrder } from '../../workbench/server-process/shop-order-webhooks.ts';
import { tenantsOf, type LoadSettings } from './load-settings.ts';

/** Result of a load. */
export interface LoadVerdict {
  readonly webhooks: number;
  readonly attempts: number;
  /** Attempts after the first one of a delivery. */
  readonly resends: number;
  readonly givenUp: number;
  /** Response times of answers with status 200 in milliseconds: percentiles and the longest. */
  readonly answerMs: { readonly p50: number; readonly p99: number; readonly p999: number; readonly longest: number };
  /** Attempts that were not answered with 200 in time, by failure. */
  readonly failures: Readonly<Record<string, number>>;
  readonly emails: number;
  /** Requests to send an email with a known key; these sent no second email. */
  readonly sentAgain: number;
  /** Emails that were not sent; two are expected for each order. */
  readonly missing: number;
  /** Emails beyond one of each kind for an order. */
  readonly doubled: number;
}

/** Emails that the shipped rules send for each order: paid, and fulfilled. */
const EMAILS_PER_ORDER = 2;

/** Evaluates a load by what Wix saw of it: answers, and emails by order and by key. */
export function judgeLoad(settings: LoadSettings, report: readonly EventDelivery[], rest: WixRest): LoadVerdict {
  const attempts = report.flatMap((each) => each.attempts);
  const answered = attempts.filter(({ result }) => result.kind === 'answered' && result.status === 200);
  const times = answered.map(({ result }) => result.durationMs).sort((left, right) => left - right);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  const sites = tenantsOf(settings).map((id) => rest.site(id).transmissions.list());
  const emails = sites.flat();
  const byOrder = new Map<string, string[]>();
  for (const { toRecipients, emailSubject } of emails) {
    const id = String(toRecipients[0]?.['contactId']);
    byOrder.set(id, [...(byOrder.get(id) ?? []), emailSubject]);
  }
  let [missing, doubled] = [0, 0];
  for (let number = 0; number < settings.orders; number += 1) {
    const subjects = byOrder.get(idOfOrder(number)) ?? [];
    const different = new Set(subjects).size;
    missing += EMAILS_PER_ORDER - different;
    doubled += subjects.length - different;
  }
  if (new Set(emails.map(({ idempotencyKey }) => idempotencyKey)).size < emails.length)
    throw new Error('A key came twice');
  const sends = rest.calls().filter(({ path, status }) => path.endsWith('/send') && status === 200);
  return {
    webhooks: report.length,
    attempts: attempts.length,
    resends: attempts.filter(({ resend }) => resend > 0).length,
    givenUp: report.filter(({ status }) => status !== 'acknowledged').length,
    answerMs: { p50: at(0.5), p99: at(0.99), p999: at(0.999), longest: times.at(-1) ?? NaN },
    failures: countBy(attempts.flatMap(({ result }) => failureOf(result))),
    emails: emails.length,
    sentAgain: Math.max(0, sends.length - emails.length),
    missing,
    doubled,
  };
}

function failureOf(result: EventDelivery['attempts'][number]['result']): readonly string[] {
  switch (result.kind) {
    case 'answered':
      return result.status === 200 ? [] : [String(result.status)];
    case 'too-late':
      return [`no answer in ${String(wixLimits.webhookAnswerMs)} ms`];
    case 'unreachable':
      return [result.code];
  }
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
