import { checkSite } from '../../../emulator/check/check-site.ts';
import { cleanUp, makeSite } from '../site-fixture.ts';

afterEach(cleanUp);

/** The faults of a site, each as one line. */
function faultsOf(files: Readonly<Record<string, string>>): string[] {
  return checkSite(makeSite(files)).map(
    ({ file, line, severity, code, what }) => `${file}:${line} ${severity} ${code}: ${what}`,
  );
}

it('finds nothing in a site that links', () => {
  const faults = faultsOf({
    'package.json': '{"dependencies":{}}',
    'src/backend/a.js': `import wixData, { query } from 'wix-data';\nimport { b } from './b';\nexport const a = () => b(wixData.get, query);`,
    'src/backend/b.js': `export * from 'backend/c.jsw';\nexport * as all from 'backend/c.jsw';`,
    'src/backend/d.js': `import { all } from './b';\nexport const d = () => all.b();`,
    'src/backend/c.jsw': `export function b() {}`,
    'src/backend/http-functions.js': `export function get_guests() {}`,
    'src/backend/data.js': `export function Guests_beforeInsert(item) { return item; }`,
  });

  expect(faults).toEqual([]);
});

it.each([
  ['wrong syntax', 'a.js', 'export function a() {', 'a.js:1 error syntax-error: Unexpected token (1:21)'],
  [
    'a file that is missing',
    'a.js',
    `\nimport { b } from 'backend/b';`,
    `a.js:2 error missing-file: 'backend/b' leads to no file: there is no file src/backend/b.js`,
  ],
  [
    'an export that is missing',
    'a.js',
    `import { gest } from 'backend/guests';`,
    `a.js:1 error missing-export: 'backend/guests' exports no "gest"`,
  ],
  [
    'a module that Wix does not have',
    'a.js',
    `import { fetch } from 'wix-fecth';`,
    `a.js:1 error unknown-wix-module: Wix has no module 'wix-fecth'`,
  ],
  [
    'a package that is not declared',
    'a.js',
    `import Stripe from 'stripe';`,
    `a.js:1 error unknown-package: 'stripe' is not among the dependencies of package.json`,
  ],
  [
    'a member that no table has',
    'a.js',
    `import wixData from 'wix-data';\nwixData.qeury('Guests');`,
    'a.js:2 warning not-emulated: wix-data has no qeury that the emulator knows: a call of it fails there',
  ],
  [
    'a handler in a form that Wix does not call',
    'events.js',
    `import { make } from 'backend/guests';\nexport const wixEcom_onOrderCreated = make();`,
    'events.js:2 error dynamic-export: "wixEcom_onOrderCreated" is the result of an expression that has to run first, so Wix never calls it',
  ],
  [
    'an http function without a method',
    'http-functions.js',
    `export function guests() {}`,
    'http-functions.js:1 warning not-an-http-function: no request calls "guests"',
  ],
  [
    'a job whose function is missing',
    'jobs.config',
    `{"jobs":[{"functionLocation":"/guests.js","functionName":"sweep","executionConfig":{"cronExpression":"0 * * * *"}}]}`,
    'jobs.config:1 error broken-job: src/backend/guests.js exports no "sweep"',
  ],
])('finds %s', (_what, file, text, fault) => {
  const faults = faultsOf({
    'package.json': '{"dependencies":{}}',
    'src/backend/guests.js': `export const guest = 1;\nexport function make() {}`,
    [`src/backend/${file}`]: text,
  });

  expect(faults).toEqual([`src/backend/${fault}`]);
});

it('runs no code of the site', () => {
  const faults = faultsOf({ 'src/backend/a.js': `throw new Error('ran');` });

  expect(faults).toEqual([]);
});
