import type { KeptEmail } from '../../../hosts/mail/mail-settings.ts';
import { createServerChannels, type ServerChannelsDeps } from '../../../hosts/mail/server-channels.ts';
import type { ChannelCalls, Message } from '../../../src/backend/order-events/ports/channel-calls.ts';
import { INSTANCE, openRest, type Loopback } from '../wix-api/rest-on-loopback.ts';

/** The key of the message. */
export const KEY = 'wix-ecom/order-1/order-paid/1/shop-order-paid';

/** Templates of two emails, one in two languages. */
export const templates = {
  'shop-order-paid': {
    en: { subject: 'Order {{number}} is paid', html: '<p>{{name|there}}</p>', text: 'Hello {{name|there}}' },
    de: { subject: 'Bestellung {{number}} ist bezahlt', html: '<p>{{name|dort}}</p>', text: 'Hallo {{name|dort}}' },
  },
  'order-shipped': { en: { subject: 'On its way', html: '<p>On its way</p>', text: 'On its way' } },
};

/** The message for a notification of a payment by an `email` rule, with changes. */
export function messageWith(changes: Partial<Message> = {}): Message {
  return {
    key: KEY,
    channel: 'email',
    call: { template: 'shop-order-paid', language: 'en' },
    recipient: { contactId: 'c-1' },
    variables: { number: '10003', name: 'Jane' },
    about: {
      product: 'wix-ecom',
      orderId: 'order-1',
      change: 'order-paid',
      occurrence: '1',
      evidence: 'reported',
      occurredAt: '2024-03-01T11:59:00.000Z',
      rule: 'shop-order-paid',
      createdAt: Date.UTC(2024, 2, 1, 12),
    },
    settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 },
    ...changes,
  };
}

/** The channels of a server, their site, and the stored emails. */
export interface ServerSite extends Loopback {
  readonly channels: Required<ChannelCalls>;
  readonly kept: readonly KeptEmail[];
}

/** Opens the channels on the emulated API; the site has one contact, `c-1`, who is the member `m-1`. */
export async function openServerSite(changes: Partial<ServerChannelsDeps> = {}): Promise<ServerSite> {
  // Ten times what an answer takes on a busy machine; only the calls that are never answered wait for it.
  const loopback = await openRest({ timeoutMs: 2_000 });
  const site = loopback.rest.site(INSTANCE);
  site.putContact({ id: 'c-1', email: 'jane@example.com' });
  site.putMember({ id: 'm-1', contactId: 'c-1' });
  const kept: KeptEmail[] = [];
  const channels = createServerChannels({
    mail: { kind: 'wix' },
    api: loopback.api,
    instanceId: INSTANCE,
    loadTemplates: async () => templates,
    keep: async (email) => void kept.push(email),
    readSecret: async () => undefined,
    fetch,
    now: loopback.clock.now,
    ...changes,
  });
  return { ...loopback, channels, kept };
}
