import type { Product } from '../../products/product.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import { heldFor, type Channel, type FieldFault, type RuleFields } from '../channel.ts';

/**
 * Places where the owner and other contributors see a notification:
 * https://dev.wix.com/docs/velo/apis/wix-crm-backend/notifications/notify
 */
export const notificationPlaces = ['Dashboard', 'Mobile', 'Browser'] as const;

/** Place where a notification is shown. */
export type NotificationPlace = (typeof notificationPlaces)[number];

/** Fields of a rule that notifies the owner. */
export interface NotifyOwnerFields<P extends Product> {
  /** Returns the text of the notification, at most 512 characters; must not be `async`. */
  notifyOwner(context: RuleContext<P>): string;
  /** Places; default: the dashboard and the Wix app. */
  readonly on?: readonly NotificationPlace[];
}

const MAX_TEXT = 512;
const defaultPlaces: readonly NotificationPlace[] = ['Dashboard', 'Mobile'];

/** Notifications to the site's contributors. The call takes no key, and Wix reports no status afterwards. */
export const notifyOwner: Channel = {
  field: 'notifyOwner',
  fields: ['on'],
  addressee: 'nobody',
  needsVariables: false,
  promises: { resend: 'at-least-once', hold: 'at-most-once' },
  takesKey: false,
  faultsOf,
  callOf: (rule) => heldFor(faultsOf(rule)) ?? { places: placesOf(rule).join() },
  variablesOf(rule, context) {
    const { notifyOwner: writeText } = rule;
    if (typeof writeText !== 'function') return {};
    const text: unknown = Reflect.apply(writeText, rule, [context]);
    return { text: typeof text === 'string' ? text.slice(0, MAX_TEXT) : text };
  },
};

function placesOf({ on }: RuleFields): readonly unknown[] {
  return Array.isArray(on) ? on : defaultPlaces;
}

function faultsOf(rule: RuleFields): FieldFault[] {
  const { notifyOwner: writeText, on } = rule;
  const places = placesOf(rule);
  const isFine = (on === undefined || Array.isArray(on)) && places.length > 0 && places.every(isPlace);
  return [
    ...(typeof writeText === 'function'
      ? []
      : [
          {
            field: 'notifyOwner',
            what: 'has no function that writes the text',
            fix: 'write notifyOwner: ({ order }) => `…`',
          },
        ]),
    ...(isFine
      ? []
      : [{ field: 'on', what: 'names an unknown place', fix: `write a list of ${notificationPlaces.join(', ')}` }]),
  ];
}

function isPlace(value: unknown): boolean {
  return notificationPlaces.some((place) => place === value);
}
