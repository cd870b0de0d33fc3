import type { EmailRecipient } from '../values/email-recipient.ts';
import type { MessageCap } from '../ports/message-cap.ts';
import type { NotificationFilter } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';

/** Most messages that one recipient gets in an hour. */
const MAX_PER_HOUR = 20;
/** A container that wrote fewer messages than this does not ask for those of others, because asking costs calls. */
const UNSUSPICIOUS = 3;
const HOUR_MS = 3_600_000;
/** Milliseconds for which a count from the store is cached. */
const REMEMBERED_MS = 60_000;
/** More recipients than one container has in an hour; at this number it forgets all counts. */
const MAX_RECIPIENTS = 10_000;

interface Counts {
  /** The messages that this container wrote to the recipient. */
  own: readonly { readonly key: string; readonly at: number }[];
  /** Number of messages in the store when it was last asked, and how many of them were this container's. */
  counted: { readonly at: number; readonly all: number; readonly own: number } | undefined;
}

/**
 * Creates the message cap. A container counts its own messages, and asks the store for those of others only after it has written several,
 * so that an ordinary order costs no call.
 */
export function createMessageCap(deps: Pick<Ports, 'notifications' | 'now'>): MessageCap {
  const { now } = deps;
  const countsByRecipient = new Map<string, Counts>();

  function countsOf(recipient: EmailRecipient): Counts {
    const key = JSON.stringify(recipient);
    const known = countsByRecipient.get(key) ?? { own: [], counted: undefined };
    if (countsByRecipient.size >= MAX_RECIPIENTS) countsByRecipient.clear();
    countsByRecipient.set(key, known);
    known.own = known.own.filter(({ at }) => at > now() - HOUR_MS);
    return known;
  }

  async function countAll(recipient: EmailRecipient, { notifications }: Pick<Ports, 'notifications'>): Promise<number> {
    const filter: NotificationFilter = { ...recipient, createdFrom: now() - HOUR_MS };
    const sent = await notifications.count({ ...filter, status: 'sent' });
    return sent + (await notifications.count({ ...filter, status: 'pending' }));
  }

  return {
    async isReached(recipient, stores = deps) {
      const known = countsOf(recipient);
      if (known.own.length < UNSUSPICIOUS) return false;
      if (known.own.length >= MAX_PER_HOUR) return true;
      if (known.counted === undefined || now() - known.counted.at > REMEMBERED_MS) {
        const own = known.own.length;
        known.counted = { at: now(), all: await countAll(recipient, stores), own };
      }
      const { all, own } = known.counted;
      return all + known.own.length - own >= MAX_PER_HOUR;
    },
    note(recipient, key) {
      const known = countsOf(recipient);
      known.own = [...known.own.filter((message) => message.key !== key), { key, at: now() }];
    },
  };
}
