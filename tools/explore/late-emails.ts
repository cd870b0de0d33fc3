import type { RecordedEmail, World } from '../../src/backend/order-events/memory/in-memory-world.ts';

/** An email whose call began after an erasure was recorded. */
export interface LateEmail extends RecordedEmail {
  readonly isLate: true;
}

/** Marks the latest email as late. */
export function markLate({ emails }: World): void {
  const email = emails.pop();
  if (email === undefined) return;
  const late: LateEmail = { ...email, isLate: true };
  emails.push(late);
}

/** `true` if an email was sent after an erasure. */
export function isLateEmail(email: RecordedEmail): email is LateEmail {
  return 'isLate' in email;
}
