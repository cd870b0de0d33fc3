import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readSite } from '../../../tools/site/check/read-site.ts';
import { runRules } from '../../../tools/site/check/run-rules.ts';
import { cleanUp, makeSite } from '../../emulator/site-fixture.ts';
import { plant, root } from './clean-site.ts';

afterEach(cleanUp);

const RULES = 'src/backend/notification-rules.js';

/** What is known of a site whose rules begin with that code. */
async function runWith(code: string, timeoutMs?: number): ReturnType<typeof runRules> {
  const files = plant({});
  const site = readSite(makeSite({ ...files, [RULES]: `${code}\n${files[RULES] ?? ''}` }));
  if (site === undefined) throw new Error('The fixture is no site.');
  return await runRules(site, root, timeoutMs);
}

/** What an expression gave in the process of the rules, read as the id of a rule. */
async function valueOf(expression: string): Promise<unknown> {
  const files = plant({ [RULES]: ["id: 'shop-paid'", 'id: probed'] });
  const probe = `const probed = await (async () => { try { return String(await (${expression})); } catch (error) { return error.code ?? error.message; } })();`;
  const site = readSite(makeSite({ ...files, [RULES]: `${probe}\n${files[RULES] ?? ''}` }));
  if (site === undefined) throw new Error('The fixture is no site.');
  const ran = await runRules(site, root);
  return ran.kind === 'known' ? ran.rules[0]?.fields['id'] : ran.reason;
}

it.each([
  ['reads no file of the machine', "(await import('node:fs')).readFileSync('/etc/passwd')", 'ERR_ACCESS_DENIED'],
  [
    'reads no file of this package',
    `(await import('node:fs')).readFileSync(${JSON.stringify(join(root, 'package.json'))})`,
    'ERR_ACCESS_DENIED',
  ],
  [
    'writes no file, not even in its own folder',
    "(await import('node:fs')).writeFileSync('x', 'x')",
    'ERR_ACCESS_DENIED',
  ],
  [
    'starts no process',
    "(await import('node:child_process')).execFileSync(process.execPath, ['-v'])",
    'ERR_ACCESS_DENIED',
  ],
  ['starts no thread', "new (await import('node:worker_threads')).Worker('', { eval: true })", 'ERR_ACCESS_DENIED'],
  [
    'has no secrets of the environment',
    'JSON.stringify(Object.keys(process.env).filter((name) => name !== "SystemRoot"))',
    '[]',
  ],
])('a rule %s', async (_, expression, expected) => {
  expect(await valueOf(expression)).toBe(expected);
});

it('a rule reaches no other machine', async () => {
  const lookUp = "(await import('node:dns/promises')).lookup('wix.invalid')";

  expect(await valueOf(lookUp)).toBe('ECONNREFUSED');
  expect(await valueOf("fetch('http://192.0.2.1/').catch((error) => error.cause.code)")).toBe('ECONNREFUSED');
});

it('ends an endless loop with a message, and leaves nothing behind', async () => {
  expect(await runWith('for (;;);', 1_500)).toEqual({
    kind: 'not-readable',
    reason: 'their code did not end within 1.5 seconds; look for a loop without an end',
  });
  expect(ownTemporaryFolders()).toEqual([]);
});

it.each([
  [
    'asks for more memory than it gets',
    'const all = []; for (;;) all.push(new Array(1e6).fill(all.length));',
    /ended without a result/,
  ],
  [
    'prints without end',
    'for (;;) (await import("node:fs")).writeSync(1, "x".repeat(1e6));',
    /printed more than 64 MB/,
  ],
  ['ends its process', 'process.exit(0);', /ended without a result \(0\)/],
  ['throws', "throw new Error('not today');", /ended without a result \(1\): Error: not today/],
  [
    'imports what is not there',
    "import { absent } from 'backend/greetings.js'; absent();",
    /No matching export .* "absent"/,
  ],
  ['imports a package that is not there', "import 'no-such-package-here';", /no-such-package-here/],
])('says what happened when it %s', async (_, code, reason) => {
  expect(await runWith(code)).toEqual({ kind: 'not-readable', reason: expect.stringMatching(reason) as string });
});

it.each([
  ['prints', 'console.log(process.argv[2]); console.log("{}");'],
  ['leaves a timer', 'setInterval(() => undefined, 1_000);'],
  [
    'calls Wix as it loads',
    "import { items } from '@wix/data'; import wixData from 'wix-data'; const found = await wixData.query('X').find();",
  ],
])('knows the rules of a file that %s', async (_, code) => {
  const ran = await runWith(code);

  expect(ran.kind === 'known' && ran.rules.map(({ fields }) => fields['id'])).toEqual(['shop-paid', 'ticket-canceled']);
});

it('may reach a server on this machine, as the rules of a developer do', async () => {
  const server = createServer((socket) => socket.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  const read = `new Promise(async (resolve, reject) => (await import('node:net')).connect(${port}, '127.0.0.1').on('data', resolve).on('error', reject))`;

  expect(await valueOf(read)).toBe('here');
  await new Promise((resolve) => server.close(resolve));
});

function ownTemporaryFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`order-events-rules-${process.pid}-`));
}
