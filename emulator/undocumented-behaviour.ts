/** Switches for behaviour that Wix leaves undocumented or announces to change, so that code can be tested with each variant. */
export interface UndocumentedBehaviour {
  /** A triggered email with a variable that is not a string. */
  readonly nonStringVariable: 'reject' | 'send-as-text';
  /** A triggered email to an unsubscribed contact: "the email will not be sent". */
  readonly unsubscribedContact: 'resolve' | 'reject';
  /** A triggered email to a contact or member unknown to the emulator. */
  readonly unknownRecipient: 'send' | 'reject';
  /** `get` of a missing item: documented as null, reported as a rejection by one site. */
  readonly getOfMissingItem: 'null' | 'WDE0073';
  /** `remove` of a missing item. */
  readonly removeOfMissingItem: 'null' | 'WDE0073';
  /** `insertReference` of a reference that is there already: the code for it is documented, and when Wix uses it is not. */
  readonly insertOfExistingReference: 'WDE0029' | 'ignore';
  /** Most conditions within conditions of a filter before WDE0169: Wix documents the code and no number. */
  readonly filterDepth: number;
  /** `getMember` without a logged-in member: "Currently, this function throws an error … This function may change in the future". */
  readonly getMemberOfNobody: 'reject' | 'undefined';
  /** Time for which Email Transmissions remembers an idempotency key, in milliseconds. */
  readonly transmissionKeyMs: number;
  /** An email transmission with an unverified sender: published code expects either reaction. */
  readonly unverifiedSender: 'shared-address' | 'reject';
}

/** The emulator's default behaviour. */
export const defaultUndocumentedBehaviour: UndocumentedBehaviour = {
  nonStringVariable: 'reject',
  unsubscribedContact: 'resolve',
  unknownRecipient: 'send',
  getOfMissingItem: 'null',
  removeOfMissingItem: 'null',
  insertOfExistingReference: 'WDE0029',
  filterDepth: 25,
  getMemberOfNobody: 'reject',
  transmissionKeyMs: 24 * 3_600_000,
  unverifiedSender: 'reject',
};
