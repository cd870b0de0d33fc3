import type { Sequence } from '../workbench/sequences/read-sequences.ts';
import { fourHandlers, readStories, type Story } from './read-stories.ts';
import { tellStory, type Telling } from './tell-story.ts';

/** Notifications of a story on one site, and the steps without a notification. */
export interface Cell {
  readonly tellings: readonly Telling[];
  readonly untold: readonly Untold[];
}

/** Reason for a step without a notification; for the whole story if `step` is absent. */
export interface Untold {
  readonly step?: string;
  readonly because: string;
}

/** Story with its results on a site with the four handlers and on one with all handlers. */
export interface ToldStory extends Pick<Story, 'name' | 'product' | 'about'> {
  readonly onlyTheFour: Cell;
  readonly allHandlers: Cell;
}

/** Plays every story on both sites. */
export async function tellStories(root: string): Promise<ToldStory[]> {
  const told: ToldStory[] = [];
  for (const { name, product, about, onlyTheFour, allHandlers } of readStories(root)) {
    const stranger = onlyTheFour?.steps.find(({ handler }) => !fourHandlers.includes(handler));
    if (stranger !== undefined) throw new Error(`${name}: ${stranger.handler} is none of the four handlers`);
    const because = allHandlers?.nothingForTheFourBecause;
    told.push({
      name,
      product,
      about,
      onlyTheFour:
        onlyTheFour === undefined
          ? { tellings: [], untold: because === undefined ? [] : [{ because }] }
          : await fillCell(root, onlyTheFour),
      allHandlers: await fillCell(root, allHandlers ?? onlyTheFour),
    });
  }
  return told;
}

/** Returns the faults of the results: no notification without a reason, an outdated reason, or an email that was not sent. */
export function findFaults(stories: readonly ToldStory[]): string[] {
  return stories.flatMap(({ name, onlyTheFour, allHandlers }) => [
    ...faultsOf(`${name}, only the four`, onlyTheFour),
    ...faultsOf(`${name}, all handlers`, allHandlers),
  ]);
}

function faultsOf(place: string, { tellings, untold }: Cell): string[] {
  const empty = tellings.length + untold.length === 0 ? [`${place}: nobody is told, and no step says why`] : [];
  const outdated = untold
    .filter(({ step }) => tellings.some((telling) => telling.step === step))
    .map(({ step = 'the story' }) => `${place}: somebody is told of ${step}, which says why nobody is`);
  const unsent = tellings.flatMap(({ emailId, step, unsent: why }) =>
    why === undefined ? [] : [`${place}: ${emailId} after ${step} is ${why}`],
  );
  return [...empty, ...outdated, ...unsent];
}

async function fillCell(root: string, sequence: Sequence | undefined): Promise<Cell> {
  if (sequence === undefined) return { tellings: [], untold: [] };
  const untold = sequence.steps.flatMap(({ name, nobodyToldBecause: because }) =>
    because === undefined ? [] : [{ step: name, because }],
  );
  return { tellings: await tellStory(root, sequence), untold };
}
