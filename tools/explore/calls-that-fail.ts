import type { PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { readEmailError } from '../../src/backend/order-events/wix/read-email-error.ts';
import type { Answer, SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';
import { labelOf, type Doubt } from './judge.ts';

/**
 * Calls that may fail. `tries`: one try of a call, which the adapter repeats, as that of Wix Data does. `calls`: all tries of a call, so
 * that its caller sees the failure. `emails`: an email call. An unanswered call is modelled as a process that stops before that call, or
 * before its next one.
 */
export type FailingCalls = 'tries' | 'calls' | 'emails';

/**
 * Ending of a call. `refused`: an error, without effect. `lost`: an error, although the call took effect. `unclear`: an error of an email
 * call that could mean either, without effect.
 */
export type Ending = 'well' | 'refused' | 'lost' | 'unclear';

/** Returns the ways in which a call may fail. */
export function failuresOf(call: PortCall, failing: FailingCalls): readonly Exclude<Ending, 'well'>[] {
  const isEmail = call.name === 'channels.send';
  const isQuestion = call.name === 'channels.ask';
  if (failing === 'emails') return isEmail ? ['refused', 'lost', 'unclear'] : isQuestion ? ['refused'] : [];
  return isEmail || isQuestion ? [] : ['refused', 'lost'];
}

/** Returns a channel's answer to a call that ended in an error; `undefined` if the call is not a channel's. */
export function answerOfChannel(call: PortCall, ending: Exclude<Ending, 'well'>): SendResult | Answer | undefined {
  if (call.name === 'channels.ask') return { kind: 'unanswered', code: 'no-answer' };
  if (call.name !== 'channels.send') return undefined;
  return readEmailError(ending === 'refused' ? { code: 'NOT_FOUND' } : new Error('No answer'));
}

/** A notification whose sending is unknowable, with the reason, after a call about it failed. */
export interface OpenDoubt {
  readonly doubt: Doubt;
  readonly key?: string;
  readonly label?: string;
}

/** Returns the doubt that a failed call leaves about its notification. */
export function doubtOfFailure(
  call: PortCall,
  ending: Exclude<Ending, 'well'>,
  { unnoted, claimed }: { readonly unnoted: ReadonlySet<string>; readonly claimed: ReadonlySet<string> },
): OpenDoubt | undefined {
  if (call.name === 'channels.send') {
    const [{ call: parameters, variables, about }] = call.args;
    const label = labelOf({
      rule: parameters['emailId'] ?? about?.rule ?? '',
      occurrence: variables['occurrence'] ?? variables['text'] ?? '',
    });
    return ending === 'refused' ? undefined : { label, doubt: ending === 'lost' ? 'answered-sent' : 'answered-unsent' };
  }
  if (call.name === 'claims.claim') return ending === 'lost' ? { key: call.args[0], doubt: 'claimed' } : undefined;
  if (call.name === 'notifications.save' || call.name === 'notifications.noteSent') {
    const { key } = call.args[0];
    if (ending === 'lost') return undefined;
    if (unnoted.has(key)) return { key, doubt: 'sent' };
    return claimed.has(key) ? { key, doubt: 'claimed' } : undefined;
  }
  const [key] = call.name === 'channels.ask' ? [] : claimed;
  return key === undefined ? undefined : { key, doubt: 'claimed' };
}
