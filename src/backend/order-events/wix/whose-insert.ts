import type { DataRefusal } from './data-refusal.ts';

/** The answer to an insert: whether the row under its id is the caller's own. */
export type InsertAnswer = 'inserted' | 'exists';

/** Whose row stands under an id, by the token that its writer left in it. */
export type Writer = 'own' | 'other' | 'nobody';

/**
 * Finds out what a refused insert came to, by the row under its id: the insert may have been stored all the same, and even that
 * its id is taken may be the answer to a repetition of its own. Returns `undefined` when nothing is stored, as far as can be seen.
 */
export async function findWhoseInsert(
  { kind, isLast }: Pick<DataRefusal, 'kind' | 'isLast'>,
  findWriter: () => Promise<Writer>,
): Promise<InsertAnswer | undefined> {
  if (kind === 'busy' && !isLast) return undefined;
  const writer = await findWriter();
  if (writer === 'own') return 'inserted';
  // A row that is gone again was there a moment ago.
  return writer === 'other' || kind === 'taken' ? 'exists' : undefined;
}
