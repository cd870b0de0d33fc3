import { failureOf } from '../order-events-error.ts';
import type { SecondInsert } from '../ports/insert-proof.ts';
import type { JobRun } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';

const KIND_KEY = 'secondInsert';
const CODE_KEY = 'secondInsertCode';

/** What the hourly job noted of a second insert under one id; `undefined` while it has not tried. */
export function secondInsertOf(progress: JobRun['progress']): SecondInsert | undefined {
  const kind = progress[KIND_KEY];
  if (kind !== 'refused' && kind !== 'refused-otherwise' && kind !== 'accepted') return undefined;
  return { kind, code: String(progress[CODE_KEY]) };
}

/** The note of a second insert that was refused as it should be: only then it need not be tried again. */
export function provenInsert(progress: JobRun['progress']): JobRun['progress'] {
  const second = secondInsertOf(progress);
  return second?.kind === 'refused' ? noteOf(second) : {};
}

function noteOf({ kind, code }: SecondInsert): JobRun['progress'] {
  return { [KIND_KEY]: kind, [CODE_KEY]: code };
}

/** Tries a second insert under one id where no run has yet, and notes what came of it. Keeps the job from nothing. */
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
