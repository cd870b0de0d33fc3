/** What Wix leaves undocumented, or says may change, as switches: code that must not depend on the answer can be run with each. */
export interface UndocumentedBehaviour {
  /** A triggered email with a variable that is not a string. */
  readonly nonStringVariable: 'reject' | 'send-as-text';
  /** A triggered email to a contact who unsubscribed: "the email will not be sent". */
  readonly unsubscribedContact: 'resolve' | 'reject';
  /** A triggered email to a contact or member that the emulator was not told of. */
  readonly unknownRecipient: 'send' | 'reject';
  /** `get` of an item that does not exist: documented as null, reported as a rejection by one site. */
  readonly getOfMissingItem: 'null' | 'WDE0073';
  /** `remove` of an item that does not exist. */
  readonly removeOfMissingItem: 'null' | 'WDE0073';
  /** `getMember` with nobody logged in: "Currently, this function throws an error … This function may change in the future". */
  readonly getMemberOfNobody: 'reject' | 'undefined';
  /** How long Email Transmissions remembers an idempotency key, in milliseconds. */
  readonly transmissionKeyMs: number;
  /** An email transmission with a sender that is not verified: public code knows both. */
  readonly unverifiedSender: 'shared-address' | 'reject';
}

/** The answers that the emulator gives unless told otherwise. */
export const defaultUndocumentedBehaviour: UndocumentedBehaviour = {
  nonStringVariable: 'reject',
  unsubscribedContact: 'resolve',
  unknownRecipient: 'send',
  getOfMissingItem: 'null',
  removeOfMissingItem: 'null',
  getMemberOfNobody: 'reject',
  transmissionKeyMs: 24 * 3_600_000,
  unverifiedSender: 'reject',
};
