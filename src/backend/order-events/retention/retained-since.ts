const MS_PER_DAY = 86_400_000;

/** The instant before which nothing stays that is kept for so many days. */
export function retainedSince(days: number, now: number): number {
  return now - days * MS_PER_DAY;
}
