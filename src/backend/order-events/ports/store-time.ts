/** The time by a clock that this process cannot read: between two instants, in milliseconds since 1970. */
export interface StoreTime {
  readonly earliest: number;
  readonly latest: number;
}
