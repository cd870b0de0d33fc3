import { toRestBody } from '../../workbench/payload/rest-body.ts';
import { appAuth, signedWebhook, subscribe } from '../../workbench/payload/sdk-events.ts';
import type { Candidate } from '../measure/time-in-turn.ts';
import type { EventCase } from './cases.ts';

/** `webhooks.process` of `@wix/sdk` with one handler: checks the signature, decodes, and transforms the body. */
export function sdkCandidate(name: string, { handler, event }: EventCase): Candidate {
  const token = signedWebhook(handler, toRestBody(handler, event));
  let received = 0;
  const webhooks = subscribe(handler, () => void (received += 1));
  return {
    name,
    prepare: (count) =>
      Promise.resolve(
        Array.from({ length: count }, () => async () => {
          await webhooks.process(token);
          if (received === 0) throw new Error('The handler was not called');
        }),
      ),
  };
}

/** The signature check of the same webhook alone, including the key import that the SDK repeats for every event. */
export function sdkSignatureCandidate(name: string, { handler, event }: EventCase): Candidate {
  const token = signedWebhook(handler, toRestBody(handler, event));
  const { decodeJWT } = appAuth();
  if (decodeJWT === undefined) throw new Error('The strategy has no decodeJWT');
  return { name, prepare: (count) => Promise.resolve(Array.from({ length: count }, () => () => decodeJWT(token))) };
}
