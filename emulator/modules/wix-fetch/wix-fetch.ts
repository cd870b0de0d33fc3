import { notEmulatedError } from '../../not-emulated.ts';
import type { ModuleHost } from '../module-host.ts';
import { isItem } from '../wix-data/authorize.ts';
import { answerTransmissions, TRANSMISSIONS_URL, type HttpAnswer } from './email-transmissions.ts';
import type { Transmission } from './transmissions.ts';
import type { RunningInvocation } from '../../calls/running-invocation.ts';

const loopback = /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:[/?#]|$)/;
const optionNames = ['method', 'headers', 'body', 'redirect'];

interface FetchOptions {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/**
 * Creates the module `wix-fetch`, for Email Transmissions and addresses on this computer:
 * https://dev.wix.com/docs/velo/apis/wix-fetch/fetch
 */
export function createWixFetch(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  function readOptions(given: unknown): FetchOptions {
    const options = isItem(given) ? given : {};
    for (const name of Object.keys(options)) {
      if (!optionNames.includes(name)) throw notEmulatedError(realm, 'wix-fetch', `the option ${name} of fetch`);
    }
    const headers = Object.entries(isItem(options['headers']) ? options['headers'] : {});
    return {
      method: typeof options['method'] === 'string' ? options['method'].toUpperCase() : 'GET',
      headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)])),
      body: typeof options['body'] === 'string' ? options['body'] : undefined,
    };
  }

  function responseOf(status: number, text: string): Record<string, unknown> {
    return host.strictObject(
      {
        status,
        ok: status >= 200 && status < 300,
        text: realm.asyncFunction('text', (_args, _isElevated, resolve) => resolve(text)),
        json: realm.asyncFunction('json', (_args, _isElevated, resolve, reject) => {
          try {
            resolve(realm.parse(text));
          } catch (error) {
            reject(error);
          }
        }),
      },
      'WixFetchResponse',
    );
  }

  function noteEmails(transmission: Transmission, { invocation }: { readonly invocation: RunningInvocation }): void {
    for (const { contactId } of transmission.toRecipients) {
      const email = {
        seq: services.journal.nextSeq(),
        emailId: transmission.emailSubject,
        ...(typeof contactId === 'string' ? { contactId } : {}),
        variables: {},
        html: transmission.emailHtmlContent,
        at: services.clock.now(),
      };
      services.journal.addEmail(email);
      invocation.emails.push(email);
    }
  }

  async function post(url: string, options: FetchOptions): Promise<Record<string, unknown>> {
    const { body = null, ...others } = options;
    const response = await fetch(url, { ...others, body, redirect: 'manual' });
    return responseOf(response.status, await response.text());
  }

  return {
    fetch: host.wixFunction('fetch', {
      kind: 'other',
      describe: ([url]) => (typeof url === 'string' ? { id: url.replace(/[?#].*$/, '') } : {}),
      execute([url, given], caller) {
        if (typeof url !== 'string') throw realm.error('The url must be a string.');
        const options = readOptions(given);
        if (loopback.test(url)) return post(url, options);
        if (!url.startsWith(`${TRANSMISSIONS_URL}/`)) {
          throw notEmulatedError(realm, 'wix-fetch', `fetch of ${url}`, 'it reaches this computer only');
        }
        const path = url.slice(TRANSMISSIONS_URL.length);
        const body: unknown = options.body === undefined ? undefined : JSON.parse(options.body);
        const answer: HttpAnswer = answerTransmissions({ ...options, path, body }, services.transmissions);
        if (answer.sent !== undefined) noteEmails(answer.sent, caller);
        return responseOf(answer.status, JSON.stringify(answer.body));
      },
    }),
  };
}
