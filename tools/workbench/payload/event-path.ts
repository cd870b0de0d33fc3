/** Path in an event, key by key; an array index is a key of digits. */
export type EventPath = readonly string[];

const firstKey = /^[^.[\]]+|^\[\d+\]/;
const nextKey = /^\.[^.[\]]+|^\[\d+\]/;

/** Parses `tickets[0].checkIn.created` or `tickets.0.checkIn.created`; returns `undefined` if the text is not a path. */
export function parsePath(text: string): EventPath | undefined {
  const keys: string[] = [];
  for (let rest = text; rest !== '' || keys.length === 0;) {
    const match = (keys.length === 0 ? firstKey : nextKey).exec(rest)?.[0];
    if (match === undefined) return undefined;
    keys.push(match.replace(/^\.|[[\]]/g, ''));
    rest = rest.slice(match.length);
  }
  return keys;
}

/** Formats a path as `tickets[0].checkIn.created`. */
export function formatPath(path: EventPath): string {
  return path.reduce((text, key) => {
    if (/^\d+$/.test(key)) return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** Returns the value at a path, with `isThere` false if a step is missing. Inherited properties do not count. */
export function lookUp(root: unknown, path: EventPath): { readonly isThere: boolean; readonly value: unknown } {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return absent;
    if (Array.isArray(value) && !/^\d+$/.test(key)) return absent;
    value = Reflect.get(value, key);
  }
  return { isThere: true, value };
}

const absent = { isThere: false, value: undefined } as const;

/** Lists the paths of an event, outer before inner; stops after `limit`, so that a huge event costs little. */
export function listPaths(root: unknown, limit: number): EventPath[] {
  const paths: EventPath[] = [];
  const waiting: { readonly value: unknown; readonly path: EventPath }[] = [{ value: root, path: [] }];
  for (let next = waiting.shift(); next !== undefined && paths.length < limit; next = waiting.shift()) {
    const { value, path } = next;
    if (path.length > 0) paths.push(path);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) waiting.push({ value: child, path: [...path, key] });
  }
  return paths;
}
