/** A part of the project: a row of the table in `docs/architecture.md`, and a rule for what its files import. */
export interface Part {
  /** How the table and other parts name it. */
  readonly name: string;
  /** Its files, as a regular expression on paths from the project's root. A file is of the first part that it matches. */
  readonly path: string;
  readonly isWhat: string;
  /** Other parts that it may import, or groups of them. A part may import itself. */
  readonly imports: readonly string[];
  /** Parts of which it may import types only, or groups of them. */
  readonly types?: readonly string[];
  readonly packages: PackageSet;
}

/** Packages that a part may import, as regular expressions. */
export interface PackageSet {
  readonly shown: string;
  /** Packages to import in any way; `all` includes Node.js itself. */
  readonly any: readonly string[] | 'all';
  /** Packages to import as types. */
  readonly types?: string;
  /** Packages to import as types or by `import()`: loading an SDK package costs 60-150 ms of every cold start. */
  readonly lazy?: string;
}

const WIX_MODULES = 'wix-[^/]+';
const SDK_PACKAGES = '@wix/[^/]+';
const libraries = ['valibot', '@noble/hashes'];

const allPackages: PackageSet = { shown: 'any package', any: 'all' };
const purePackages: PackageSet = {
  shown: 'valibot, @noble/hashes, types of `@wix/…`',
  any: libraries,
  types: SDK_PACKAGES,
};
const wixPackages: PackageSet = {
  shown: 'valibot, @noble/hashes, `wix-…`, `@wix/…` as types or by `import()`',
  any: [...libraries, WIX_MODULES],
  lazy: SDK_PACKAGES,
};

const CORE = 'src/backend/order-events/';
const THE_ERROR = `${CORE}order-events-error.ts`;
const FACTORY = `${CORE}create-order-events.ts`;
const COMPOSITION = 'src/backend/order-events.ts';
const BUILT_TEMPLATES = 'src/backend/email-templates.js';
const ENTRIES = 'src/backend/*.ts';
const PRODUCT_NAMES = 'products/{product,*/change-kinds}.ts';
const EMAIL_TEXTS = 'channels/email/{templates,render-email}.ts';
const SEEN_BY_RULES = 'rules/{rule-context,formats,languages}.ts';
const CHANNEL_CALLS = 'channels/*/*-calls.ts';
const CALLS_ANYWHERE = 'channels/*/*-by-*.ts';
const ORDER_READER = 'wix/sdk-order-reader.ts';
const MEASURES = 'tools/{api-reference,bench,cases,changes-table,check,documented-fields,explore,mutants,stories}/';

const PURE = 'the pure parts';
const EVERYTHING_IN_SRC = 'src/';

const pureParts: readonly Part[] = [
  {
    name: 'order-events-error.ts',
    path: `^${THE_ERROR}$`,
    isWhat: 'pure: the one error that is thrown',
    imports: [],
    packages: { shown: '', any: [] },
  },
  coreFolder('values/', 'pure: texts, instants, decimals, digests, JSON', []),
  {
    name: PRODUCT_NAMES,
    path: `^${CORE}products/(product|[^/]+/change-kinds)\\.ts$`,
    isWhat: 'pure: the closed sets of products and of their kinds of change',
    imports: [],
    packages: { shown: '', any: [] },
  },
  coreFolder('changes/', 'pure: the changes that can be told, and how they are found', ['values/', PRODUCT_NAMES]),
  coreFolder('products/', 'pure: one folder for each product, and the model that they share', [
    'values/',
    PRODUCT_NAMES,
    'changes/',
  ]),
  coreFolder('handlers/', 'pure: the registry of events, and the parser of what Wix calls them with', [
    'values/',
    PRODUCT_NAMES,
    'changes/',
    'products/',
  ]),
  coreFolder('timeline/', 'pure: places an event among the known states and names what changed', [
    'values/',
    PRODUCT_NAMES,
    'changes/',
    'products/',
    'handlers/',
  ]),
  {
    ...coreFolder(SEEN_BY_RULES, 'pure: what a rule sees of a change', [
      'values/',
      PRODUCT_NAMES,
      'changes/',
      'products/',
    ]),
    path: `^${CORE}rules/(rule-context|formats|languages)\\.ts$`,
  },
  {
    ...coreFolder('channels/', 'pure: one folder for each way to tell, and the list of them', [
      'values/',
      PRODUCT_NAMES,
      'changes/',
      'products/',
      SEEN_BY_RULES,
    ]),
    path: `^${CORE}channels/([^/]+|[^/]+/(?![^/]+-(calls|by-))[^/]+)\\.ts$`,
  },
  coreFolder('rules/', 'pure: what a rule is, what it sees, and what it decides', [
    'values/',
    PRODUCT_NAMES,
    'changes/',
    'products/',
    SEEN_BY_RULES,
    'channels/',
    'handlers/',
    'timeline/',
  ]),
  {
    ...coreFolder(EMAIL_TEXTS, 'pure: compiled email templates, and how they are filled', ['values/', 'rules/']),
    path: `^${CORE}channels/email/(templates|render-email)\\.ts$`,
  },
];

const protocolParts: readonly Part[] = [
  coreFolder('ports/', 'what is kept, read and sent outside, as interfaces', [PURE]),
  protocolFolder('jobs/', 'how a job runs, and how it walks through a listing', []),
  protocolFolder('delivery/', 'sends what is due, and settles it', ['jobs/']),
  protocolFolder('retention/', 'removes what is old, and what somebody wants erased', ['jobs/', 'delivery/']),
  protocolFolder('intake/', 'handles an event: intent first, then the projection, then the email', [
    'jobs/',
    'delivery/',
    'retention/',
  ]),
  protocolFolder('recording/', 'keeps scrubbed copies of events', ['jobs/', 'retention/']),
  protocolFolder('reconcile/', 'reads orders that changed, for events that never came', [
    'jobs/',
    'delivery/',
    'intake/',
  ]),
  protocolFolder('web-methods/', 'input checks and JSON-safe results of the web methods', [
    'jobs/',
    'delivery/',
    'retention/',
    'intake/',
  ]),
];

const joiningParts: readonly Part[] = [
  {
    name: 'create-order-events.ts',
    path: `^${FACTORY}$`,
    isWhat: 'the one composition: ports in; handlers, jobs and web methods out',
    imports: [PURE, ...protocolParts.map(({ name }) => name)],
    packages: purePackages,
  },
  coreFolder('memory/', 'the ports in memory', [PURE, 'ports/']),
  {
    ...coreFolder(CALLS_ANYWHERE, 'calls of channels, whatever the host', [PURE, 'ports/']),
    path: `^${CORE}channels/[^/]+/[^/]+-by-[^/]+\\.ts$`,
  },
  coreFolder(ORDER_READER, 'reads orders by methods such as those of the SDK', [PURE, 'ports/']),
  {
    ...coreFolder('wix/', 'the ports on Wix Data, the channels, secrets and members', [
      PURE,
      'ports/',
      CHANNEL_CALLS,
      CALLS_ANYWHERE,
    ]),
    packages: wixPackages,
  },
  {
    ...coreFolder(CHANNEL_CALLS, 'the calls of each channel on Wix', [PURE, 'ports/', 'wix/', CALLS_ANYWHERE]),
    path: `^${CORE}channels/[^/]+/[^/]+-calls\\.ts$`,
    packages: wixPackages,
  },
];

const entries: readonly Part[] = [
  {
    name: COMPOSITION,
    path: `^${COMPOSITION}$`,
    isWhat: 'gives Wix to the factory, and does nothing else',
    imports: ['create-order-events.ts', 'wix/', ORDER_READER, 'rules/', BUILT_TEMPLATES],
    types: [EVERYTHING_IN_SRC],
    packages: { shown: '', any: [] },
  },
  {
    name: BUILT_TEMPLATES,
    path: '^src/backend/email-templates\\.js$',
    isWhat: 'the email templates, built from `src/backend/emails/`',
    imports: [],
    packages: { shown: '', any: [] },
  },
  {
    name: 'src/backend/*.web.ts',
    path: '^src/backend/[^/]+\\.web\\.ts$',
    isWhat: 'web methods',
    imports: [COMPOSITION, ENTRIES],
    packages: { shown: '`wix-web-module`', any: ['wix-web-module'] },
  },
  {
    name: 'src/backend/reconcile-orders.ts',
    path: '^src/backend/reconcile-orders\\.ts$',
    // It reads orders and contacts with Wix's clients, so it alone pays for loading them.
    isWhat: 'the job that reads orders with the SDK',
    imports: [COMPOSITION, ENTRIES],
    packages: { shown: '`@wix/…`', any: [SDK_PACKAGES] },
  },
  {
    name: ENTRIES,
    path: '^src/backend/[^/]+\\.ts$',
    isWhat: 'event handlers, jobs, and the rules that a site owner edits',
    imports: [COMPOSITION],
    packages: { shown: '', any: [] },
  },
];

const srcParts: readonly Part[] = [...pureParts, ...protocolParts, ...joiningParts, ...entries];

/** Every part of the project, the ground floor first. */
export const parts: readonly Part[] = [
  ...srcParts,
  {
    name: 'emulator/',
    path: '^emulator/',
    isWhat: 'a local Wix backend; knows Wix and nothing of orders',
    imports: [],
    packages: allPackages,
  },
  {
    name: 'hosts/sql/',
    path: '^hosts/sql/',
    isWhat: 'the ports on SQLite and PostgreSQL, and an inbox',
    // What is left of a notification that is erased, is said once.
    imports: [PURE, 'ports/', 'delivery/'],
    packages: {
      shown: 'pg, libsql, @noble/hashes, `node:timers`',
      any: ['pg', '@types/pg', 'libsql', '@noble/hashes', '(node:)?timers'],
    },
  },
  {
    name: 'hosts/wix-api/',
    path: '^hosts/wix-api/',
    isWhat: "Wix's REST API for the installations of an app: tokens, orders, contacts",
    imports: [PURE, 'ports/', ORDER_READER],
    packages: { shown: '', any: [] },
  },
  {
    name: 'hosts/mail/',
    path: '^hosts/mail/',
    isWhat: 'the calls of the channels on a server: emails by Wix, by SMTP or kept; posts',
    imports: [PURE, 'ports/', CALLS_ANYWHERE, 'hosts/wix-api/'],
    packages: { shown: 'nodemailer, `node:stream`', any: ['nodemailer', '(node:)?stream'] },
  },
  {
    name: 'hosts/sdk/',
    path: '^hosts/sdk/',
    isWhat: 'the handlers of a client of the JavaScript SDK that somebody has; loads nothing of it',
    imports: [PURE],
    packages: { shown: '', any: [] },
  },
  {
    name: 'hosts/webhook-server/',
    path: '^hosts/webhook-server/',
    isWhat: 'receives the webhooks of an app, and works on them',
    imports: [EVERYTHING_IN_SRC, 'hosts/sql/', 'hosts/mail/', 'hosts/wix-api/'],
    packages: {
      shown: 'hono, jose, prom-client, pino, lru-cache, valibot, esbuild, `node:…`',
      any: [
        'hono',
        '@hono/node-server',
        'jose',
        'prom-client',
        'pino',
        'lru-cache',
        'valibot',
        'esbuild',
        '(node:)?(crypto|fs|net|path|vm)',
      ],
    },
  },
  tool('tools/build/', 'makes the files that Wix runs, email templates among them', [EVERYTHING_IN_SRC]),
  tool('tools/workbench/', 'what the tools share: local site, payloads, sequences, replay, emails, syntax of a site', [
    EVERYTHING_IN_SRC,
    'emulator/',
    'hosts/webhook-server/',
    'tools/build/',
  ]),
  tool('tools/cli/', 'the commands for events and notifications', [EVERYTHING_IN_SRC, 'emulator/', 'tools/workbench/']),
  tool('tools/console/', 'the web console', [EVERYTHING_IN_SRC, 'emulator/', 'tools/workbench/']),
  tool('tools/server/', 'the webhook server on this machine, with a Wix that answers it', [
    EVERYTHING_IN_SRC,
    'emulator/',
    'hosts/sql/',
    'hosts/mail/',
    'hosts/webhook-server/',
    'tools/build/',
    'tools/cli/',
    'tools/console/',
    'tools/workbench/',
  ]),
  tool('tools/site/', 'checks, extends and rehearses a site', [
    EVERYTHING_IN_SRC,
    'emulator/',
    'tools/build/',
    'tools/workbench/',
  ]),
  {
    ...tool(MEASURES, 'what measures, proves and generates', [
      EVERYTHING_IN_SRC,
      'emulator/',
      'hosts/sql/',
      'hosts/webhook-server/',
      'tools/build/',
      'tools/workbench/',
      'tools/*.ts',
    ]),
    path: '^tools/(api-reference|bench|cases|changes-table|check|documented-fields|explore|mutants|stories)/',
  },
  {
    ...tool('tools/*.ts', 'puts the command together', [
      EVERYTHING_IN_SRC,
      'emulator/',
      'tools/workbench/',
      'tools/cli/',
      'tools/console/',
      'tools/server/',
      'tools/site/',
    ]),
    path: '^tools/[^/]+\\.ts$',
  },
];

/** Parts by the name of their group. */
export const groups: Readonly<Record<string, readonly Part[]>> = {
  [PURE]: pureParts,
  [EVERYTHING_IN_SRC]: srcParts,
};

function coreFolder(name: string, isWhat: string, imports: readonly string[]): Part {
  return { name, path: `^${CORE}${name}`, isWhat, imports, packages: purePackages };
}

function protocolFolder(name: string, isWhat: string, others: readonly string[]): Part {
  return coreFolder(name, isWhat, [PURE, 'ports/', ...others]);
}

function tool(name: string, isWhat: string, imports: readonly string[]): Part {
  return { name, path: `^${name}`, isWhat, imports, packages: allPackages };
}
