import type { Product } from '../../products/product.ts';
import type { RuleContext, Variables } from '../../rules/rule-context.ts';
import { isShortText } from '../../values/short-text.ts';
import { heldFor, type Channel, type FieldFault, type RuleFields } from '../channel.ts';

/** Fields of a rule that posts a change to another system. */
export interface PostFields<P extends Product> {
  /** Address, which begins with `https://`; `http://localhost` is allowed for local tests. */
  readonly post: string;
  /** Name of the signing secret in the Secrets Manager; default: `ORDER_EVENTS_POST_SECRET`. */
  readonly secret?: string;
  /** Returns values to post with the change; must not be `async`. Nothing personal is posted unless it is named here. */
  variables?(context: RuleContext<P>): Variables;
}

const DEFAULT_SECRET = 'ORDER_EVENTS_POST_SECRET';
const MAX_ADDRESS = 2_000;
const addressForm = /^(?:https:\/\/[^\s/?#@]+|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)(?:[/?#]\S*)?$/;

/**
 * Signed POST requests by the Standard Webhooks specification. The id is made from the notification's key, by which the receiver can
 * recognize a repetition: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const post: Channel = {
  field: 'post',
  fields: ['secret', 'variables'],
  addressee: 'nobody',
  needsVariables: false,
  promises: { resend: 'at-least-once', hold: 'at-most-once' },
  takesKey: true,
  faultsOf,
  callOf: (rule) =>
    heldFor(faultsOf(rule)) ?? {
      url: String(rule['post']),
      secret: typeof rule['secret'] === 'string' ? rule['secret'] : DEFAULT_SECRET,
    },
};

function faultsOf({ post: address, secret }: RuleFields): FieldFault[] {
  const isAddress = typeof address === 'string' && address.length <= MAX_ADDRESS && addressForm.test(address);
  return [
    ...(isAddress ? [] : [{ field: 'post', what: 'has no https address', fix: "write post: 'https://…'" }]),
    ...(secret === undefined || isShortText(secret)
      ? []
      : [{ field: 'secret', what: 'names no secret', fix: 'write the name that the Secrets Manager shows' }]),
  ];
}
