import { handlerNames } from '../../../src/backend/order-events/handlers/handlers.ts';
import reference from './documented-handlers.json';

// Every backend event handler that the source of Wix's public Velo reference names, as it was at `readAt`. Wix adds
// events, so an absent name is a doubt, not a proof.
const names = reference.families.flatMap(({ app, events }) => events.map((event) => `${app}_${event}`));
const known: ReadonlySet<string> = new Set([...names, ...handlerNames]);
const families: ReadonlySet<string> = new Set(reference.families.map(({ app }) => app));

/** Every handler name that Wix documents, of all its products. */
export const documentedHandlers: readonly string[] = [...known];

/** Whether Wix documents a backend event that calls a function of this name. */
export function isDocumented(handlerName: string): boolean {
  return known.has(handlerName);
}

/** What a handler's name has before its underscore, such as `wixEcom`, when Wix documents events of that family. */
export function familyOf(handlerName: string): string | undefined {
  const [family = ''] = handlerName.split('_', 1);
  return handlerName.includes('_') && families.has(family) ? family : undefined;
}
