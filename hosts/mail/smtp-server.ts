/** Connection data of a mail server. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `true` if the connection is encrypted from the start. */
  readonly isSecure: boolean;
  /** `true` if nothing is sent until the connection is encrypted. */
  readonly needsTls: boolean;
  readonly login?: { readonly user: string; readonly pass: string };
}

const SUBMISSION_PORT = 587;
const SECURE_PORT = 465;
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/**
 * Parses the address of a mail server, `smtp://` or `smtps://`. A password is sent only over an encrypted connection, except to this
 * machine.
 */
export function readSmtpUrl(text: string): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(text);
  const isSecure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? SECURE_PORT : SUBMISSION_PORT) : Number(port),
    isSecure,
    needsTls: isSecure || (username !== '' && !loopback.test(hostname)),
    ...(username === '' ? {} : { login: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}
