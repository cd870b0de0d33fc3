import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';
import type { SiteRules } from '../../../src/backend/order-events/rules/site-rules.ts';
import { readDocumentedPayload } from '../../workbench/payload/documented-payloads.ts';
import type { BenchPart } from '../part.ts';
import { formatWhole } from '../results/format-whole.ts';
import { rootDir } from '../root-dir.ts';
import { formatGrowth, type Shop } from './format-growth.ts';
import { simulateYears, type Stretch } from './simulate-years.ts';

/** Half a year, in days. */
const HALF_YEAR = 182;
const HALF_YEARS = 6;
/**
 * About 1,000 orders a year, 100,000 a year, and 1,000 a day. In the larger shops only ten orders a day go through the handlers, because a
 * million would take an hour.
 */
const sizes = [
  { ordersPerDay: 3, copies: 1 },
  { ordersPerDay: 10, copies: 28 },
  { ordersPerDay: 10, copies: 100 },
];

/** Rules of the shop: an email for each payment, at most once, and one for each fulfilled order. */
export const growthRules: SiteRules = {
  rules: [rule('paid', 'order-paid', 'hold'), rule('fulfilled', 'order-fulfilled', 'resend')],
  settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90, orderRetentionDays: 730 },
};

/** Number of items that a shop stores over the years, and the cost of cleaning up. */
export const growthPart: BenchPart = {
  name: 'growth',
  title: 'Growth: three years of a shop, cleaned up daily',
  isChecked: false,
  async measure({ say }) {
    const documented = {
      paid: readDocumentedPayload(rootDir, 'wixEcom_onOrderPaymentStatusUpdated'),
      updated: readDocumentedPayload(rootDir, 'wixEcom_onOrderUpdated'),
    };
    const shops: Shop[] = [];
    for (const size of sizes) {
      const perDay = size.ordersPerDay * size.copies;
      const years = { ...size, days: HALF_YEAR * HALF_YEARS, noteEveryDays: HALF_YEAR, rules: growthRules };
      const stretches: Stretch[] = [];
      for await (const stretch of simulateYears(years, documented)) {
        stretches.push(stretch);
        const { day, orders, items, callsPerDay } = stretch;
        say(
          `${formatWhole(perDay)} a day, day ${String(day)}: ${formatWhole(orders)} orders, ` +
            `${formatWhole(items.total)} items, ${callsPerDay.toFixed(1)} calls a day`,
        );
      }
      shops.push({ ordersPerDay: perDay, stretches });
    }
    const growth = shops[shops.length - 1]?.stretches.map(({ items }) => items.total) ?? [];
    const [first = 0, last = 0, beforeLast = 0] = [growth[0], growth[growth.length - 1], growth[growth.length - 2]];
    return {
      ratios: [
        {
          name: 'growth/last-half-year-vs-first',
          title: 'items added in the sixth half-year by those of the first, at 1,000 orders a day',
          value: (last - beforeLast) / first,
        },
      ],
      markdown: formatGrowth(shops),
      plots: [],
    };
  },
};

function rule(
  id: string,
  change: NotificationRule<'wix-ecom'>['change'],
  ifUnknown: 'resend' | 'hold',
): NotificationRule<'wix-ecom'> {
  return {
    id,
    product: 'wix-ecom',
    change,
    emailId: id,
    recipient: { contactId: 'a-contact' },
    ifUnknown,
    variables: ({ order }) => ({ orderNumber: order.number }),
  };
}
