import type { Product } from '../products/product.ts';
import type { Rule } from './rule.ts';

type WithoutProduct<AnyRule> = AnyRule extends unknown ? Omit<AnyRule, 'product'> : never;

/** Creates rules for one product, so that an editor can complete its kinds of change and its order's fields. */
export interface RuleHelper<P extends Product> {
  rule(fields: WithoutProduct<Rule<P>>): Rule<P>;
}

/** Rules for ticket orders of Wix Events. */
export const tickets: RuleHelper<'wix-events'> = {
  rule: (fields) => ({ product: 'wix-events', ...fields }),
};

/** Rules for orders of Wix Pricing Plans. */
export const plans: RuleHelper<'wix-pricing-plans'> = {
  rule: (fields) => ({ product: 'wix-pricing-plans', ...fields }),
};

/** Rules for orders of Wix eCommerce. */
export const shop: RuleHelper<'wix-ecom'> = {
  rule: (fields) => ({ product: 'wix-ecom', ...fields }),
};
