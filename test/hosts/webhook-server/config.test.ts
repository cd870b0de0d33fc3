import { createWebhookSigner } from '../../../emulator/webhooks/webhook-signer.ts';
import { formatFaults, readConfig, type Environment } from '../../../hosts/webhook-server/config.ts';

const PUBLIC_KEY = createWebhookSigner().publicKey;
const least: Environment = {
  WIX_APP_ID: '5F1B3A52-91f5-4a4e-9a2e-2d1f0c9b8a77',
  WIX_APP_SECRET: 'secret',
  WIX_APP_PUBLIC_KEY: PUBLIC_KEY,
  MAIL: 'wix',
};

function faultsOf(env: Environment): string {
  const result = readConfig(env);
  return result.kind === 'valid' ? '' : formatFaults(result.faults);
}

describe('the configuration of the server', () => {
  it('requires an app and a mail transport, and has defaults for everything else', () => {
    expect(readConfig(least)).toEqual({
      kind: 'valid',
      config: {
        appId: '5f1b3a52-91f5-4a4e-9a2e-2d1f0c9b8a77',
        appSecret: 'secret',
        publicKey: expect.objectContaining({ type: 'public' }) as unknown,
        databaseUrl: 'file:order-events.db',
        host: '0.0.0.0',
        port: 8080,
        role: 'all',
        rulesFolder: 'rules',
        digestKey: 'secret',
        wixUrl: 'https://www.wixapis.com',
        mail: { kind: 'wix' },
        logLevel: 'info',
      },
    });
  });

  it('uses the given values, without surrounding spaces', () => {
    const env = {
      ...least,
      DATABASE_URL: ' postgres://shop:pass@db/shop ',
      PORT: '0',
      HOST: '127.0.0.1',
      ROLE: 'web',
      RULES_DIR: 'shops',
      DIGEST_KEY: 'another secret',
      WIX_API_URL: 'http://127.0.0.1:9000/',
      LOG_LEVEL: 'debug',
      MAIL: 'smtp',
      SMTP_URL: 'smtps://mail.example:465',
      MAIL_FROM: 'Shop <shop@mail.example>',
    };

    expect(readConfig(env)).toMatchObject({
      kind: 'valid',
      config: {
        databaseUrl: 'postgres://shop:pass@db/shop',
        port: 0,
        host: '127.0.0.1',
        role: 'web',
        rulesFolder: 'shops',
        digestKey: 'another secret',
        wixUrl: 'http://127.0.0.1:9000',
        logLevel: 'debug',
        mail: { kind: 'smtp', url: 'smtps://mail.example:465', from: 'Shop <shop@mail.example>' },
      },
    });
  });

  it('reports all faults at once', () => {
    expect(faultsOf({ PORT: '80a', MAIL: 'smtp', ROLE: 'true' })).toBe(
      [
        'WIX_APP_ID: expected the id of the app, a GUID; found nothing',
        'WIX_APP_SECRET: expected a text; found nothing',
        'WIX_APP_PUBLIC_KEY: expected the public key of the app, as its dashboard shows it under Webhooks; found nothing',
        'PORT: expected a port, 0 to 65535; found something else',
        'ROLE: expected all, web, worker; found something else',
        'SMTP_URL: expected smtp://HOST:PORT or smtps://HOST:PORT, with USER:PASSWORD@ before the host where it is needed; found nothing',
        'MAIL_FROM: expected the address that emails come from; found nothing',
      ].join('\n'),
    );
  });

  it.each([
    ['DATABASE_URL', 'mysql://db/shop', 'file:PATH, or postgres://USER:PASSWORD@HOST/NAME'],
    ['DATABASE_URL', 'postgres://', 'file:PATH, or postgres://USER:PASSWORD@HOST/NAME'],
    ['DATABASE_URL', 'file:', 'file:PATH, or postgres://USER:PASSWORD@HOST/NAME'],
    ['PORT', '65536', 'a port, 0 to 65535'],
    ['PORT', '-1', 'a port, 0 to 65535'],
    ['MAIL', 'sendgrid', 'wix, smtp'],
    ['WIX_API_URL', 'wixapis.com', 'https://HOST, or http://HOST'],
    ['LOG_LEVEL', 'verbose', 'debug, info, warn, error'],
    ['WIX_APP_ID', 'my-app', 'the id of the app, a GUID'],
  ])('reports the expected form of %s instead of %s, and does not repeat the value', (variable, value, expected) => {
    expect(faultsOf({ ...least, [variable]: value })).toBe(`${variable}: expected ${expected}; found something else`);
  });

  it.each([
    ['MAIL_FROM', 'Shop <shop@mail.example>\r\nBcc: other@mail.example'],
    ['MAIL_FROM', 'shop'],
    ['SMTP_URL', 'http://mail.example'],
  ])('refuses as %s: %j', (variable, value) => {
    const env = { ...least, MAIL: 'smtp', SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'shop@mail.example' };

    expect(faultsOf({ ...env, [variable]: value })).toContain(`${variable}: expected`);
  });

  it('reports the kind of a wrong public key', () => {
    const faults = faultsOf({ ...least, WIX_APP_PUBLIC_KEY: PUBLIC_KEY.slice(0, 100) });

    expect(faults).toContain('found a text that is not a complete key');
  });
});
