import { failureOf } from '../order-events-error.ts';
import type { SecondInsert } from '../ports/insert-proof.ts';
import type { JobRun } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';

const KIND_KEY = 'secondInsert';
const CODE_KEY = 'secondInsertCode';

/** Returns the recorded result of a second insert under one id; `undefined` if the hourly job has not tried one yet. */
export function secondInsertOf(progress: JobRun['progress']): SecondInsert | undefined {
  const kind = progress[KIND_KEY];
  if (kind !== 'refused' && kind !== 'refused-otherwise' && kind !== 'accepted') return undefined;
  return { kind, code: String(progress[CODE_KEY]) };
}

/**
 * Returns the note of a second insert that was refused as expected. In all other cases the note is dropped, and the next run tries again.
 */
export function provenInsert(progress: JobRun['progress']): JobRun['progress'] {
  const second = secondInsertOf(progress);
  return second?.kind === 'refused' ? noteOf(second) : {};
}

function noteOf({ kind, code }: SecondInsert): JobRun['progress'] {
  return { [KIND_KEY]: kind, [CODE_KEY]: code };
}

/** Tries a second insert under one id, unless an earlier run has, and notes the result. Never rejects. */
export async function noteSecondInsert(
  progress: JobRun['progress'],
  { insertProof, log }: Pick<Ports, 'insertProof' | 'log'>,
): Promise<JobRun['progress']> {
  if (insertProof === undefined || secondInsertOf(progress) !== undefined) return progress;
  try {
    const second = await insertProof.prove();
    if (second === undefined) return progress;
    if (second.kind !== 'refused') log('a second insert under one id was not refused as expected', { ...second });
    return { ...progress, ...noteOf(second) };
  } catch (error) {
    log('second insert not tried', { failure: failureOf(error) });
    return progress;
  }
}
