import { randomInt, randomUUID } from 'node:crypto';

const guid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Returns a function that replaces each id (or a number that starts with it) and each numeric `number` by one of the same form. */
export function createSubstitute(ids: readonly string[]): (text: string, key: string) => string {
  const others = new Map(ids.map((id) => [id, otherThan(id)]));
  const numbers = new Map<string, string>();
  return (text, key) => {
    const known = others.get(text);
    if (known !== undefined) return known;
    if (key === 'number' && /^\d+$/.test(text)) return remember(numbers, text);
    for (const [id, other] of others) {
      if (!guid.test(id) && text.startsWith(id)) return other + text.slice(id.length);
    }
    return text;
  };
}

function remember(known: Map<string, string>, text: string): string {
  const other = known.get(text) ?? otherThan(text);
  known.set(text, other);
  return other;
}

function otherThan(id: string): string {
  if (guid.test(id)) return randomUUID();
  return id.replace(/[A-Za-z]/g, otherLetter).replace(/\d/g, otherDigit);
}

function otherLetter(): string {
  return LETTERS.charAt(randomInt(LETTERS.length));
}

/** Returns a random digit except 0, so that a number keeps its length. */
function otherDigit(): string {
  return String(randomInt(1, 10));
}
