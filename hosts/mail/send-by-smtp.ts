import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

import type { SendResult } from '../../src/backend/order-events/ports/channel-calls.ts';
import type { ComposedMessage } from './compose-message.ts';
import type { SmtpServer } from './smtp-server.ts';

/** How long a mail server may take, in milliseconds. */
export interface SmtpLimits {
  /** To connect, and then to greet. */
  readonly connectMs: number;
  /** For one answer. */
  readonly answerMs: number;
  /** For all of it, finding the address included: below the 30 seconds that an attempt is left alone at least. */
  readonly wholeMs: number;
}

/** The limits of a server, unless it has others. */
export const defaultLimits: SmtpLimits = { connectMs: 8_000, answerMs: 12_000, wholeMs: 25_000 };

const codeForm = /^E[A-Z0-9]+$/;

interface SmtpFailure {
  readonly code?: unknown;
  readonly responseCode?: unknown;
}

/**
 * Hands a message to a mail server. An answer of 4xx or 5xx says that the server did not take it, at whatever step:
 * https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1. A connection that ends without an answer leaves a doubt once the message
 * has begun to go out, and none before. At which step it ended is seen here, for the library names all of them `CONN`.
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
      // A copy, because the library notes on it what the server says.
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
