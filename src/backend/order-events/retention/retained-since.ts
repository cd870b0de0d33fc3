const MS_PER_DAY = 86_400_000;

/** Returns the instant before which data that is kept for `days` days is removed, in milliseconds since 1970. */
export function retainedSince(days: number, now: number): number {
  return now - days * MS_PER_DAY;
}
