import { printFaults } from '../../../emulator/cli/print-faults.ts';
import { cleanUp, makeSite } from '../site-fixture.ts';

afterEach(cleanUp);

function print(code: string): { readonly exitCode: number; readonly text: string } {
  let text = '';
  const siteDir = makeSite({ 'src/backend/a.js': code });
  const exitCode = printFaults(siteDir, false, { write: (part) => (text += part) });
  return { exitCode, text };
}

it('ends with the numbers of what it found', () => {
  expect(print('export const a = 1;')).toEqual({ exitCode: 0, text: 'Nothing found.\n' });
  expect(print("import 'backend/b.js';")).toMatchObject({
    exitCode: 1,
    text: expect.stringMatching(/\n1 error, 0 warnings\.\n$/) as string,
  });
});

it('gives a terminal nothing to obey', () => {
  const { text } = print("import 'backend/\u001B]0;title\u0007\u009B2J\u202Eb.js';");

  expect(text).toContain('backend/\\u001b]0;title\\u0007\\u009b2J\\u202eb.js');
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202E]/u);
});
