import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';
import families from './documented-handlers.json';

// The file was read from the documentation's menus, pages and examples: by what Wix writes before the underscore, which
// often differs from the module's name. Wix adds events, so an absent name is a doubt, not a proof.
const names = families.flatMap(({ app, events }) => events.map((event) => `${app}_${event}`));
const known: ReadonlySet<string> = new Set([...names, ...handlerNames]);

/** Every handler name that Wix documents, of all its products. */
export const documentedHandlers: readonly string[] = [...known];

/** Whether Wix documents a backend event that calls a function of this name. */
export function isDocumented(handlerName: string): boolean {
  return known.has(handlerName);
}
