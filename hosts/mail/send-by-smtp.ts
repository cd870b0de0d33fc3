import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

import type { SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';
import type { ComposedMessage } from './compose-message.ts';
import type { SmtpServer } from './smtp-server.ts';

/** Time limits for a mail server, in milliseconds. */
export interface SmtpLimits {
  /** Time to connect, and again to receive the greeting. */
  readonly connectMs: number;
  /** Time for one reply. */
  readonly answerMs: number;
  /** Total time, including the address look-up: below 30 seconds, the shortest lease of an attempt. */
  readonly wholeMs: number;
}

/** Default limits. */
export const defaultLimits: SmtpLimits = { connectMs: 8_000, answerMs: 12_000, wholeMs: 25_000 };

const codeForm = /^E[A-Z0-9]+$/;

interface SmtpFailure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
}

/**
 * Hands a message to a mail server. A 4xx or 5xx reply at any step means that the server did not accept it:
 * https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1. If the connection ends without a reply, the outcome is unknown once the message has
 * started to go out, and a failure before that. The steps are tracked here because the library reports all of them as `CONN`.
 */
export async function sendBySmtp(
  { host, port, isSecure, needsTls, login }: SmtpServer,
  { envelope, bytes }: ComposedMessage,
  { connectMs, answerMs, wholeMs }: SmtpLimits,
): Promise<SendResult> {
  return await new Promise((resolve) => {
    let isGoingOut = false;
    const message = new Readable({
      read() {
        isGoingOut = true;
        this.push(bytes);
        this.push(null);
      },
    });
    const connection = new SMTPConnection({
      host,
      port,
      secure: isSecure,
      requireTLS: needsTls && !isSecure,
      connectionTimeout: connectMs,
      dnsTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: answerMs,
    });
    const limit = setTimeout(() => fail({ code: 'ETIMEDOUT' }), wholeMs);

    function fail(failure: SmtpFailure): void {
      clearTimeout(limit);
      connection.close();
      resolve(readFailure(failure, isGoingOut));
    }

    function send(): void {
      // Copied, because the library stores the server's reply on the object.
      connection.send({ ...envelope }, message, (error) => {
        if (error !== null) {
          fail(error);
          return;
        }
        clearTimeout(limit);
        connection.quit();
        resolve({ kind: 'sent' });
      });
    }

    connection.on('error', fail);
    connection.connect((error) => {
      if (error !== undefined) fail(error);
      else if (login === undefined) send();
      else connection.login(login, (refused) => (refused === null ? send() : fail(refused)));
    });
  });
}

function readFailure({ code, responseCode }: SmtpFailure, isGoingOut: boolean): SendResult {
  if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600) {
    return { kind: 'refused', code: `smtp-${String(responseCode)}` };
  }
  const name = typeof code === 'string' && codeForm.test(code) ? code.slice(1).toLowerCase() : 'failed';
  return { kind: isGoingOut ? 'may-be-sent' : 'refused', code: `smtp-${name}` };
}
