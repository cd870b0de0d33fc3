import { readFileSync } from 'node:fs';

import { parseOrderEvent } from '../../../src/backend/order-events/handlers/parse-order-event.ts';
import type { Order, OrderOf } from '../../../src/backend/order-events/products/product-models.ts';
import { products, type Product } from '../../../src/backend/order-events/products/product.ts';
import { cleanCopy } from '../../../src/backend/order-events/rules/clean-copy.ts';
import { createFormats } from '../../../src/backend/order-events/rules/formats.ts';
import type { RuleContext } from '../../../src/backend/order-events/rules/rule-context.ts';
import type { ShownFields } from '../../../src/backend/order-events/changes/change.ts';
import { instantOfNow } from '../../../src/backend/order-events/values/instant.ts';
import type { JsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { listMainPayloads } from '../payload/payload-library.ts';
import { requireHandler } from '../payload/require-handler.ts';

/** Order used to preview emails. */
export interface SampleOrder {
  /** `handler/payload`, or a description. */
  readonly name: string;
  readonly order: Order | { readonly product: Product; readonly id: string };
  readonly raw: JsonObject;
  readonly at: string;
}

/** Name of the sample order that shows the fallbacks. */
export const BARE_ORDER = 'an order with only its id';

/** Fields that every order has besides its id, even if its event lacks them. */
const neverAbsent = {
  'wix-events': { buyer: {} },
  'wix-pricing-plans': { isOffline: false, buyer: {} },
  'wix-ecom': { buyer: {}, shipping: {}, billing: {} },
} as const satisfies { readonly [P in Product]: Partial<OrderOf[P]> };

/** Lists the orders of the documented payloads and, for each product, an order with only its id. */
export function listSampleOrders(root: string): SampleOrder[] {
  const now = instantOfNow(Date.UTC(2024, 0));
  const documented = listMainPayloads(root).flatMap(({ handler, name, file }): SampleOrder[] => {
    const parsed = parseOrderEvent(requireHandler(handler), JSON.parse(readFileSync(file, 'utf8')), now);
    if (parsed.kind === 'rejected') return [];
    const { order, raw, at } = parsed.event;
    return [{ name: `${handler}/${name}`, order, raw, at }];
  });
  const bare = products.map((product) => {
    return { name: BARE_ORDER, order: { product, id: 'sample', ...neverAbsent[product] }, raw: {}, at: now };
  });
  return [...documented, ...bare];
}

/** Builds the context that a rule gets for a sample order, as if its change had just happened. */
export function contextOf(
  { order, raw, at }: SampleOrder,
  change: string,
  language: string,
  timeZone: string,
): RuleContext<Product> {
  const tickets = 'tickets' in order ? order.tickets : undefined;
  return {
    order: cleanCopy(order),
    raw: cleanCopy(raw),
    change: {
      kind: change,
      evidence: 'compared',
      occurrence: 'sample',
      previous: {},
      current: amountsOf(order),
      occurredAt: at,
    },
    ticket: cleanCopy(tickets?.[0]),
    language,
    format: createFormats(language, timeZone),
  } as RuleContext<Product>;
}

/** Returns the amounts and counts that a change of the order shows. */
function amountsOf(order: SampleOrder['order']): ShownFields {
  const { total, paid, balance, refunded, cycleIndex } = order as Readonly<Record<string, unknown>>;
  const sum = total !== null && typeof total === 'object' && 'amount' in total ? total.amount : total;
  const shown = Object.entries({ total: sum, paid, balance, refund: refunded, refunded, cycleIndex });
  return Object.fromEntries(
    shown.filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1])),
  );
}
