import { cleanUp, makeSite, open } from './site-fixture.ts';

afterEach(cleanUp);

const LINES = `// one
// two
export async function fail() {
  for (const field of ['a']) {
    await null;
    null[field];
  }
}
`;

it.each(['fail.js', 'fail.jsw', 'fail.web.js', 'fail.ts'])('a stack names the line and column of %s', async (file) => {
  const emulator = open(
    makeSite({
      [`src/backend/${file}`]: LINES,
      'src/backend/events.js': `import { fail } from './${file}';\n\nexport const handle = () => fail();`,
    }),
  );

  const { result } = await emulator.invokeEvent('handle', {});

  expect(result.kind === 'threw' ? result.error.stack : '').toContain(`/src/backend/${file}:6:`);
});

it('a stack that the site writes to its log names them too', async () => {
  const emulator = open(
    makeSite({
      'src/backend/events.js': `// a comment
export function handle() {
  while (true) if (made()) break;
  console.error(new Error('here').stack);
}
function made() { return true; }`,
    }),
  );

  const { logs } = await emulator.invokeEvent('handle', {});

  expect(logs[0]?.message).toMatch(/^Error: here\n {4}at .*src\/backend\/events\.js:4:17/);
});
