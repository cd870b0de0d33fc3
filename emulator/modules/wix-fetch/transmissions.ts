import type { EmulatorClock } from '../../clock/emulator-clock.ts';
import type { IdSource } from '../../id-source.ts';
import type { Records } from '../../storage/records.ts';
import type { UndocumentedBehaviour } from '../../undocumented-behaviour.ts';
import { wixLimits } from '../../wix-limits.ts';

/** Where a transmission is: https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/introduction */
export type TransmissionStatus = 'ACCEPTED' | 'IN_PROGRESS' | 'PROCESSED' | 'REJECTED';

/** A transmission as it is kept. */
export interface Transmission {
  readonly id: string;
  readonly createdAt: number;
  readonly idempotencyKey: string | null;
  readonly toRecipients: readonly Readonly<Record<string, unknown>>[];
  readonly emailSubject: string;
  readonly emailHtmlContent: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly type: string;
  readonly senderName: string | null;
  readonly senderEmailAddress: string | null;
  /** Whether it ends as REJECTED. */
  readonly isRejected: boolean;
  readonly isDeleted: boolean;
}

/** An answer in place of that of the endpoint. */
export interface HttpFault {
  readonly status: number;
  /** The code that the error's body carries. */
  readonly code?: string;
}

/** What a test or a console does with the transmissions of a site. */
export interface EmailTransmissions {
  /** Every transmission, the newest last, with its status by the emulator's clock. */
  list(): (Transmission & { readonly status: TransmissionStatus })[];
  /** Adds a transmission that somebody else sent; what is left out is plain. */
  add(changes?: Partial<Transmission>): void;
  /** Emails that are left of the Email Marketing quota; `null` lifts it. */
  quota(emailsLeft: number | null): void;
  /** Whether transmissions that are sent from now on are rejected later. */
  rejectLater(isOn: boolean): void;
  /** An address that the owner verified as a sender. */
  verifySender(address: string): void;
  /** API keys that the site's owner made, and whether each may manage Email Marketing; any key may as long as there is none. */
  putApiKey(key: string, canManage: boolean): void;
  /** The next request is answered so; nothing is done. */
  answerNext(fault: HttpFault): void;
}

/** What is shared by the containers of an emulator. */
export interface TransmissionState extends EmailTransmissions {
  readonly now: () => number;
  readonly newId: () => string;
  readonly undocumented: UndocumentedBehaviour;
  put(transmission: Transmission): void;
  get(id: string): Transmission | undefined;
  statusOf(transmission: Transmission): TransmissionStatus;
  updatedAt(transmission: Transmission): number;
  /** Takes so many emails of the quota; `false` when it has fewer. */
  takeQuota(emails: number): boolean;
  isRejecting(): boolean;
  isVerified(address: string): boolean;
  mayManage(apiKey: string): boolean;
  takeFault(): HttpFault | undefined;
}

/** Opens the transmissions of a state. */
export function openTransmissions(deps: {
  readonly records: Records<Transmission>;
  readonly clock: EmulatorClock;
  readonly ids: IdSource;
  readonly undocumented: UndocumentedBehaviour;
}): TransmissionState {
  const { records, clock, ids, undocumented } = deps;
  const senders = new Set<string>();
  const apiKeys = new Map<string, boolean>();
  const faults: HttpFault[] = [];
  let left: number | null = null;
  let isRejecting = false;

  function statusOf({ createdAt, isRejected }: Transmission): TransmissionStatus {
    const age = clock.now() - createdAt;
    if (age < wixLimits.transmissionAcceptedMs) return 'ACCEPTED';
    if (age < wixLimits.transmissionInProgressMs) return 'IN_PROGRESS';
    return isRejected ? 'REJECTED' : 'PROCESSED';
  }

  return {
    now: clock.now,
    newId: () => ids.id(),
    undocumented,
    add(changes = {}) {
      const plain: Transmission = {
        id: ids.id(),
        createdAt: clock.now(),
        idempotencyKey: null,
        toRecipients: [{ emailAddress: 'somebody@example.com' }],
        emailSubject: 'Something else',
        emailHtmlContent: '<p>Something else</p>',
        metadata: {},
        type: 'TRANSACTIONAL',
        senderName: null,
        senderEmailAddress: null,
        isRejected: false,
        isDeleted: false,
      };
      const transmission = { ...plain, ...changes };
      records.put(transmission.id, transmission);
    },
    put: (transmission) => records.put(transmission.id, transmission),
    get: (id) => records.get(id),
    statusOf,
    updatedAt(transmission) {
      const { createdAt } = transmission;
      switch (statusOf(transmission)) {
        case 'ACCEPTED':
          return createdAt;
        case 'IN_PROGRESS':
          return createdAt + wixLimits.transmissionAcceptedMs;
        case 'PROCESSED':
        case 'REJECTED':
          return createdAt + wixLimits.transmissionInProgressMs;
      }
    },
    list: () =>
      records
        .list()
        .filter(({ isDeleted }) => !isDeleted)
        .sort((one, other) => one.createdAt - other.createdAt)
        .map((transmission) => ({ ...transmission, status: statusOf(transmission) })),
    quota: (emailsLeft) => void (left = emailsLeft),
    takeQuota(emails) {
      if (left === null) return true;
      if (left < emails) return false;
      left -= emails;
      return true;
    },
    rejectLater: (isOn) => void (isRejecting = isOn),
    isRejecting: () => isRejecting,
    verifySender: (address) => void senders.add(address),
    isVerified: (address) => senders.has(address),
    putApiKey: (key, canManage) => void apiKeys.set(key, canManage),
    mayManage: (key) => apiKeys.size === 0 || apiKeys.get(key) === true,
    answerNext: (fault) => void faults.push(fault),
    takeFault: () => faults.shift(),
  };
}
