import type { ChangeKindOf } from '../../../src/backend/order-events/changes/change.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';

/** A rule with the name of its change, whose email shows what it is about. */
export function occurrenceRule<P extends Product>(
  product: P,
  change: ChangeKindOf<P>,
  withinHours = 24,
): NotificationRule<P> {
  return {
    id: change,
    product,
    change,
    emailId: change,
    recipient: 'buyer',
    variables: ({ change: { occurrence } }) => ({ occurrence }),
    withinHours,
  };
}
