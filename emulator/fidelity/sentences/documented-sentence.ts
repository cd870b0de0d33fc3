/** A sentence of Wix's documentation of `wix-data`, in other words, with code that tries it. */
export interface DocumentedSentence {
  readonly says: string;
  /** Address of the page that says it. */
  readonly page: string;
  /** Body of an async function of a backend file, with the helpers that the test of the sentences defines. */
  readonly code: string;
  /** What the code returns where the sentence holds, as JSON. */
  readonly gives: unknown;
  /** Text of `backend/data.js`. */
  readonly hooks?: string;
  /** Why the sentence does not hold; absent if it does. */
  readonly differs?: string;
}

const ROOT = 'https://dev.wix.com/docs/velo/apis/wix-data';

/** Returns a function that lists a sentence of one page, given its address below that of `wix-data`. */
export function onPage(path: string) {
  return (says: string, code: string, gives: unknown, hooks?: string): DocumentedSentence => ({
    says,
    page: `${ROOT}/${path}`,
    code,
    gives,
    ...(hooks !== undefined && { hooks }),
  });
}

/** Returns a sentence that does not hold, with the reason. */
export function but(sentence: DocumentedSentence, differs: string): DocumentedSentence {
  return { ...sentence, differs };
}
