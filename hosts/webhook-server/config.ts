import type { KeyObject } from 'node:crypto';

import type { MailSettings } from '../mail/mail-settings.ts';
import { readPublicKey, type KeyFault } from './public-key.ts';

/** Configuration of a server. */
export interface ServerConfig {
  readonly appId: string;
  /** Authenticates the server's own calls to Wix: orders, contacts, emails. */
  readonly appSecret: string;
  readonly publicKey: KeyObject;
  /** `file:…` for an SQLite file, `postgres://…` for PostgreSQL. */
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** `web` receives webhooks, `worker` handles stored events, `all` does both. */
  readonly role: 'all' | 'web' | 'worker';
  /** Folder of the rule files: `default`, and one for each tenant with rules of its own. */
  readonly rulesFolder: string;
  /** Key of the digests of personal values: changing it makes the stored digests useless. */
  readonly digestKey: string;
  /** Base URL of Wix's REST API. */
  readonly wixUrl: string;
  /** Transport of emails. */
  readonly mail: MailSettings;
  readonly logLevel: LogLevel;
}

type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A fault in an environment variable. Its value is not included, because some values are secret. */
export interface ConfigFault {
  readonly variable: string;
  readonly expected: string;
  readonly found: string;
}

/** The configuration, or all faults found in it. */
export type ConfigResult =
  | { readonly kind: 'valid'; readonly config: ServerConfig }
  | { readonly kind: 'invalid'; readonly faults: readonly ConfigFault[] };

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_DATABASE = 'file:order-events.db';
const DEFAULT_RULES = 'rules';
const DEFAULT_PORT = '8080';
const WIX_URL = 'https://www.wixapis.com';
const MAX_PORT = 65_535;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const keyFaults: Readonly<Record<KeyFault, string>> = {
  empty: 'nothing',
  'private-key': 'a private key',
  'not-a-key': 'a text that is not a complete key',
  'not-rsa': 'a key that is not RSA',
  'too-short': 'an RSA key of less than 2,048 bits',
};

/** Reads the configuration from the environment, and reports all faults at once. */
export function readConfig(env: Environment): ConfigResult {
  const faults: ConfigFault[] = [];
  const read = <Value>(variable: string, fallback: string | undefined, { expected, parse }: Reader<Value>) => {
    const given = env[variable]?.trim();
    const text = given === undefined || given === '' ? fallback : given;
    const value = text === undefined ? undefined : parse(text);
    if (value === undefined)
      faults.push({ variable, expected, found: text === undefined ? 'nothing' : 'something else' });
    return value;
  };
  const appId = read('WIX_APP_ID', undefined, idReader);
  const appSecret = read('WIX_APP_SECRET', undefined, textReader);
  const publicKey = readPublicKey(env['WIX_APP_PUBLIC_KEY'] ?? '');
  if ('fault' in publicKey) {
    const expected = 'the public key of the app, as its dashboard shows it under Webhooks';
    faults.push({ variable: 'WIX_APP_PUBLIC_KEY', expected, found: keyFaults[publicKey.fault] });
  }
  const databaseUrl = read('DATABASE_URL', DEFAULT_DATABASE, databaseReader);
  const port = read('PORT', DEFAULT_PORT, portReader);
  const host = read('HOST', '0.0.0.0', textReader);
  const role = read('ROLE', 'all', oneOf(['all', 'web', 'worker']));
  const rulesFolder = read('RULES_DIR', DEFAULT_RULES, textReader);
  const digestKey = read('DIGEST_KEY', appSecret ?? 'none', textReader);
  const wixUrl = read('WIX_API_URL', WIX_URL, urlReader);
  const logLevel = read('LOG_LEVEL', 'info', levelReader);
  const mail = readMail(read('MAIL', undefined, mailReader), read);
  const values = {
    appId,
    appSecret,
    publicKey,
    databaseUrl,
    port,
    host,
    role,
    rulesFolder,
    digestKey,
    wixUrl,
    logLevel,
    mail,
  };
  return isComplete(values) && faults.length === 0 ? { kind: 'valid', config: values } : { kind: 'invalid', faults };
}

type Values = { readonly [Key in keyof ServerConfig]: ServerConfig[Key] | undefined | { readonly fault: KeyFault } };

function isComplete(values: Values): values is ServerConfig {
  return Object.values(values).every(
    (value) => value !== undefined && !(typeof value === 'object' && 'fault' in value),
  );
}

type ReadVariable = <Value>(variable: string, fallback: string | undefined, reader: Reader<Value>) => Value | undefined;

function readMail(kind: 'wix' | 'smtp' | undefined, read: ReadVariable): ServerConfig['mail'] | undefined {
  if (kind !== 'smtp') return kind && { kind };
  const url = read('SMTP_URL', undefined, smtpReader);
  const from = read('MAIL_FROM', undefined, addressReader);
  return url === undefined || from === undefined ? undefined : { kind, url, from };
}

interface Reader<Value> {
  readonly expected: string;
  readonly parse: (text: string) => Value | undefined;
}

const textReader: Reader<string> = { expected: 'a text', parse: (text) => text };
const idReader: Reader<string> = {
  expected: 'the id of the app, a GUID',
  parse: (text) => (guid.test(text) ? text.toLowerCase() : undefined),
};
const databaseReader: Reader<string> = {
  expected: 'file:PATH, or postgres://USER:PASSWORD@HOST/NAME',
  parse: (text) => (/^file:./.test(text) || isUrlOf(text, ['postgres:', 'postgresql:']) ? text : undefined),
};
const smtpReader: Reader<string> = {
  expected: 'smtp://HOST:PORT or smtps://HOST:PORT, with USER:PASSWORD@ before the host where it is needed',
  parse: (text) => (isUrlOf(text, ['smtp:', 'smtps:']) ? text : undefined),
};
const addressReader: Reader<string> = {
  expected: 'the address that emails come from',
  parse: (text) => (/^[^\r\n]*[^\s@]@[^\s@]+$/.test(text) ? text : undefined),
};
const portReader: Reader<number> = {
  expected: 'a port, 0 to 65535',
  parse: (text) => (/^\d+$/.test(text) && Number(text) <= MAX_PORT ? Number(text) : undefined),
};
const urlReader: Reader<string> = {
  expected: 'https://HOST, or http://HOST',
  parse: (text) => (isUrlOf(text, ['https:', 'http:']) ? text.replace(/\/$/, '') : undefined),
};
const levelReader = oneOf(['debug', 'info', 'warn', 'error']);
const mailReader = oneOf(['wix', 'smtp']);

function oneOf<const Name extends string>(names: readonly Name[]): Reader<Name> {
  return { expected: names.join(', '), parse: (text) => names.find((name) => name === text) };
}

function isUrlOf(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== '';
}

/** Formats the faults, one per line. */
export function formatFaults(faults: readonly ConfigFault[]): string {
  return faults.map(({ variable, expected, found }) => `${variable}: expected ${expected}; found ${found}`).join('\n');
}
