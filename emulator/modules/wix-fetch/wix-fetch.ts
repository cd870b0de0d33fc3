import type { WixCallDetail } from '../../invocation.ts';
import type { Caller, ModuleHost } from '../module-host.ts';
import { isItem } from '../wix-data/authorize.ts';
import { answerTransmissions, TRANSMISSIONS_URL, type HttpAnswer } from './email-transmissions.ts';
import { createFetchResponse } from './fetch-response.ts';
import { fetchForSite } from './site-fetch.ts';
import type { Transmission } from './transmissions.ts';

interface FetchOptions {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/**
 * Creates the module `wix-fetch`, which reaches Email Transmissions, the handlers of the emulator's user and addresses on this computer:
 * https://dev.wix.com/docs/velo/apis/wix-fetch/fetch
 */
export function createWixFetch(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  function readOptions(given: unknown): FetchOptions {
    const options = isItem(given) ? given : {};
    const headers = new Headers(options['headers'] as Record<string, string> | undefined);
    return {
      method: typeof options['method'] === 'string' ? options['method'].toUpperCase() : 'GET',
      headers: Object.fromEntries(headers),
      body: typeof options['body'] === 'string' ? options['body'] : undefined,
    };
  }

  function noteEmails(transmission: Transmission, { invocation }: Caller): void {
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

  /** Email Transmissions are answered by the emulator, everything else by the rules for the network. */
  function request(url: unknown, given: unknown, caller: Caller): unknown {
    if (typeof url !== 'string' || !url.startsWith(`${TRANSMISSIONS_URL}/`)) {
      return fetchForSite(host, 'wix-fetch', { url, options: given });
    }
    const options = readOptions(given);
    services.network.noteAnswered({ ...options, url, body: options.body ?? '' });
    const path = url.slice(TRANSMISSIONS_URL.length);
    const body: unknown = options.body === undefined ? undefined : JSON.parse(options.body);
    const answer: HttpAnswer = answerTransmissions({ ...options, path, body }, services.transmissions);
    if (answer.sent !== undefined) noteEmails(answer.sent, caller);
    const headers = new Headers({ 'content-type': 'application/json' });
    const text = Buffer.from(JSON.stringify(answer.body));
    return createFetchResponse(host, { status: answer.status, statusText: '', headers, url, body: text });
  }

  /** The result for a status other than 2xx is not documented; a function that promises the JSON of a resource cannot give an error page. */
  async function getJson(url: unknown, given: unknown): Promise<unknown> {
    const options = { ...(isItem(given) ? given : {}), method: 'GET' };
    const response = await fetchForSite(host, 'wix-fetch', { url, options });
    const { ok, status, json } = response as {
      readonly ok: boolean;
      readonly status: number;
      readonly json: () => Promise<unknown>;
    };
    if (!ok) throw realm.error(`${String(url)} answered ${status}.`, { status });
    return await json();
  }

  return {
    fetch: host.wixFunction('fetch', {
      kind: 'other',
      describe: describeUrl,
      execute([url, given], caller) {
        if (typeof url !== 'string' && !(url instanceof Request)) throw realm.error('The url must be a string.');
        return request(url, given, caller);
      },
    }),
    getJSON: host.wixFunction('getJSON', {
      kind: 'other',
      describe: describeUrl,
      execute: ([url, given]) => getJson(url, given),
    }),
  };
}

function describeUrl([url]: unknown[]): WixCallDetail {
  return typeof url === 'string' ? { id: url.replace(/[?#].*$/, '') } : {};
}
