import { cleanUp, makeSite, open, returned, thrownMessage } from './site-fixture.ts';

afterEach(cleanUp);

/** Opens a site whose events.js has the given imports and returns the given expression, with packages by name. */
function openSite(imports: string, expression: string, packages: Record<string, Record<string, string>>) {
  const files = Object.entries(packages).flatMap(([name, content]) =>
    Object.entries(content).map(([path, text]) => [`node_modules/${name}/${path}`, text]),
  );
  return open(
    makeSite({
      'package.json': JSON.stringify({
        dependencies: Object.fromEntries(Object.keys(packages).map((name) => [name, '1.0.0'])),
      }),
      'src/backend/events.js': `${imports}\nexport async function handle(event) { return ${expression}; }`,
      ...(Object.fromEntries(files) as Record<string, string>),
    }),
  );
}

async function valueOf(imports: string, expression: string, packages: Record<string, Record<string, string>>) {
  return returned(await openSite(imports, expression, packages).invokeEvent('handle', {}));
}

describe('a package of CommonJS', () => {
  it('is imported by default, by name and by require', async () => {
    const packages = { pad: { 'index.js': `module.exports = (text) => '_' + text; module.exports.width = 2;` } };

    expect(await valueOf(`import pad, { width } from 'pad';`, `[pad('a'), width]`, packages)).toEqual(['_a', 2]);
    expect(await valueOf(`const pad = require('pad');`, `pad('a')`, packages)).toBe('_a');
  });

  it('that was compiled from ECMAScript gives its own default', async () => {
    const packages = {
      compiled: {
        'index.js': `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 'its default';`,
      },
    };

    expect(await valueOf(`import it from 'compiled';`, 'it', packages)).toBe('its default');
  });

  it('has main, JSON, its folder, code that is not strict, and packages of its own', async () => {
    const packages = {
      outer: {
        'package.json': JSON.stringify({ main: './lib/main' }),
        'lib/main.js': `const fs = require('fs'); const path = require('node:path');
          undeclared = 'allowed here';
          exports.parts = [require('./data').name, require('../package.json').main, fs.readFileSync(path.join(__dirname, 'text.txt'), 'utf8'),
            require('inner'), undeclared, typeof process.version, module.exports === exports];`,
        'lib/data.json': '{ "name": "data" }',
        'lib/text.txt': 'text',
        'node_modules/inner/index.js': `module.exports = 'inner';`,
      },
    };

    expect(await valueOf(`import { parts } from 'outer';`, 'parts', packages)).toEqual([
      'data',
      './lib/main',
      'text',
      'inner',
      'allowed here',
      'string',
      true,
    ]);
  });

  it('may import in circles', async () => {
    const packages = {
      circle: {
        'index.js': `exports.name = 'index'; exports.seen = require('./other').seen;`,
        'other.js': `exports.seen = require('./index').name;`,
      },
    };

    expect(await valueOf(`import { seen } from 'circle';`, 'seen', packages)).toBe('index');
  });
});

describe('a package of ECMAScript modules', () => {
  const esm = {
    'package.json': JSON.stringify({
      type: 'module',
      exports: {
        '.': { import: './index.js' },
        './features/*': './src/*.js',
        './features/hidden': null,
        './both': { require: './both.cjs', default: './both.js' },
      },
      imports: { '#inside': { node: './src/inside.js', default: './nowhere.js' } },
    }),
    'index.js': `import inside from '#inside'; import cjs from './common.cjs'; export { one } from './src/one.js';
      export default [inside, cjs, import.meta.url.startsWith('file:///')];`,
    'common.cjs': `exports.__esModule = true; exports.default = 'not what Node.js gives';`,
    'src/one.js': `export const one = 1;`,
    'src/inside.js': `export default 'inside';`,
    'src/two.js': `export const two = await0; function await0() { return 2; }`,
    'both.cjs': `exports.form = 'require';`,
    'both.js': `export const form = 'import';`,
  };

  it('is loaded with its `exports`, `imports` and the default imports of Node.js', async () => {
    expect(await valueOf(`import list, { one } from 'esm';`, `[...list, one]`, { esm })).toEqual([
      'inside',
      { __esModule: true, default: 'not what Node.js gives' },
      true,
      1,
    ]);
  });

  it('offers the subpaths that its `exports` name, and no others', async () => {
    expect(await valueOf(`import { form } from 'esm/both';`, 'form', { esm })).toBe('require');
    const emulator = openSite(`import 'esm/src/one.js';`, '1', { esm });
    expect(thrownMessage(await emulator.invokeEvent('handle', {}))).toContain(
      "Cannot find package 'esm/src/one.js' imported from backend/events.js",
    );
  });

  it('matches patterns of subpaths, and hides what is null', async () => {
    expect(await valueOf(`import { one } from 'esm/features/one';`, 'one', { esm })).toBe(1);
    const emulator = openSite(`import 'esm/features/hidden';`, '1', { esm });
    expect((await emulator.invokeEvent('handle', {})).result.kind).toBe('threw');
  });
});

describe('packages', () => {
  const counter = { counter: { 'index.js': `let count = 0; module.exports = () => ++count;` } };

  it('keep their state in a container, and not beyond it', async () => {
    const emulator = openSite(`import next from 'counter';`, 'next()', counter);

    const first = returned(await emulator.invokeEvent('handle', {}));
    const second = returned(await emulator.invokeEvent('handle', {}));
    emulator.startContainer();
    const third = returned(await emulator.invokeEvent('handle', {}));

    expect([first, second, third]).toEqual([1, 2, 1]);
  });

  it("live in the realm of the site, by the emulator's clock", async () => {
    const packages = { maker: { 'index.js': `exports.make = () => [new Date(), new Error('a'), [], {}];` } };

    expect(
      await valueOf(
        `import { make } from 'maker';`,
        `(([date, error, list, object]) => [date.toISOString(), date instanceof Date, error instanceof Error, list instanceof Array, object instanceof Object])(make())`,
        packages,
      ),
    ).toEqual(['2024-01-01T00:00:00.000Z', true, true, true, true]);
  });

  it('get the emulated modules of Wix', async () => {
    const packages = {
      helper: { 'index.js': `exports.read = () => require('wix-secrets-backend').getSecret('key');` },
    };
    const emulator = openSite(`import { read } from 'helper';`, 'read()', packages);
    emulator.putSecret('key', 'hush');

    expect(returned(await emulator.invokeEvent('handle', {}))).toBe('hush');
  });

  it.each([
    ['https.request', `require('https').request('https://example.com/')`, 'example.com'],
    ['http.get', `require('node:http').get({ hostname: 'example.com', path: '/' })`, 'example.com'],
    ['net.connect', `require('net').connect(80, '192.0.2.1')`, '192.0.2.1'],
    ['tls.connect', `require('tls').connect({ host: 'example.com', port: 443 })`, 'example.com'],
    ['dns.lookup', `require('dns').lookup('example.com', () => 0)`, 'example.com'],
  ])('do not reach the network by %s', async (_name, code, host) => {
    const emulator = openSite(`import { go } from 'client';`, 'go()', {
      client: { 'index.js': `exports.go = () => { ${code}; };` },
    });

    expect(thrownMessage(await emulator.invokeEvent('handle', {}))).toContain(`A connection to ${host}`);
  });

  it('of native code are refused, which "aren\'t supported"', async () => {
    const emulator = openSite(`import 'native';`, '1', {
      native: { 'package.json': '{ "main": "binding.node" }', 'binding.node': '' },
    });

    expect(thrownMessage(await emulator.invokeEvent('handle', {}))).toContain('is native code');
  });

  it('a package.json that is none is an error about the file', async () => {
    const emulator = open(
      makeSite({ 'package.json': '{', 'src/backend/events.js': `import 'x'; export const handle = () => 1;` }),
    );

    await expect(emulator.invokeEvent('handle', {})).rejects.toMatchObject({
      code: 'SITE_NOT_READABLE',
      message: expect.stringContaining('package.json cannot be read'),
    });
  });
});
