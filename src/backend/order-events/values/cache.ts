/** Values kept at most, so that keys from outside cannot fill the memory; a site needs few. */
const MAX_KEPT = 200;

/** Creates a function that makes a value once for each key, as long as there are few. */
export function createCache(): <Value>(key: string, make: () => Value) => Value {
  const kept = new Map<string, unknown>();
  return function cached<Value>(key: string, make: () => Value): Value {
    const known = kept.get(key);
    if (known !== undefined) return known as Value;
    const made = make();
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(key, made);
    return made;
  };
}
