import { invalid, refusal, type HttpAnswer } from '../modules/wix-fetch/email-transmissions.ts';
import { isItem } from '../modules/wix-data/authorize.ts';
import { wixLimits } from '../wix-limits.ts';

/** Credentials of an app, as shown in its dashboard. */
export interface RestApp {
  readonly appId: string;
  readonly appSecret: string;
}

/** The access tokens of an app. */
export interface RestTokens {
  /** Responds to a request for a token. */
  create(body: unknown): HttpAnswer;
  /** Returns the installation of a token; `undefined` if the token is unknown or has expired. */
  instanceOf(authorization: string | undefined): string | undefined;
  /** Revokes all tokens. */
  revoke(): void;
}

/** Creates the tokens of an app for its installations. */
export function createRestTokens(deps: {
  readonly app: RestApp;
  readonly isInstalled: (instanceId: string) => boolean;
  readonly newId: () => string;
  readonly now: () => number;
}): RestTokens {
  const { app, isInstalled, newId, now } = deps;
  const tokens = new Map<string, { readonly instanceId: string; readonly endsAt: number }>();
  return {
    /** The status of a refusal is not documented: https://dev.wix.com/docs/api-reference/app-management/oauth-2/create-access-token */
    create(body) {
      const given = isItem(body) ? body : {};
      const { grant_type: grant, client_id: appId, client_secret: secret, instance_id: instanceId } = given;
      if (grant !== 'client_credentials' || typeof instanceId !== 'string') return invalid('grant_type, instance_id');
      if (appId !== app.appId || secret !== app.appSecret) return refusal(401, 'UNAUTHENTICATED', 'No such app.');
      if (!isInstalled(instanceId)) return refusal(404, 'NOT_FOUND', 'The app is not installed there.');
      const token = `OAUTH.${newId()}`;
      tokens.set(token, { instanceId, endsAt: now() + wixLimits.accessTokenMs });
      const life = wixLimits.accessTokenMs / 1_000;
      return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: life } };
    },
    instanceOf(authorization) {
      const known = tokens.get(authorization?.replace(/^Bearer /, '') ?? '');
      return known !== undefined && now() < known.endsAt && isInstalled(known.instanceId)
        ? known.instanceId
        : undefined;
    },
    revoke: () => tokens.clear(),
  };
}
