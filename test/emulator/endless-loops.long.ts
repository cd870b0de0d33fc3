import { cleanUp, makeSite, open, returned, thrownCode } from './site-fixture.ts';

afterEach(cleanUp);

function openSite(files: Record<string, string>) {
  return open(makeSite(files), { endlessLoopMs: 50 });
}

describe('an endless loop ends with a message', () => {
  it.each([
    ['while', 'while (true) {}'],
    ['while without a block', 'let n = 0; while (true) n += 1;'],
    ['for', 'for (;;) {}'],
    ['for without a body', 'for (;;);'],
    ['do', 'do { } while (true);'],
    ['do without a block', 'let n = 0; do n += 1; while (true);'],
    ['nested loops', 'for (;;) for (const a of [1]) if (a) continue;'],
    ['after an await', 'await null; while (true) {}'],
    ['of awaits, which never lets the event loop turn', 'while (true) await null;'],
    ['of Wix calls', `while (true) await wixData.query('Things').find(owner);`],
    ['that catches everything', 'while (true) { try { while (true) {} } catch {} }'],
    ['in a function of the loop', 'const next = () => { for (;;); }; next();'],
    ['over an endless iterator', 'function* all() { while (true) yield 1; } for (const one of all()) if (!one) break;'],
  ])('%s', async (_what, code) => {
    const emulator = openSite({
      'src/backend/events.js': `import wixData from 'wix-data'; const owner = { suppressAuth: true };
        export async function handle() { ${code} }`,
    });
    emulator.data.createCollection('Things');

    const { result } = await emulator.invokeEvent('handle', {});

    expect(result).toMatchObject({ kind: 'threw', error: { name: 'EndlessLoopError', code: 'ENDLESS_LOOP' } });
    expect(result.kind === 'threw' ? result.error.message : '').toContain('0.05 seconds');
  });

  it('when a module is loaded', async () => {
    const emulator = openSite({ 'src/backend/events.js': 'while (true) {} export const handle = () => 1;' });

    expect(thrownCode(await emulator.invokeEvent('handle', {}))).toBe('ENDLESS_LOOP');
  });

  it('in a timer, whose error is reported', async () => {
    const emulator = openSite({
      'src/backend/events.js': `export const handle = () => new Promise((resolve) => { setTimeout(resolve, 1000); setTimeout(() => { for (;;); }); });`,
    });

    const { result, logs } = await emulator.invokeEvent('handle', {});

    expect(result.kind).toBe('returned');
    expect(logs).toMatchObject([
      { level: 'error', message: expect.stringContaining('Uncaught error: Error [EndlessLoopError]') },
    ]);
  });
});

it('a long loop that has breaks may run on', async () => {
  const emulator = openSite({
    'src/backend/events.js': `export async function handle() {
      let passes = 0;
      for (let turn = 0; turn < 8; turn++) {
        const until = performance.now() + 20;
        while (performance.now() < until) passes += 1;
        await new Promise((resolve) => setTimeout(resolve, 260));
      }
      return passes > 0;
    }`,
  });

  expect(returned(await emulator.invokeEvent('handle', {}))).toBe(true);
});

it('loops without a block do what they did', async () => {
  const emulator = openSite({
    'src/backend/events.js': `export function handle() {
      const seen = [];
      for (const a of [1, 2]) for (let b = 0; b < 2; b++) seen.push(a * 10 + b);
      for (const key in { x: 1, y: 2 }) if (key === 'x') seen.push(key); else seen.push('other ' + key);
      let n = 3; while (n--) seen.push(n);
      do seen.push('once'); while (false);
      label: for (const a of [1, 2]) { while (true) { if (a === 1) continue label; break label; } }
      for (var i = 0; i < 2; i++);
      return [...seen, i];
    }`,
  });

  expect(returned(await emulator.invokeEvent('handle', {}))).toEqual([
    10,
    11,
    20,
    21,
    'x',
    'other y',
    2,
    1,
    0,
    'once',
    2,
  ]);
});
