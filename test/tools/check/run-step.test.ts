import { runStep } from '../../../tools/check/run-step.ts';

function run(code: string): ReturnType<typeof runStep> {
  return runStep({ name: 'probe', command: ['-e', code] });
}

it('passes when the command exits with 0, and keeps what it printed on both streams', async () => {
  const result = await run('console.log("to one"); console.error("to the other")');

  expect(result.isPassed).toBe(true);
  expect(result.output).toContain('to one');
  expect(result.output).toContain('to the other');
});

it.each([['process.exitCode = 1'], ['throw new Error("broken")'], ['process.kill(process.pid)']])(
  'fails when the command ends otherwise: %s',
  async (code) => {
    expect(await run(code)).toMatchObject({ isPassed: false });
  },
);
