/** One displayed line of a JSON value. */
export interface JsonLine {
  readonly depth: number;
  /** Keys from the root to this line. */
  readonly path: readonly string[];
  readonly key: string | null;
  readonly text: string;
  readonly kind: 'text' | 'number' | 'flag' | 'null' | 'bracket';
  readonly comma: boolean;
}

/** Returns the lines of a JSON value, in field order. */
export function listJsonLines(value: unknown): JsonLine[] {
  const lines: JsonLine[] = [];
  addLines(value, { depth: 0, path: [], key: null, comma: false }, lines);
  return lines;
}

type Place = Pick<JsonLine, 'depth' | 'path' | 'key' | 'comma'>;

function addLines(value: unknown, place: Place, lines: JsonLine[]): void {
  if (typeof value !== 'object' || value === null) {
    lines.push({ ...place, text: JSON.stringify(value), kind: kindOf(value) });
    return;
  }
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const entries = Object.entries(value);
  if (entries.length === 0) {
    lines.push({ ...place, text: open + close, kind: 'bracket' });
    return;
  }
  lines.push({ ...place, comma: false, text: open, kind: 'bracket' });
  entries.forEach(([key, child], index) => {
    const path = [...place.path, key];
    const comma = index < entries.length - 1;
    addLines(child, { depth: place.depth + 1, path, key: isList ? null : key, comma }, lines);
  });
  lines.push({ ...place, key: null, text: close, kind: 'bracket' });
}

function kindOf(value: unknown): JsonLine['kind'] {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'flag';
}

/**
 * Finds the line of a path such as `tickets[0].price` or `tickets.0.price`; for a missing path, the line of its nearest existing parent.
 */
export function findLine(lines: readonly JsonLine[], path: string): number {
  const keys = path === 'event' ? [] : path.split(/[.[\]]+/).filter((key) => key !== '');
  for (let length = keys.length; length >= 0; length -= 1) {
    const wanted = keys.slice(0, length).join('.');
    const index = lines.findIndex((line) => line.path.join('.') === wanted);
    if (index >= 0) return index;
  }
  return 0;
}
