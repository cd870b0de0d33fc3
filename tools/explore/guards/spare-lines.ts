/** A line that looks like a guard, with the reason why the guarantee holds without it. */
export interface SpareLine {
  readonly name: string;
  readonly file: string;
  readonly lines: string;
  readonly why: string;
}

/** Without any of these lines, nothing is lost or repeated: each was removed by itself, and every scenario passed. */
export const spareLines: readonly SpareLine[] = [
  {
    name: 'a lease is over at the earliest time that the reader’s clock may mean',
    file: 'delivery/deliver-due.ts',
    lines: 'dueAt <= (isLeased ? storeTime().earliest : now())',
    why: 'the claim that follows shows the clock, and the row is then looked at again; a claim that goes together with others does not show it',
  },
  {
    name: 'a change that the name of an event proves is reported once',
    file: 'timeline/reported-transition.ts',
    lines: 'withReported(all, finding, event, isReported(finding, reportedKeys, event.at));',
    why: 'saves work: the key of the notification is the same for every event that shows the change',
  },
  {
    name: 'a handled event is recognized by its id',
    file: 'timeline/classify-event.ts',
    lines: 'const before = known && isKnownEvent(known, event) ? known : undefined;',
    why: 'saves work: the state in a redelivered event is known, and its changes were reported',
  },
  {
    name: 'the attempts stored in a row count',
    file: 'delivery/deliver-due.ts',
    lines: 'row.attempts >= attempt',
    why: 'matters only after the clean-up has removed the claim of an attempt',
  },
  {
    name: 'a due notification is pending',
    file: 'delivery/deliver-due.ts',
    lines: "status === 'pending' && dueAt !== undefined",
    why: 'only pending notifications have a due time; without the check of that time, it is a guard',
  },
  {
    name: 'a change shown by a late event of an anonymized order is not even written',
    file: 'intake/write-intent.ts',
    lines: 'const isErased = event.isAnonymization || isAnonymized(known);',
    why: 'its writer finds the erasure right afterwards; if the handler stops in between, the sweep or a later clean-up removes it',
  },
];
