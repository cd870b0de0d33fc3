import { findHiddenCommands, readCommands } from '../../tools/documents/read-commands.ts';
import { differenceOf } from '../../tools/documents/same-output.ts';

const DOCUMENT = `# Title

\`\`\`sh
first --one        # what it does
second             # exit 1
\`\`\`

\`\`\`text
it prints
\`\`\`

## Below

\`\`\`console
$ third
a line
$ fourth
\`\`\`

\`\`\`shell
npm install
\`\`\`

\`\`\`
npx something
\`\`\`
`;

it('reads the commands of a document in order, with what each prints', () => {
  expect(readCommands(DOCUMENT)).toEqual([
    { line: 4, section: 'Title', text: 'first --one', exitCode: 0, output: undefined, isRunnable: true },
    { line: 5, section: 'Title', text: 'second', exitCode: 1, output: 'it prints\n', isRunnable: true },
    { line: 15, section: 'Below', text: 'third', exitCode: 0, output: 'a line\n', isRunnable: true },
    { line: 17, section: 'Below', text: 'fourth', exitCode: 0, output: '', isRunnable: true },
    { line: 21, section: 'Below', text: 'npm install', exitCode: 0, output: undefined, isRunnable: false },
  ]);
});

it('finds commands that stand in another block', () => {
  expect(findHiddenCommands(DOCUMENT)).toEqual(['npx something']);
});

it.each([
  ['the same', 'one\ntwo\n', 'one\ntwo\n'],
  ['other durations and ports', '200 kept  12 ms\n127.0.0.1:PORT', '200 kept  7 ms\n127.0.0.1:4780'],
  ['lines in the place of dots', 'one\n  …\nfour', 'one\ntwo\nthree\nfour'],
  ['nothing in the place of dots', 'one\n…\n', 'one\n'],
  ['the site that is run', 'one', 'Site: /home/somebody/my-site\none'],
])('takes %s for what the document says', (_what, documented, printed) => {
  expect(differenceOf(documented, printed)).toBeUndefined();
});

it.each([
  ['another word', 'one two', 'one three'],
  ['a line more', 'one', 'one\ntwo'],
  ['a line less', 'one\ntwo\n…\nfour', 'one\ntwo'],
  ['nothing', 'one', ''],
])('does not take %s for it', (_what, documented, printed) => {
  expect(differenceOf(documented, printed)).toBe(`It prints:\n${printed}`);
});
