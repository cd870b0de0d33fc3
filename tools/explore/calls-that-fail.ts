import type { PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { readEmailError } from '../../src/backend/order-events/wix/read-email-error.ts';
import type { Answer, SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';
import { labelOf, type Doubt } from './judge.ts';

/**
 * Which calls may fail. `tries`: a try of a call, which the adapter makes once more, as that of Wix Data does. `calls`: all tries of
 * a call, so that its caller sees it fail. `emails`: an email call. A call that is never answered is one whose process stops
 * before it, or before its next one.
 */
export type FailingCalls = 'tries' | 'calls' | 'emails';

/**
 * How a call ends. `refused`: an error, and nothing happened. `lost`: it happened, and the answer is an error. `unclear`: of an
 * email call, an error that could mean either, and nothing happened.
 */
export type Ending = 'well' | 'refused' | 'lost' | 'unclear';

/** The ways in which a call may fail. */
export function failuresOf(call: PortCall, failing: FailingCalls): readonly Exclude<Ending, 'well'>[] {
  const isEmail = call.name === 'channels.send';
  const isQuestion = call.name === 'channels.ask';
  if (failing === 'emails') return isEmail ? ['refused', 'lost', 'unclear'] : isQuestion ? ['refused'] : [];
  return isEmail || isQuestion ? [] : ['refused', 'lost'];
}

/** What a channel makes of a call that ended in an error; `undefined` of what is no call of a channel. */
export function answerOfChannel(call: PortCall, ending: Exclude<Ending, 'well'>): SendResult | Answer | undefined {
  if (call.name === 'channels.ask') return { kind: 'unanswered', code: 'no-answer' };
  if (call.name !== 'channels.send') return undefined;
  return readEmailError(ending === 'refused' ? { code: 'NOT_FOUND' } : new Error('No answer'));
}

/** A notification of which nobody can know more, and why, once a call about it has failed. */
export interface OpenDoubt {
  readonly doubt: Doubt;
  readonly key?: string;
  readonly label?: string;
}

/** What a call that failed leaves open of its notification. */
export function doubtOfFailure(
  call: PortCall,
  ending: Exclude<Ending, 'well'>,
  { last, claimed }: { readonly last: PortCall | undefined; readonly claimed: string | undefined },
): OpenDoubt | undefined {
  if (call.name === 'channels.send') {
    const [{ call: parameters, variables, about }] = call.args;
    const label = labelOf({
      rule: parameters['emailId'] ?? about?.rule ?? '',
      occurrence: variables['occurrence'] ?? variables['text'] ?? '',
    });
    return ending === 'refused' ? undefined : { label, doubt: ending === 'lost' ? 'answered-sent' : 'answered-unsent' };
  }
  if (call.name === 'channels.ask') return undefined;
  const isNote = call.name === 'notifications.save' || call.name === 'notifications.noteSent';
  if (isNote && last?.name === 'channels.send') {
    return ending === 'lost' ? undefined : { key: call.args[0].key, doubt: 'sent' };
  }
  if (call.name === 'claims.claim') return ending === 'lost' ? { key: call.args[0], doubt: 'claimed' } : undefined;
  return claimed === undefined || (isNote && ending === 'lost') ? undefined : { key: claimed, doubt: 'claimed' };
}
