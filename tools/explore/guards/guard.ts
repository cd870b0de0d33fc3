/** A line that the delivery guarantee depends on, and its replacement in a test. */
export interface Guard {
  readonly name: string;
  /** Path below `src/backend/order-events/`. */
  readonly file: string;
  /** The source text, which occurs exactly once in the file. */
  readonly lines: string;
  readonly without: string;
  /** The scenario that fails without the line. */
  readonly scenario: string;
  /** The variant in which it fails (default: any). */
  readonly variant?: string;
}
