import type { PackageSet, Part } from './part.ts';
import { CALLS_ANYWHERE, EVERYTHING_IN_SRC, ORDER_READER, PURE, pureParts, srcParts } from './src-parts.ts';

const allPackages: PackageSet = { shown: 'any package', any: 'all' };
const MEASURES =
  'tools/{api-reference,bench,cases,changes-table,check,documented-fields,emulated-members,explore,mutants,rule-fields,stories}/';

/** Parts of the project, those without dependencies first. */
export const parts: readonly Part[] = [
  ...srcParts,
  {
    name: 'emulator/',
    path: '^emulator/',
    isWhat: 'a local Wix backend, and a package of its own; knows Wix and nothing of orders',
    imports: [],
    packages: allPackages,
  },
  {
    name: 'hosts/sql/',
    path: '^hosts/sql/',
    isWhat: 'the ports on SQLite and PostgreSQL, and an inbox',
    // `delivery/` defines what remains of an erased notification, for all stores.
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
    packages: { shown: 'lru-cache', any: ['lru-cache'] },
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
  tool('tools/repository/', 'reads and writes the files of a repository, and follows no link in it', []),
  tool('tools/build/', 'makes the files that Wix runs, email templates among them', [
    EVERYTHING_IN_SRC,
    'tools/repository/',
  ]),
  tool('tools/workbench/', 'what the tools share: local site, payloads, sequences, replay, emails', [
    EVERYTHING_IN_SRC,
    'emulator/',
    'hosts/webhook-server/',
    'tools/build/',
    'tools/repository/',
  ]),
  tool('tools/cli/', 'the commands for events and notifications', [
    EVERYTHING_IN_SRC,
    'emulator/',
    'tools/repository/',
    'tools/workbench/',
  ]),
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
    'tools/repository/',
    'tools/workbench/',
  ]),
  tool('tools/documents/', 'reads and runs the commands of the documents, and writes the transcript', [
    EVERYTHING_IN_SRC,
  ]),
  tool('tools/package/', 'makes the package that gives the command line without a clone', [
    'tools/build/',
    'tools/console/',
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
    path: '^tools/(api-reference|bench|cases|changes-table|check|documented-fields|emulated-members|explore|mutants|rule-fields|stories)/',
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

/** Parts by group name. */
export const groups: Readonly<Record<string, readonly Part[]>> = {
  [PURE]: pureParts,
  [EVERYTHING_IN_SRC]: srcParts,
};

function tool(name: string, isWhat: string, imports: readonly string[]): Part {
  return { name, path: `^${name}`, isWhat, imports, packages: allPackages };
}
