import type { PastState } from '../../workbench/runs/notification-log.ts';
import type { PastLine } from '../contract/answers.ts';
import { reasonWords } from './words.ts';

/** Returns the earlier attempts for a notification, oldest first; empty if they add nothing to its current state. */
export function explainPast(states: readonly PastState[]): PastLine[] {
  const [first] = states;
  if (states.length === 1 && first?.status !== 'pending') return [];
  return explainStates(states);
}

/** Describes every state in which a run left a notification, oldest first. */
export function explainStates(states: readonly PastState[]): PastLine[] {
  return states.map((state, index) => {
    const { at, runId } = state;
    return { at, runId, ...wordsOf(state, states[index - 1]?.attempts ?? 0) };
  });
}

function wordsOf({ status, reason, attempts }: PastState, attemptsBefore: number): Pick<PastLine, 'tone' | 'text'> {
  const because = reasonWords(reason);
  switch (status) {
    case 'pending':
      if (reason === null) return { tone: 'waiting', text: 'Stored, and not sent by this run.' };
      return { tone: 'problem', text: `${attemptWords(attempts, attemptsBefore)} failed: ${because}.` };
    case 'sent':
      return { tone: 'sent', text: attempts > 1 ? `Sent by attempt ${attempts}.` : 'Sent.' };
    case 'failed':
      return {
        tone: 'problem',
        text: `${attemptWords(attempts, attemptsBefore)} failed: ${because}. None is left.`,
      };
    case 'held':
      return { tone: 'not-sent', text: `Held: ${because}.` };
    case 'unknown':
      return { tone: 'not-sent', text: `Given up in doubt: ${because}.` };
    case 'expired':
      return { tone: 'not-sent', text: `Expired: ${because}.` };
    case 'erased':
      return { tone: 'not-sent', text: 'Erased.' };
  }
}

/** One run can contain several attempts while the clock advances. */
function attemptWords(attempts: number, before: number): string {
  return attempts > before + 1 ? `Attempts ${before + 1} to ${attempts}` : `Attempt ${attempts}`;
}
