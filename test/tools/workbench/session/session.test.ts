import type { CommandLine, TextOutput } from '../../../../tools/workbench/session/command-line.ts';
import { createSession } from '../../../../tools/workbench/session/session.ts';

function lineTo(stdout: TextOutput, env: Record<string, string> = {}): CommandLine {
  return { root: '', argv: [], stdout, stderr: stdout, stdin: nothing(), env };
}

async function* nothing(): AsyncGenerator<string> {
  // A test that reads no input has none.
}

describe('printing', () => {
  it('waits for a reader that is slower, so that memory stays flat', async () => {
    const steps: string[] = [];
    const listeners: (() => void)[] = [];
    const output: TextOutput = { write: () => false, once: (_event, listener) => listeners.push(listener) };

    const printing = createSession(lineTo(output))
      .print('text')
      .then(() => steps.push('printed'));
    await Promise.resolve();
    steps.push('drained');
    for (const listener of listeners) listener();
    await printing;

    expect(steps).toEqual(['drained', 'printed']);
  });
});

describe('color', () => {
  it.each<[string, boolean, Record<string, string>, boolean]>([
    ['on a terminal', true, {}, true],
    ['in a pipe', false, {}, false],
    ['on a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['on a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['in a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['on a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['on a terminal that has none', true, { TERM: 'dumb' }, false],
  ])('%s', (_where, isTTY, env, isColored) => {
    const { colors } = createSession(lineTo({ write: () => true, isTTY }, env));

    expect(colors.red('x') !== 'x').toBe(isColored);
  });
});
