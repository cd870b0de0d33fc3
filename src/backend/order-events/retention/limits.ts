import { longestWithinMs } from '../rules/decide-notifications.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { retainedSince } from './retained-since.ts';

const DEFAULT_ORDER_RETENTION_DAYS = 730;
/** Far above the lease of an attempt, what clocks differ by, and the time that a handler or job takes. */
const MARGIN_MS = 86_400_000;

/** The instants before which things are of no more use. */
export interface RetentionLimits {
  /** What settled before is not kept to be read any more. */
  readonly settledBefore: number;
  /** No rule tells a change from before. */
  readonly tellableFrom: number;
  /** Orders that are over and were saved last before are not kept. */
  readonly ordersBefore: number;
  readonly now: number;
}

/** The limits by the rules of a site: no order goes before what is kept about it, or while a rule could tell its changes. */
export function retentionLimits({ rules, settings }: SiteRules, now: number): RetentionLimits {
  const { retentionDays, orderRetentionDays } = settings;
  const days = isDays(orderRetentionDays) ? orderRetentionDays : DEFAULT_ORDER_RETENTION_DAYS;
  const settledBefore = retainedSince(retentionDays, now);
  const tellableFrom = now - longestWithinMs(rules) - MARGIN_MS;
  return {
    settledBefore,
    tellableFrom,
    ordersBefore: Math.min(retainedSince(days, now), settledBefore, tellableFrom),
    now,
  };
}

function isDays(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
