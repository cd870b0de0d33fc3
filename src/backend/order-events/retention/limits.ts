import { longestWithinMs } from '../rules/decide-notifications.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { retainedSince } from './retained-since.ts';

const DEFAULT_ORDER_RETENTION_DAYS = 730;
/** Safety margin, far above the lease of an attempt, the difference between two clocks and the run time of a handler or job. */
const MARGIN_MS = 86_400_000;

/** Instants before which data is no longer needed, in milliseconds since 1970. */
export interface RetentionLimits {
  /** Data that settled before this instant is no longer kept readable. */
  readonly settledBefore: number;
  /** No rule sends changes from before this instant. */
  readonly tellableFrom: number;
  /** Finished orders that were last saved before this instant are removed. */
  readonly ordersBefore: number;
  readonly now: number;
}

/** Returns the limits for a site's rules: no order is removed before the data about it, or while a rule could send its changes. */
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
