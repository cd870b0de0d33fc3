import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { ALL_HANDLERS, listSequences, type Sequence } from '../workbench/sequences/read-sequences.ts';

/** Handlers of the first version of this package: the update event of each product, and the payment of a shop order. */
export const fourHandlers: readonly HandlerName[] = [
  'wixEvents_onOrderUpdated',
  'wixPricingPlans_onOrderUpdated',
  'wixEcom_onOrderUpdated',
  'wixEcom_onOrderPaymentStatusUpdated',
];

/** Course of an order, as seen by a site with the four handlers and by one with all handlers. */
export interface Story {
  readonly name: string;
  readonly product: Product;
  readonly about: string;
  /** If absent, the four handlers get no event of the story, for the reason given in the other sequence. */
  readonly onlyTheFour?: Sequence;
  /** If absent, the story has no events for other handlers. */
  readonly allHandlers?: Sequence;
}

/** Reads the stories of `payloads/sequences/`, by product: a file and its namesake in `all-handlers/` are one story. */
export function readStories(root: string): Story[] {
  const sequences = listSequences(root);
  const names = new Set(sequences.map(({ name }) => name.replace(ALL_HANDLERS, '')));
  const stories = [...names].map((name) => {
    const onlyTheFour = sequences.find((sequence) => sequence.name === name);
    const allHandlers = sequences.find((sequence) => sequence.name === ALL_HANDLERS + name);
    return createStory(name, onlyTheFour, allHandlers);
  });
  return products.flatMap((product) =>
    stories.filter((story) => story.product === product).sort((left, right) => left.name.localeCompare(right.name)),
  );
}

const products = [...new Set(Object.values(handlers).map(({ product }) => product))];

function createStory(name: string, onlyTheFour?: Sequence, allHandlers?: Sequence): Story {
  const { about, steps } = allHandlers ?? onlyTheFour ?? { about: '', steps: [] };
  const handler = steps[0]?.handler;
  if (handler === undefined) throw new Error(`The sequence ${name} has no steps`);
  return {
    name,
    product: handlers[handler].product,
    about,
    ...(onlyTheFour === undefined ? {} : { onlyTheFour }),
    ...(allHandlers === undefined ? {} : { allHandlers }),
  };
}
