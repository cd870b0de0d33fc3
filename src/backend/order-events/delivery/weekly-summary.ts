import { instantIn } from '../jobs/kept-instants.ts';
import { failureOf } from '../order-events-error.ts';
import type { JobRun } from '../ports/job-states.ts';
import { countByRule, WEEK_MS, type RuleCounts } from './count-by-rule.ts';
import type { SendDeps } from './send.ts';

/** Longest text of a notification to the owner, in characters. */
const MAX_TEXT = 512;

/** The owner's next step for each status; empty if there is none. */
const nextSteps: Readonly<Record<keyof RuleCounts, string>> = {
  sent: '',
  pending: '',
  held: 'see the reason, fix the rule, resend',
  failed: 'see the reason, fix it, resend',
  unknown: 'ask the customer, then resend or leave it',
  expired: '',
  erased: '',
};

/**
 * Sends the owner a weekly count of the notifications of each rule by status, if the site's settings ask for it. The next run sends a
 * summary that was refused.
 */
export async function summarizeWeek(progress: JobRun['progress'], deps: SendDeps): Promise<JobRun['progress']> {
  const { channels, site, now, log } = deps;
  if (site?.settings.weeklySummary !== true) return progress;
  const [startedAt, last] = [now(), instantIn(progress, 'summarizedAt')];
  if (last === undefined) return { ...progress, summarizedAt: startedAt };
  if (startedAt - last < WEEK_MS) return progress;
  try {
    const text = textOf(await countByRule(last, deps));
    const key = `weekly-summary/${new Date(startedAt).toISOString()}`;
    const call = { places: 'Dashboard,Mobile' };
    const message = { key, channel: 'notifyOwner', call, recipient: { contactId: '' }, variables: { text } } as const;
    const result = await channels.send(message);
    if (result.kind !== 'refused') return { ...progress, summarizedAt: startedAt };
    log('weekly summary refused', { code: result.code });
  } catch (error) {
    log('weekly summary left for later', { failure: failureOf(error) });
  }
  return progress;
}

/** Puts the rules that need the owner's attention first, because a long text is cut. */
function textOf(counts: Readonly<Record<string, RuleCounts>>): string {
  const rules = Object.entries(counts).sort(([, one], [, other]) => openIn(other) - openIn(one));
  const lines = rules.map(([rule, count]) => `${rule}: ${phrases(count).join(', ')}.`);
  const text = ['Notifications of the last week.', ...(lines.length === 0 ? ['Nothing was sent.'] : lines)].join(' ');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

function openIn({ held, failed, unknown }: RuleCounts): number {
  return held + failed + unknown;
}

function phrases(counts: RuleCounts): string[] {
  const words = Object.entries(nextSteps) as [keyof RuleCounts, string][];
  return words.flatMap(([status, step]) => {
    if (counts[status] === 0) return [];
    const said = `${String(counts[status])} ${status}`;
    return [step === '' ? said : `${said} (${step})`];
  });
}
