import type { EmulatorClock } from '../../clock/emulator-clock.ts';
import type { IdSource } from '../../id-source.ts';
import type { Records } from '../../storage/records.ts';
import type { UndocumentedBehaviour } from '../../undocumented-behaviour.ts';
import { wixLimits } from '../../wix-limits.ts';

/**
 * Status of a transmission: https://dev.wix.com/docs/api-reference/business-management/marketing/emails/email-transmission-v1/introduction
 */
export type TransmissionStatus = 'ACCEPTED' | 'IN_PROGRESS' | 'PROCESSED' | 'REJECTED';

/** A stored transmission. */
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
  /** `true` if its final status is REJECTED. */
  readonly isRejected: boolean;
  readonly isDeleted: boolean;
}

/** A response that replaces the endpoint's. */
export interface HttpFault {
  readonly status: number;
  /** The code in the error's body. */
  readonly code?: string;
}

/** Operations of tests and the console on a site's transmissions. */
export interface EmailTransmissions {
  /** Returns all transmissions, newest last, with their status at the emulator's time. */
  list(): (Transmission & { readonly status: TransmissionStatus })[];
  /** Adds a transmission of another sender; absent properties get plain values. */
  add(changes?: Partial<Transmission>): void;
  /** Sets the number of emails left in the Email Marketing quota; `null` removes the limit. */
  quota(emailsLeft: number | null): void;
  /** Determines if transmissions sent from now on are rejected later. */
  rejectLater(isOn: boolean): void;
  /** Registers an address as a sender verified by the owner. */
  verifySender(address: string): void;
  /**
   * Adds an API key of the site's owner, with or without permission to manage Email Marketing; as long as there is none, any key is
   * permitted.
   */
  putApiKey(key: string, canManage: boolean): void;
  /** Lets the next request get this response and have no effect. */
  answerNext(fault: HttpFault): void;
}

/** Transmissions shared by the containers of an emulator. */
export interface TransmissionState extends EmailTransmissions {
  readonly now: () => number;
  readonly newId: () => string;
  readonly undocumented: UndocumentedBehaviour;
  put(transmission: Transmission): void;
  get(id: string): Transmission | undefined;
  statusOf(transmission: Transmission): TransmissionStatus;
  updatedAt(transmission: Transmission): number;
  /** Takes a number of emails from the quota; `false` if fewer are left. */
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
