import type { AnyRule, NotificationSettings } from './rule.ts';

/** The rules of a site. */
export interface SiteRules {
  readonly rules: readonly AnyRule[];
  readonly settings: NotificationSettings;
}
