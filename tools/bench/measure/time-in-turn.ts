import { lowerQuartile } from './lower-quartile.ts';

/** A candidate for a measurement of time per event. */
export interface Candidate {
  readonly name: string;
  /** Prepares work: each function handles one event and is called once. */
  prepare(count: number): Promise<(() => unknown)[]>;
}

/** Extent of a measurement. */
export interface Amount {
  readonly warmUpRounds: number;
  readonly rounds: number;
  readonly eventsPerRound: number;
}

/**
 * Measures microseconds of CPU per event for each candidate: a quarter of the rounds took less. In each round every candidate has a turn, so that a
 * temporary disturbance affects all of them. The time is that of the whole process, including the garbage collector and Node's threads; it
 * excludes waiting for a busy core and the preparation.
 */
export async function timeInTurn(
  candidates: readonly Candidate[],
  { warmUpRounds, rounds, eventsPerRound }: Amount,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map(candidates.map(({ name }): [string, number[]] => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const { name, prepare } of candidates) {
      const work = await prepare(eventsPerRound);
      // Garbage from the preparation is collected outside the measured time: twice, because young objects are moved twice.
      gc?.({ type: 'minor', execution: 'sync' });
      gc?.({ type: 'minor', execution: 'sync' });
      const before = process.cpuUsage();
      for (const [index, handle] of work.entries()) {
        await handle();
        // Finished work is released, as it is when events arrive one by one.
        work[index] = nothing;
      }
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) times.get(name)?.push((user + system) / work.length);
    }
  }
  return new Map([...times].map(([name, all]) => [name, lowerQuartile(all)]));
}

function nothing(): void {
  // Placeholder for finished work.
}
