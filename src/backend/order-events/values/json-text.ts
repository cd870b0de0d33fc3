/**
 * Returns a value as JSON text, at any depth: `JSON.stringify` fails at some thousand levels. Throws a `TypeError` for a value without a
 * JSON form, such as one that contains itself.
 */
export function jsonTextOf(value: unknown): string | undefined {
  try {
    return textOfFlat(value);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    return textOfDeep(value);
  }
}

/** Part that is left to write: text, a value, or the end of an object that was entered. */
type Piece = string | { readonly value: unknown } | { readonly left: object };

function textOfDeep(root: unknown): string {
  const written: string[] = [];
  const entered = new Set<object>();
  const pieces: Piece[] = [{ value: root }];
  for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
    if (typeof piece === 'string') written.push(piece);
    else if ('left' in piece) entered.delete(piece.left);
    else if (isPlain(piece.value)) {
      if (entered.has(piece.value)) throw new TypeError('The value contains itself');
      entered.add(piece.value);
      pieces.push({ left: piece.value });
      for (const inner of piecesOf(piece.value).reverse()) pieces.push(inner);
    } else written.push(textOfFlat(piece.value) ?? 'null');
  }
  return written.join('');
}

function textOfFlat(value: unknown): string | undefined {
  return JSON.stringify(value);
}

/** `true` for a list, or an object that JSON writes as its fields. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !('toJSON' in value);
}

function piecesOf(value: object): Piece[] {
  if (Array.isArray(value)) {
    return ['[', ...value.flatMap((item: unknown, index): Piece[] => [index === 0 ? '' : ',', { value: item }]), ']'];
  }
  const fields = Object.entries(value).filter(([, item]) => item !== undefined && typeof item !== 'function');
  const written = fields.flatMap(([key, item], index): Piece[] => [
    `${index === 0 ? '' : ','}${JSON.stringify(key)}:`,
    { value: item },
  ]);
  return ['{', ...written, '}'];
}
