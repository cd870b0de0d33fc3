import type { DataRefusal } from './data-refusal.ts';

/** Result of an insert: `inserted` if the row under its id is the caller's own. */
export type InsertAnswer = 'inserted' | 'exists';

/** Owner of the row under an id, by the token that its writer left in it. */
export type Writer = 'own' | 'other' | 'nobody';

/** Returns the owner of a row that exists: its writer, if it contains the writer's token. */
export function ownerOf(stored: unknown, writer: string): Writer {
  return stored === writer ? 'own' : 'other';
}

/**
 * Finds the result of a refused insert by the row under its id: the insert may have been stored nevertheless, and an answer that the id
 * is taken may be due to a repetition of the same insert. Returns `undefined` if nothing seems to be stored.
 */
export async function findWhoseInsert(
  { kind, isLast }: Pick<DataRefusal, 'kind' | 'isLast'>,
  findWriter: () => Promise<Writer>,
): Promise<InsertAnswer | undefined> {
  if (kind === 'busy' && !isLast) return undefined;
  const writer = await findWriter();
  if (writer === 'own') return 'inserted';
  // A row that no longer exists was there a moment ago.
  return writer === 'other' || kind === 'taken' ? 'exists' : undefined;
}
