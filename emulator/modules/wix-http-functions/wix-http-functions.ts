import { isItem } from '../wix-data/authorize.ts';
import type { ModuleHost } from '../module-host.ts';

const statuses: Readonly<Record<string, number>> = {
  ok: 200,
  created: 201,
  badRequest: 400,
  forbidden: 403,
  notFound: 404,
  serverError: 500,
};
const responses = new WeakSet();

/** `true` for a response of `wix-http-functions`, of whichever container. */
export function isHttpFunctionResponse(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && responses.has(value);
}

/**
 * Creates the module `wix-http-functions`: https://dev.wix.com/docs/velo/velo-only-apis/wix-http-functions/introduction. "All of the above functions
 * except response() always create a response object with a pre-set HTTP status code".
 */
export function createWixHttpFunctions(host: ModuleHost): Record<string, unknown> {
  const { realm } = host;

  function respond(given: unknown, status: number | undefined): Record<string, unknown> {
    const options = isItem(given) ? given : {};
    const response = host.strictObject(
      {
        status: status ?? (typeof options['status'] === 'number' ? options['status'] : 200),
        headers: isItem(options['headers']) ? options['headers'] : realm.object({}),
        body: options['body'],
      },
      'WixHttpFunctionResponse',
    );
    responses.add(response);
    return response;
  }

  const preset = Object.entries(statuses).map(
    ([name, status]) => [name, realm.syncFunction(name, ([options]) => respond(options, status))] as const,
  );
  return {
    ...Object.fromEntries(preset),
    response: realm.syncFunction('response', ([options]) => respond(options, undefined)),
  };
}
