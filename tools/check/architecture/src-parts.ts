import type { PackageSet, Part } from './part.ts';

const WIX_MODULES = 'wix-[^/]+';
const SDK_PACKAGES = '@wix/[^/]+';
const libraries = ['@noble/hashes'];

const purePackages: PackageSet = {
  shown: '@noble/hashes, types of `@wix/…`',
  any: libraries,
  types: SDK_PACKAGES,
};
const wixPackages: PackageSet = {
  shown: '@noble/hashes, `wix-…`, `@wix/…` as types or by `import()`',
  any: [...libraries, WIX_MODULES],
  lazy: SDK_PACKAGES,
};

const CORE = 'src/backend/order-events/';
const THE_ERROR = `${CORE}order-events-error.ts`;
const FACTORY = '{compose,create}-order-events.ts';
const ON_DEMAND = '{on-demand,create-jobs}.ts';
const ON_DEMAND_ON_WIX = 'on-demand-on-wix.ts';
const COMPOSITION = 'src/backend/order-events.ts';
const BUILT_TEMPLATES = 'src/backend/email-templates.js';
const ENTRIES = 'src/backend/*.ts';
const PRODUCT_NAMES = 'products/{product,*/change-kinds}.ts';
const EMAIL_TEXTS = 'channels/email/{templates,render-email}.ts';
const SEEN_BY_RULES = 'rules/{rule-context,formats,languages}.ts';
const CHANNEL_CALLS = 'channels/*/*-calls.ts';
/** Channel calls that work on any host. */
export const CALLS_ANYWHERE = 'channels/*/*-by-*.ts';
/** Order reader that works on any host. */
export const ORDER_READER = 'wix/sdk-order-reader.ts';

/** Group of the pure parts. */
export const PURE = 'the pure parts';
/** Group of all parts of a site. */
export const EVERYTHING_IN_SRC = 'src/';

/** Parts that import only each other, and no clock. */
export const pureParts: readonly Part[] = [
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
  {
    ...protocolFolder('web-methods/', 'input checks and JSON-safe results of the web methods', [
      'jobs/',
      'delivery/',
      'retention/',
      'intake/',
    ]),
    // No event loads valibot, so that a new container does not pay for it.
    packages: { shown: 'valibot', any: ['valibot'] },
  },
];

const joiningParts: readonly Part[] = [
  {
    name: ON_DEMAND,
    path: `^${CORE}(on-demand|create-jobs)\\.ts$`,
    isWhat: 'jobs, web methods and seldom steps, which a site on Wix loads when they are called',
    imports: [PURE, ...protocolParts.map(({ name }) => name)],
    packages: purePackages,
  },
  {
    name: FACTORY,
    path: `^${CORE}(compose|create)-order-events\\.ts$`,
    isWhat: 'the one composition: ports in; handlers, jobs and web methods out',
    imports: [PURE, ...protocolParts.map(({ name }) => name), ON_DEMAND],
    packages: purePackages,
  },
  coreFolder('memory/', 'the ports in memory', [PURE, 'ports/', 'intake/']),
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
    name: ON_DEMAND_ON_WIX,
    path: `^${CORE}on-demand-on-wix\\.ts$`,
    isWhat: 'everything that a site on Wix loads when it is called',
    imports: [ON_DEMAND, 'wix/', ORDER_READER],
    packages: { shown: '', any: [] },
  },
  {
    name: COMPOSITION,
    path: `^${COMPOSITION}$`,
    isWhat: 'gives Wix to the factory, and does nothing else',
    imports: [FACTORY, ON_DEMAND_ON_WIX, 'wix/', ORDER_READER, 'rules/', BUILT_TEMPLATES],
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
    // It reads orders and contacts with Wix's clients, so only the job pays for loading them.
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

/** Parts that run on a site, those without dependencies first. */
export const srcParts: readonly Part[] = [...pureParts, ...protocolParts, ...joiningParts, ...entries];

function coreFolder(name: string, isWhat: string, imports: readonly string[]): Part {
  return { name, path: `^${CORE}${name}`, isWhat, imports, packages: purePackages };
}

function protocolFolder(name: string, isWhat: string, others: readonly string[]): Part {
  return coreFolder(name, isWhat, [PURE, 'ports/', ...others]);
}
