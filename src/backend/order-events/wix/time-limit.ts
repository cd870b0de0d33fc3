/** Longer than nearly every answer takes, and short enough that a handler, which has 14 s, can store the result. */
const LIMIT_MS = 6_000;

/** Rejects if the answer takes longer than a handler can wait. */
export async function withTimeLimit<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: unknown;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('No answer in time'));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
