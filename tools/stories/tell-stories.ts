import type { Sequence } from '../workbench/sequences/read-sequences.ts';
import { fourHandlers, readStories, type Story } from './read-stories.ts';
import { tellStory, type Telling } from './tell-story.ts';

/** Who is told what in a story: the emails, or why there is none. */
export interface Cell {
  readonly tellings: readonly Telling[];
  readonly nobodyToldBecause?: string;
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
    told.push({
      name,
      product,
      about,
      onlyTheFour: await fillCell(root, onlyTheFour, allHandlers?.nothingForTheFourBecause),
      allHandlers: await fillCell(root, allHandlers ?? onlyTheFour, undefined),
    });
  }
  return told;
}

/** Whether a cell leaves open who is told, or says of somebody who was told that nobody is. */
export function isOpen({ tellings, nobodyToldBecause }: Cell): boolean {
  const isSomebodyTold = tellings.some(({ unsent }) => unsent === undefined);
  return isSomebodyTold === (nobodyToldBecause !== undefined);
}

async function fillCell(root: string, sequence: Sequence | undefined, missingBecause?: string): Promise<Cell> {
  const tellings = sequence === undefined ? [] : await tellStory(root, sequence);
  const nobodyToldBecause = sequence === undefined ? missingBecause : sequence.nobodyToldBecause;
  return { tellings, ...(nobodyToldBecause === undefined ? {} : { nobodyToldBecause }) };
}
