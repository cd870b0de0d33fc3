import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { plant, root } from './clean-site.ts';

const RULES = 'src/backend/notification-rules.js';
const marks = mkdtempSync(join(tmpdir(), 'marks-'));

afterAll(() => rmSync(marks, { recursive: true, force: true }));
afterEach(cleanUp);
beforeEach(() => readdirSync(marks).forEach((name) => rmSync(join(marks, name))));

/** Code that leaves a file when it runs, and calls a server. */
function leavesMark(name: string, isCommonJs = true): string {
  const file = JSON.stringify(join(marks, name));
  const [fs, net] = isCommonJs
    ? ["require('node:fs')", "require('node:net')"]
    : ["(await import('node:fs'))", "(await import('node:net'))"];
  return `${fs}.writeFileSync(${file}, ''); ${net}.connect(9, '127.0.0.1').on('error', () => undefined);\n`;
}

/** A repository in which every file that a tool may load as code leaves a mark. */
function hostileRepository(): string {
  const files = plant({});
  return makeSite({
    ...files,
    [RULES]: `${leavesMark('rules', false)}${files[RULES] ?? ''}`,
    'src/backend/events.js': `${leavesMark('events', false)}${files['src/backend/events.js'] ?? ''}`,
    'src/backend/jobs.js': `${leavesMark('jobs', false)}${files['src/backend/jobs.js'] ?? ''}`,
    'src/backend/emails/shop-paid/en.mjml':
      '<mjml><mj-head><mj-title>Paid</mj-title></mj-head><mj-body><mj-hostile /></mj-body></mjml>',
    '.mjmlconfig': '{ "packages": ["./component.js", "mjml-hostile"] }',
    '.mjmlconfig.js': leavesMark('mjmlconfig'),
    'component.js': `${leavesMark('component')}module.exports = class {};`,
    'node_modules/mjml-hostile/index.js': `${leavesMark('package')}module.exports = class {};`,
    'node_modules/esbuild/lib/main.js': leavesMark('esbuild'),
    'node_modules/esbuild/package.json': '{ "name": "esbuild", "main": "lib/main.js" }',
    'node_modules/typescript/index.js': leavesMark('typescript'),
    'package.json': `{ "type": "commonjs", "scripts": { "prepare": "node component.js" }, "dependencies": { "@wix/ecom": "1", "@wix/events": "1", "@wix/crm": "1", "@wix/pricing-plans": "1" } }`,
    'tsconfig.json': '{ "extends": "./base.js", "compilerOptions": { "plugins": [{ "name": "mjml-hostile" }] } }',
    'base.js': leavesMark('tsconfig'),
    'prettier.config.js': leavesMark('prettier'),
    '.prettierrc': '{ "plugins": ["./component.js"] }',
    'eslint.config.js': leavesMark('eslint'),
    'rollup.config.js': leavesMark('rollup'),
    'node_modules/.hooks/preload.js': leavesMark('preload'),
    '.npmrc': 'node-options=--require ./node_modules/.hooks/preload.js',
    '.env': 'NODE_OPTIONS=--require ./node_modules/.hooks/preload.js',
    '.git/config': '[core]\n\tfsmonitor = node component.js\n\thooksPath = .\n',
    '.git/HEAD': 'ref: refs/heads/main\n',
  });
}

/** The sources of this repository are transformed, by a program that bundles without running; the second asks whether a parent waits. */
const ofThisRepository = /^spawn esbuild$|^pipe .*[/\\]tsx-\d+[/\\]\d+\.pipe$/;

interface Ended {
  readonly output: string;
  readonly acts: readonly string[];
  readonly marks: readonly string[];
}

/** Runs a command from inside the repository, and records what it starts, connects to and runs. */
function runInside(repository: string, argv: readonly string[]): Promise<Ended> {
  const acts = join(marks, 'acts.txt');
  const preload = JSON.stringify(join(__dirname, 'record-acts.cjs'));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'bin/order-events.js'), ...argv],
      {
        cwd: repository,
        env: { PATH: process.env['PATH'], NODE_OPTIONS: `--require ${preload}`, ORDER_EVENTS_ACTS: acts },
      },
      (_, stdout, stderr) => {
        const recorded = existsSync(acts) ? readFileSync(acts, 'utf8').trim().split('\n') : [];
        resolve({
          output: `${stdout}${stderr}`,
          acts: [...new Set(recorded)],
          marks: readdirSync(marks).filter((name) => name !== 'acts.txt'),
        });
      },
    );
  });
}

it.each([
  ['site check', ['site', 'check', '.', '--all'], 'checked'],
  ['site add', ['site', 'add', '.', '--dry-run'], ''],
  ['site upgrade', ['site', 'upgrade', '.', '--dry-run'], ''],
  ['site remove', ['site', 'remove', '.', '--dry-run'], ''],
])('%s runs no code of a hostile repository, and connects to nothing', async (_, argv, expected) => {
  const ended = await runInside(hostileRepository(), argv);

  expect(ended.output).toContain(expected);
  expect(ended.marks).toEqual([]);
  expect(ended.acts.filter((act) => !ofThisRepository.test(act))).toEqual([]);
});

it('runs the rules where it is asked to, and lets them leave no mark', async () => {
  const ended = await runInside(hostileRepository(), ['site', 'check', '.', '--run-rules']);

  expect(ended.output).toContain('rules-not-readable');
  expect(ended.output).toContain('Access to this API has been restricted');
  expect(ended.marks).toEqual([]);
});

it('would see a mark', async () => {
  const repository = hostileRepository();
  const ended = await new Promise<readonly string[]>((resolve) => {
    execFile(process.execPath, [join(repository, 'component.js')], () => resolve(readdirSync(marks)));
  });

  expect(ended).toEqual(['component']);
});
