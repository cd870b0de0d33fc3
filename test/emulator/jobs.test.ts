import { cleanUp, makeSite, open, returned } from './site-fixture.ts';

afterEach(cleanUp);

const hourly = { cronExpression: '30 * * * *' };

function makeJobsSite(jobs: unknown, code = `export const tick = () => new Date().toISOString();`): string {
  return makeSite({ 'src/backend/jobs.config': JSON.stringify({ jobs }), 'src/backend/jobs.js': code });
}

function job(functionName: string, executionConfig: unknown) {
  return { functionLocation: '/jobs.js', functionName, description: `Runs ${functionName}`, executionConfig };
}

// https://dev.wix.com/docs/develop-websites/articles/workspace-tools/developer-tools/recurring-jobs/scheduling-recurring-jobs
it('reads cron expressions, and times by day, weekday or date', () => {
  const emulator = open(
    makeJobsSite([
      job('a', hourly),
      job('b', { time: '08:05' }),
      job('c', { time: '08:05', dayOfWeek: 'Monday' }),
      job('d', { time: '23:00', dateInMonth: 31 }),
    ]),
  );

  expect(emulator.listJobs().map((found) => [found.functionName, found.cronExpression, found.problem])).toEqual([
    ['a', '30 * * * *', null],
    ['b', '5 8 * * *', null],
    ['c', '5 8 * * 1', null],
    ['d', '0 23 31 * *', null],
  ]);
});

it.each([
  [{ cronExpression: '*/30 * * * *' }, 'hourly at most'],
  [{ cronExpression: '0,59 * * * *' }, 'hourly at most'],
  [{ cronExpression: 'whenever' }, 'five fields'],
  [{ cronExpression: 'a b c d e' }, 'cannot be read'],
  [{}, 'neither a cronExpression nor a time'],
])('does not run a job with %j', async (config, problem) => {
  const emulator = open(makeJobsSite([job('tick', config)]));

  expect(emulator.listJobs()[0]?.problem).toContain(problem);
  expect(await emulator.runDueJobs(Date.UTC(2024, 0, 2))).toEqual([]);
});

it('"You can add up to 20 scheduled jobs that run at a minimum of 1 hour intervals"', () => {
  const emulator = open(makeJobsSite(Array.from({ length: 21 }, () => job('tick', hourly))));

  expect(emulator.listJobs().filter((found) => found.problem !== null)).toHaveLength(1);
});

it('runs due jobs in the order of time, at their times, in UTC', async () => {
  const code = `export const tick = () => 'tick ' + new Date().toISOString(); export const tock = () => 'tock ' + new Date().toISOString();`;
  const emulator = open(makeJobsSite([job('tick', hourly), job('tock', { time: '01:00' })], code));

  const runs = await emulator.runDueJobs(Date.UTC(2024, 0, 1, 2));
  const again = await emulator.runDueJobs(Date.UTC(2024, 0, 1, 2, 29));

  expect(runs.map((run) => returned(run.invocation))).toEqual([
    'tick 2024-01-01T00:30:00.000Z',
    'tock 2024-01-01T01:00:00.000Z',
    'tick 2024-01-01T01:30:00.000Z',
  ]);
  expect(again).toEqual([]);
  expect(emulator.clock.now()).toBe(Date.UTC(2024, 0, 1, 2, 29));
});

it('runs only the latest jobs after a long gap', async () => {
  const emulator = open(makeJobsSite([job('tick', hourly)]));

  const runs = await emulator.runDueJobs(Date.UTC(2030, 0, 1), { atMostPerJob: 2 });

  expect(runs.map((run) => new Date(run.dueAt).toISOString())).toEqual([
    '2029-12-31T22:30:00.000Z',
    '2029-12-31T23:30:00.000Z',
  ]);
});

it('does not repeat a run that crashed before the next one is due', async () => {
  const emulator = open(
    makeJobsSite(
      [job('tick', hourly)],
      `import wixData from 'wix-data'; export const tick = () => wixData.query('A').find();`,
    ),
  );
  emulator.faults.crashAfterCall(1);

  const [crashed] = await emulator.runDueJobs(Date.UTC(2024, 0, 1, 1));

  expect(crashed?.invocation.result.kind).toBe('crashed');
  expect(await emulator.runDueJobs(Date.UTC(2024, 0, 1, 1))).toEqual([]);
  expect(await emulator.runDueJobs(Date.UTC(2024, 0, 1, 2))).toHaveLength(1);
});

it('runs a job "with Admin permissions", also by hand', async () => {
  const site = makeJobsSite(
    [job('tick', hourly)],
    `import wixData from 'wix-data'; export const tick = async () => (await wixData.insert('A', { _id: 'a' }))._id;`,
  );
  const emulator = open(site);
  emulator.data.createCollection('A');

  expect(returned(await emulator.invokeJob('tick'))).toBe('a');
  await expect(emulator.invokeJob('tock')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
});

it('schedules nothing "only after publish", and nothing for a site without jobs.config', async () => {
  const preview = open(makeJobsSite([job('tick', hourly)]), { mode: 'preview' });
  const without = open(makeSite({ 'src/backend/events.js': '' }));

  expect(await preview.runDueJobs(Date.UTC(2025, 0, 1))).toEqual([]);
  expect(without.listJobs()).toEqual([]);
});

it.each(['{ not json', '[]', '{ "jobs": {} }'])('refuses a jobs.config that is %s', (content) => {
  const emulator = open(makeSite({ 'src/backend/jobs.config': content }));

  expect(() => emulator.listJobs()).toThrow(expect.objectContaining({ code: 'INVALID_JOBS_CONFIG' }));
});
