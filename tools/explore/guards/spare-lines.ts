/** A line that looks like a guard, and why the promise stands without it. */
export interface SpareLine {
  readonly name: string;
  readonly file: string;
  readonly lines: string;
  readonly why: string;
}

/** Without these nothing is lost or repeated: they were taken out one by one, and every scenario held. */
export const spareLines: readonly SpareLine[] = [
  {
    name: 'what the name of an event proves is told once',
    file: 'timeline/reported-transition.ts',
    lines: 'withReported(all, finding, event, isReported(finding, reportedKeys, event.at));',
    why: 'saves work: the key of what was told is the same, whichever event tells it',
  },
  {
    name: 'an event that was handled is known by its id',
    file: 'timeline/classify-event.ts',
    lines: 'const before = known && isKnownEvent(known, event) ? known : undefined;',
    why: 'saves work: the state of a redelivered event is known, and what it shows was told',
  },
  {
    name: 'the attempts of a row count',
    file: 'delivery/deliver-due.ts',
    lines: 'row.attempts >= attempt',
    why: 'matters only once the clean-up has removed the claim of an attempt that was made',
  },
  {
    name: 'what is due is pending',
    file: 'delivery/deliver-due.ts',
    lines: "status === 'pending' && dueAt !== undefined",
    why: 'only what is pending has a time to fall due; with the check of that time gone too, it is a guard',
  },
  {
    name: 'what a late event of an anonymized order shows is not even written down',
    file: 'intake/write-intent.ts',
    lines: 'const isErased = event.isAnonymization || isAnonymized(known);',
    why: 'whoever writes it down finds the erasure right after; without it a handler that stops in between leaves it for the sweep, or after that for the clean-up',
  },
];
