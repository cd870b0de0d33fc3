import type { ChangeKindOf } from '../../../src/backend/order-events/changes/change.ts';
import type { Product } from '../../../src/backend/order-events/products/product.ts';
import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';

/** Creates a rule with the name of its change and an email that shows the occurrence. */
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
