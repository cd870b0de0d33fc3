import type { EmailFields } from '../../src/backend/order-events/channels/email/email.ts';
import type { NotifyOwnerFields } from '../../src/backend/order-events/channels/notify-owner/notify-owner.ts';
import type { PostFields } from '../../src/backend/order-events/channels/post/post.ts';
import type { RunFields } from '../../src/backend/order-events/channels/run/run.ts';
import type { TriggeredEmailFields } from '../../src/backend/order-events/channels/triggered-email/triggered-email.ts';
import type { SnapshotOf } from '../../src/backend/order-events/products/product-models.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import type { RuleContext } from '../../src/backend/order-events/rules/rule-context.ts';
import type { CommonFields } from '../../src/backend/order-events/rules/rule.ts';

/** Types whose fields docs/rules.md lists. */
export interface DescribedTypes {
  readonly rule: CommonFields<Product>;
  readonly triggeredEmail: TriggeredEmailFields<Product>;
  readonly email: EmailFields<Product>;
  readonly notifyOwner: NotifyOwnerFields<Product>;
  readonly post: PostFields<Product>;
  readonly run: RunFields<Product>;
  readonly contexts: { readonly [P in Product]: RuleContext<P> };
  readonly states: { readonly [P in Product]: SnapshotOf[P] };
}
