import { cleanUp, makeSite, open, returned, thrownMessage } from './site-fixture.ts';

afterEach(cleanUp);

/** Opens a site whose events.js has the given imports and returns the given expression. */
function openSite(imports: string, expression: string, files: Record<string, string> = {}) {
  const events = `${imports}\nexport async function handle(event) { return ${expression}; }`;
  return open(makeSite({ 'src/backend/events.js': events, ...files }));
}

describe('imports', () => {
  it.each(['backend/orders/name', 'backend/orders/name.js', 'public/name'])(
    'resolves %s: "import … from \'backend/…\'", with the extension optional',
    async (specifier) => {
      const emulator = openSite(`import { name } from '${specifier}';`, 'name', {
        'src/backend/orders/name.js': `export const name = 'found';`,
        'src/public/name.js': `export const name = 'found';`,
      });

      expect(returned(await emulator.invokeEvent('handle', {}))).toBe('found');
    },
  );

  it('prefers a file to a folder of the same name', async () => {
    const emulator = openSite(`import { name } from 'backend/orders';`, 'name', {
      'src/backend/orders.js': `export const name = 'file';`,
      'src/backend/orders/index.js': `export const name = 'folder';`,
    });

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe('file');
  });

  it.each([
    ['backend/nowhere', 'there is no file src/backend/nowhere.js'],
    ['./nowhere.jsw', 'there is no file src/backend/nowhere.jsw'],
    ['backend/folder', 'src/backend/folder is a folder without an index.js'],
    ['backend/notes.txt', 'src/backend/notes.txt is not JavaScript, TypeScript or JSON'],
    ['../pages/home.js', 'a backend file can import files of backend/ and public/ only'],
    ['src/backend/name', 'import it as backend/name'],
    ['left-pad', 'not among the dependencies in package.json'],
    ['declared', 'package.json names it, but it is not in node_modules'],
  ])('refuses %s with the reason', async (specifier, reason) => {
    const emulator = openSite(`import * as it from '${specifier}';`, 'it', {
      'package.json': JSON.stringify({ dependencies: { declared: '1.0.0' } }),
      'src/backend/folder/a.js': '',
      'src/backend/notes.txt': '',
      'src/pages/home.js': '',
    });

    expect(thrownMessage(await emulator.invokeEvent('handle', {}))).toContain(reason);
  });

  it('refuses a name that the module does not export', async () => {
    const emulator = openSite(`import { nmae } from 'backend/name';`, 'nmae', {
      'src/backend/name.js': `export const name = 1;`,
    });

    expect(thrownMessage(await emulator.invokeEvent('handle', {}))).toContain(
      "'backend/name' does not provide an export named 'nmae'",
    );
  });

  it('loads modules that import each other', async () => {
    const emulator = openSite(`import { even } from 'backend/even';`, 'even(10)', {
      'src/backend/even.js': `import { odd } from 'backend/odd'; export function even(n) { return n === 0 || odd(n - 1); }`,
      'src/backend/odd.js': `import { even } from 'backend/even'; export function odd(n) { return n !== 0 && even(n - 1); }`,
    });

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe(true);
  });

  it('only resolves packages among `dependencies`, and loads them on demand', async () => {
    const emulator = openSite('', `event.load ? (await import('there')).default.answer : 'not yet'`, {
      'package.json': JSON.stringify({ dependencies: { there: '1.0.0' } }),
      'node_modules/there/index.js': `exports.answer = 42;`,
    });

    const before = await emulator.invokeEvent('handle', {});
    const after = await emulator.invokeEvent('handle', { load: true });

    expect(before.loadedModules).toEqual(['backend/events.js']);
    expect(returned(after)).toBe(42);
    expect(after.loadedModules).toEqual(['backend/events.js', 'there']);
  });

  it('accepts replacements by specifier', async () => {
    const site = makeSite({
      'src/backend/events.js': `import { orders } from '@wix/ecom'; export const handle = () => orders.getOrder('a');`,
    });
    const emulator = open(site, { modules: { '@wix/ecom': { orders: { getOrder: (id: string) => ({ id }) } } } });

    expect(returned(await emulator.invokeEvent('handle', {}))).toEqual({ id: 'a' });
  });
});

describe('a feature that is not modelled', () => {
  it.each([
    ['a function', `wixData.patch('Things')`, 'patch'],
    ['a member of a query', `wixData.query('Things').randomSort({})`, 'randomSort'],
    ['an option', `await wixData.get('Things', 'a', { includeReferences: [] })`, 'the option includeReferences'],
    ['a member of a namespace', `await triggeredEmails.emailEverybody('a')`, 'emailEverybody'],
    ['a member of a module', `await workflows.getWorkflow('a')`, 'workflows.getWorkflow'],
    ['elevation of a function of the site', `elevate(() => 1)()`, 'elevate'],
    ['the global fetch', `await fetch('https://example.com')`, 'fetch'],
  ])('throws NotEmulatedError for %s', async (_what, expression, member) => {
    const emulator = openSite(
      `import wixData from 'wix-data'; import { triggeredEmails, workflows } from 'wix-crm-backend'; import { elevate } from 'wix-auth';`,
      expression,
    );
    emulator.data.createCollection('Things');

    const { result } = await emulator.invokeEvent('handle', {});

    expect(result).toMatchObject({ kind: 'threw', error: { name: 'NotEmulatedError', code: 'NOT_EMULATED' } });
    expect(result).toHaveProperty('error.message', expect.stringContaining(member));
  });

  it('is recorded even if the site swallows the error', async () => {
    const emulator = openSite(`import wixData from 'wix-data';`, `(() => { try { wixData.patch('A'); } catch {} })()`);

    const invocation = await emulator.invokeEvent('handle', {});

    expect(invocation.result.kind).toBe('returned');
    expect(invocation.calls).toMatchObject([{ module: 'wix-data', member: 'patch', outcome: 'NOT_EMULATED' }]);
  });
});

describe('the realm of the site', () => {
  it('has the globals of Node.js, and none of a browser', async () => {
    const emulator = openSite(
      '',
      `[typeof process, typeof require, typeof window, typeof document, typeof Buffer, typeof URL, typeof setTimeout, typeof fetch,
        typeof crypto.randomUUID, typeof Response]`,
    );

    expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([
      'object',
      'function',
      'undefined',
      'undefined',
      'function',
      'function',
      'function',
      'function',
      'function',
      'function',
    ]);
  });

  it('has a process without the environment of this computer, which cannot end', async () => {
    const emulator = openSite('', `[Object.keys(process.env), process.exit(1)]`);

    expect(thrownMessage(await emulator.invokeEvent('handle', {}))).toContain('process.exit is not available');
    const reader = openSite('', `Object.keys(process.env)`);
    expect(returned(await reader.invokeEvent('handle', {}))).toEqual([]);
  });

  it("has Dates, Errors and Promises of its own, by the emulator's clock", async () => {
    const emulator = openSite(
      `import wixData from 'wix-data';`,
      `[new Date().toISOString(), Date.now(), typeof Date(), new Date(0) instanceof Date, new Date(0).constructor === Date,
        wixData.get('A', 'a').catch(() => 0) instanceof Promise, await wixData.get('A', 'a').catch((error) => error instanceof Error),
        event instanceof Object, Buffer.from('a') instanceof Uint8Array]`,
    );
    emulator.clock.set(Date.UTC(2030, 0, 1));

    expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([
      '2030-01-01T00:00:00.000Z',
      1893456000000,
      'string',
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('is strict', async () => {
    const emulator = openSite('', `(function () { return this === undefined; })()`);

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe(true);
  });

  it('keeps module state between invocations of one container, and not into the next', async () => {
    const emulator = openSite('let runs = 0;', '++runs');

    const first = returned(await emulator.invokeEvent('handle', {}));
    const second = returned(await emulator.invokeEvent('handle', {}));
    emulator.startContainer();
    const third = returned(await emulator.invokeEvent('handle', {}));

    expect([first, second, third]).toEqual([1, 2, 1]);
  });

  it('sends its console to the invocation that wrote the line', async () => {
    const emulator = openSite('', `console.warn('paid %s', event.id, { deep: true })`);

    const [a, b] = await Promise.all([
      emulator.invokeEvent('handle', { id: 'a' }),
      emulator.invokeEvent('handle', { id: 'b' }),
    ]);

    expect(a.logs).toEqual([
      { level: 'warn', message: 'paid a { deep: true }', at: 1704067200000, invocation: 'handle' },
    ]);
    expect(b.logs).toMatchObject([{ message: 'paid b { deep: true }' }]);
  });

  it('shows the line of the built file in a stack', async () => {
    const emulator = openSite('// one\n// two\n', `null.field`);

    const { result } = await emulator.invokeEvent('handle', {});

    expect(result).toMatchObject({ kind: 'threw', error: { name: 'TypeError' } });
    expect(result).toHaveProperty('error.stack', expect.stringMatching(/src\/backend\/events\.js:4:\d+/));
  });
});

describe('handlers', () => {
  it('get "a JSON copy": dates as text, and nothing shared', async () => {
    const emulator = openSite(
      '',
      `[typeof event.at, event.nothing === undefined, Object.keys(event), (event.list.push(2), event.list)]`,
    );
    const event = { at: new Date(0), nothing: undefined, list: [1], ['__proto__x']: 1 };

    expect(returned(await emulator.invokeEvent('handle', event))).toEqual([
      'string',
      true,
      ['at', 'list', '__proto__x'],
      [1, 2],
    ]);
    expect(event.list).toEqual([1]);
  });

  it('take JSON text that is nested deeper than JSON.stringify can write', async () => {
    const emulator = openSite(
      '',
      `(() => { let depth = 0; for (let at = event; at.a; at = at.a) depth += 1; return depth; })()`,
    );

    const json = '{"a":'.repeat(10_000) + '{}' + '}'.repeat(10_000);

    expect(returned(await emulator.invokeEventJson('handle', json))).toBe(10_000);
  });

  it('that do not exist are an error that names those that do', async () => {
    await expect(openSite('', '1').invokeEvent('wixEcom_onOrderUpdated', {})).rejects.toMatchObject({
      code: 'EXPORT_NOT_FOUND',
      message: 'src/backend/events.js exports no function wixEcom_onOrderUpdated. It exports handle.',
    });
  });

  it('need an events.js, and a site', async () => {
    const emulator = open(makeSite({ 'src/backend/other.js': '' }));

    await expect(emulator.invokeEvent('handle', {})).rejects.toMatchObject({ code: 'MODULE_NOT_FOUND' });
    expect(() => open('/nowhere')).toThrow('There is no folder /nowhere/src/backend.');
  });

  // https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/backend-code/events/about-events
  it('"Backend events are only triggered for published sites and don\'t work in preview mode"', async () => {
    const emulator = open(makeSite({ 'src/backend/events.js': 'export function handle() {}' }), { mode: 'preview' });

    await expect(emulator.invokeEvent('handle', {})).rejects.toMatchObject({ code: 'NOT_PUBLISHED' });
  });
});
