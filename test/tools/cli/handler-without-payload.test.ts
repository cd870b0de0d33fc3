import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { serveConsole } from '../../../tools/console/serve-console.ts';
import { readLibrary } from '../../../tools/console/views/read-library.ts';
import { root, runCli, temporaryFolder } from '../../flow/run-cli.ts';
import { parseJsonObject, valueAt } from '../../../tools/workbench/payload/json.ts';

const HANDLER = 'wixEcom_onOrderUpdated';
const OTHER = 'wixEvents_onOrderUpdated';

/** This package, without the folder that has the payloads of one of its handlers. */
const siteRoot = temporaryFolder();
for (const name of ['package.json', 'src', 'tools']) symlinkSync(join(root, name), join(siteRoot, name));
cpSync(join(root, 'payloads'), join(siteRoot, 'payloads'), {
  recursive: true,
  filter: (path) => path !== join(root, 'payloads', HANDLER),
});

const fire = ['event', 'fire', HANDLER, '--fresh'];
const MESSAGE = `${HANDLER} has no documented payload. Fire a file with --payload FILE, or put the payload that Wix documents at payloads/${HANDLER}/documented.json, with its source in payloads/README.md.`;

describe('a handler without a documented payload', () => {
  it('is listed as one', async () => {
    const { exitCode, stdout } = await runCli(['event', 'list'], { siteRoot });
    const { stdout: json } = await runCli(['event', 'list', '--json'], { siteRoot });

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`\n${HANDLER}  wix-ecom\n  no documented payload\n\n`);
    expect(valueAt(parseJsonObject(json), 'handlers')).toContainEqual({
      handler: HANDLER,
      product: 'wix-ecom',
      payloads: [],
    });
  });

  it.each([[fire], [[...fire, '--payload', 'documented']]])('is not fired by %j', async (argv) => {
    const { exitCode, stdout, stderr } = await runCli([...argv, '--json'], { siteRoot });

    expect(exitCode).toBe(2);
    expect(stderr).toBe(`${MESSAGE}\n`);
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'unknown-payload', message: MESSAGE, suggestion: null } });
  });

  it('is fired with a payload from elsewhere', async () => {
    const file = join(root, 'payloads', HANDLER, 'documented.json');
    const fromFile = await runCli([...fire, '--payload', file, '--json'], { siteRoot });
    const fromInput = await runCli([...fire, '--payload', '-', '--json'], {
      siteRoot,
      stdin: readFileSync(file, 'utf8'),
    });

    expect([fromFile, fromInput].map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(parseJsonObject(fromFile.stdout)).toMatchObject({ handler: HANDLER, verdict: 'first-seen' });
  });

  it('keeps the start from nothing else', async () => {
    const { exitCode, stdout } = await runCli(['start', '--no-console'], { siteRoot });

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`^1/\\d+ {2}${OTHER}$`, 'm'));
    expect(stdout).not.toMatch(new RegExp(`^\\d+/\\d+ {2}${HANDLER}$`, 'm'));
  });

  it('is in the library of the console, which opens as usual', async () => {
    const { handlers, payloads, problem } = readLibrary(siteRoot);
    const served = await serveConsole({ root: siteRoot, state: join(siteRoot, 'state'), port: 0 });
    await served.close();

    expect(problem).toBeNull();
    expect(handlers).toContain(HANDLER);
    expect(payloads.map((payload) => payload.handler)).toContain(OTHER);
    expect(payloads.map((payload) => payload.handler)).not.toContain(HANDLER);
  });
});
