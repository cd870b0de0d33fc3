import { readFileSync } from 'node:fs';

import { handlerNames, isHandlerName, handlers } from '../../../src/backend/order-events/handlers/handlers.ts';
import { listPayloads } from '../../workbench/payload/payload-library.ts';
import { listSequences } from '../../workbench/sequences/read-sequences.ts';
import type { Library, ShownSequence } from '../contract/answers.ts';
import { messageOf } from '../../workbench/message-of.ts';

/** Reads the library from the project's folder, without a cache: its files may be edited meanwhile. */
export function readLibrary(root: string): Library {
  try {
    const payloads = listPayloads(root).map(({ handler, name, about, source, file }) => {
      return { handler, name, about, source, json: readFileSync(file, 'utf8') };
    });
    return { handlers: handlerNames, payloads, sequences: listSequences(root).map(showSequence), problem: null };
  } catch (error) {
    const message = messageOf(error);
    const problem = { message, next: 'Fix the file under payloads/, then open this view again.' };
    return { handlers: handlerNames, payloads: [], sequences: [], problem };
  }
}

function showSequence({ name, about, steps }: ReturnType<typeof listSequences>[number]): ShownSequence {
  const first = steps[0]?.handler;
  return {
    name,
    about,
    product: isHandlerName(first) ? handlers[first].product : '',
    steps: steps.map((step) => ({ name: step.name, about: step.about, handler: step.handler })),
  };
}
