import type { ExploreOptions } from './explore-options.ts';

/** Returns every combination of each event once plus duplicates up to the number of deliveries, as counts by event. */
export function fillUp(events: number, deliveries: number): number[][] {
  let fills = [Array.from({ length: events }, () => 1)];
  for (let extra = deliveries - events; extra > 0; extra -= 1) {
    const fuller = fills.flatMap((fill) =>
      fill.map((_count, at) => fill.map((count, index) => count + Number(index === at))),
    );
    fills = [...new Map(fuller.map((fill) => [fill.join(), fill])).values()];
  }
  return fills;
}

/** The deliveries of a step, by container. */
export type Picked = readonly (readonly number[])[];

/** Returns the possible next deliveries: one alone, two in parallel, or two or three in one container. If clocks differ, order matters. */
export function picks(
  remaining: readonly number[],
  { races, clockDifferenceMs = 0, sharing }: ExploreOptions,
): Picked[] {
  const left = remaining.flatMap((count, index) => Array.from({ length: count }, () => index));
  const groups = new Map<string, Picked>();
  const note = (picked: Picked): void => void groups.set(JSON.stringify(picked), picked);
  for (const [place, first] of left.entries()) {
    note([[first]]);
    for (const [secondPlace, second] of left.entries()) {
      if (secondPlace === place) continue;
      const isInOrder = secondPlace > place;
      if (races && (isInOrder || (clockDifferenceMs !== 0 && second !== first))) note([[first], [second]]);
      if (sharing === undefined) continue;
      note([[first, second]]);
      for (const [thirdPlace, third] of left.entries()) {
        if (thirdPlace === place || thirdPlace === secondPlace) continue;
        if (isInOrder && thirdPlace > secondPlace) note([[first, second, third]]);
        if (isInOrder && races) note([[first, second], [third]]);
      }
    }
  }
  return [...groups.values()];
}
