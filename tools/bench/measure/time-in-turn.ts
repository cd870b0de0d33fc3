import { median } from './median.ts';

/** Something whose time for one event is measured. */
export interface Candidate {
  readonly name: string;
  /** Work that is set up already: each function handles one event, and is called once. */
  prepare(count: number): Promise<(() => unknown)[]>;
}

/** How much is measured. */
export interface Amount {
  readonly warmUpRounds: number;
  readonly rounds: number;
  readonly eventsPerRound: number;
}

/**
 * Microseconds of CPU for each event by candidate: the median of the rounds. In each round every candidate has its turn,
 * so that what disturbs the machine for a while disturbs all alike. It is the time of the whole process, with what the
 * garbage collector and Node's own threads do; waiting for a core that others use is not in it, nor is setting up.
 */
export async function timeInTurn(
  candidates: readonly Candidate[],
  { warmUpRounds, rounds, eventsPerRound }: Amount,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map(candidates.map(({ name }): [string, number[]] => [name, []]));
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (const { name, prepare } of candidates) {
      const work = await prepare(eventsPerRound);
      // What setting up left behind is not collected on the candidate's time: twice, since what is young is moved twice.
      gc?.({ type: 'minor', execution: 'sync' });
      gc?.({ type: 'minor', execution: 'sync' });
      const before = process.cpuUsage();
      for (const [index, handle] of work.entries()) {
        await handle();
        // What is done is let go, as it is where events come one by one.
        work[index] = nothing;
      }
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) times.get(name)?.push((user + system) / work.length);
    }
  }
  return new Map([...times].map(([name, all]) => [name, median(all)]));
}

function nothing(): void {
  // Stands for work that is done.
}
