import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { documentedPayload } from '../support/documented-payloads.ts';
import { parseJsonObject, valueAt } from '../../tools/workbench/payload/json.ts';
import { commandNames, root, runCli, temporaryFolder } from './run-cli.ts';

const folder = temporaryFolder();
const recorded = join(folder, 'recorded.jsonl');
const documents = ['README.md', 'docs/command-line.md'];

beforeAll(() => {
  const handler = 'wixPricingPlans_onOrderUpdated';
  writeFileSync(recorded, JSON.stringify({ handler, event: documentedPayload(handler) }));
});

/** An example as it is printed, with the exit code that its comment names. */
interface Example {
  readonly text: string;
  readonly exitCode: number;
  readonly argv: readonly string[];
  readonly stdin: string;
  /** What the document says that it prints. */
  readonly output: string | undefined;
}

function examplesOf(document: string): Example[] {
  const blocks = read(document).matchAll(/```sh\n([^`]*)```(?:\n\n```text\n([^`]*)```)?/g);
  return [...blocks].flatMap(([, commands = '', output]) =>
    commands
      .trim()
      .split('\n')
      .map((line) => readExample(line, output)),
  );
}

function readExample(line: string, output: string | undefined): Example {
  const [text = '', comment = ''] = line.split(/\s+# /);
  const [, input, command = text] = /^cat (\S+) \| (.*)$/.exec(text) ?? [];
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return {
    text,
    exitCode: Number(/^exit (\d)$/.exec(comment)?.[1] ?? 0),
    argv: words,
    stdin: input === undefined ? '' : read(input),
    output,
  };
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The arguments with what is in other places here: the state, and the files. */
function placed([npx, name, ...argv]: readonly string[]): string[] {
  expect([npx, name]).toEqual(['npx', 'order-events']);
  const files = argv.map((word) =>
    word === 'recorded.jsonl' ? recorded : word.replace(/^payloads\//, `${root}/payloads/`),
  );
  const hasState = ['fire', 'run', 'replay', 'list', 'deliver', 'resend'].some((verb) => argv[1] === verb);
  const takesState = hasState && !(argv[0] === 'event' && argv[1] === 'list');
  return takesState ? [...files, '--state', join(folder, 'state')] : files;
}

describe.each(documents)('%s', (document) => {
  const examples = examplesOf(document);
  const commands = examples.filter(({ argv }) => argv[0] === 'npx');

  it.each(commands.map((example) => [example.text, example] as const))(
    'has an example that works: %s',
    async (_text, example) => {
      const { exitCode, stdout, stderr } = await runCli(placed(example.argv), { stdin: example.stdin });

      expect({ exitCode, stderr }).toMatchObject({ exitCode: example.exitCode });
      for (const part of example.output?.split(/^ *…\n/m) ?? []) expect(stdout).toContain(part.trimEnd());
    },
  );

  it('names only scripts that package.json has', () => {
    const scripts = [...read(document).matchAll(/npm (?:run )?(start|test|build|check)\b/g)].map(
      ([, script = '']) => script,
    );

    for (const script of scripts)
      expect(valueAt(parseJsonObject(read('package.json')), `scripts.${script}`)).toBeDefined();
  });

  it('links to files that are there', () => {
    const links = [...read(document).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link);

    expect(links.filter((link) => !existsSync(join(root, dirname(document), link)))).toEqual([]);
  });
});

it('starts with the two commands for a fresh machine', () => {
  const [first, second] = examplesOf('README.md');

  expect([first?.text, second?.text]).toEqual(['npm install && npm start', 'npm test']);
});

it('shows every command', () => {
  const missing = commandNames().filter((name) => !read('docs/command-line.md').includes(`order-events ${name}`));

  expect(missing).toEqual([]);
});
