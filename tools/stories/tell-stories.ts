import type { Sequence } from '../workbench/sequences/read-sequences.ts';
import { fourHandlers, readStories, type Story } from './read-stories.ts';
import { tellStory, type Telling } from './tell-story.ts';

/** Who is told what in a story, and of what nobody is told and why. */
export interface Cell {
  readonly tellings: readonly Telling[];
  readonly untold: readonly Untold[];
}

/** Why nobody is told of a step; of the whole story where there is no step. */
export interface Untold {
  readonly step?: string;
  readonly because: string;
}

/** A story, told by a site with the four handlers and by one with all. */
export interface ToldStory extends Pick<Story, 'name' | 'product' | 'about'> {
  readonly onlyTheFour: Cell;
  readonly allHandlers: Cell;
}

/** Tells every story to both sites. */
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

/** What is wrong with the cells: nobody is told and no reason given, a reason is out of date, an email is not sent. */
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
