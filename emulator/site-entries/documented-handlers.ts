import reference from './documented-handlers.json';

// All backend event handlers in the source of Wix's public Velo reference, as of `readAt`. Wix adds events, so a missing name may still be
// valid.
const names = reference.families.flatMap(({ app, events }) => events.map((event) => `${app}_${event}`));
const known: ReadonlySet<string> = new Set(names);
const families: ReadonlySet<string> = new Set(reference.families.map(({ app }) => app));

/** Every handler name that Wix documents, for all its products. */
export const documentedHandlers: readonly string[] = [...known];

/** `true` if Wix documents a backend event that calls a function with this name. */
export function isDocumented(handlerName: string): boolean {
  return known.has(handlerName);
}

/** Returns the part of a handler's name before its underscore, such as `wixEcom`; `undefined` if Wix documents no events of that family. */
export function familyOf(handlerName: string): string | undefined {
  const [family = ''] = handlerName.split('_', 1);
  return handlerName.includes('_') && families.has(family) ? family : undefined;
}
