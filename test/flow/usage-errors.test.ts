import { commandNames, runCli, runJson } from './run-cli.ts';

const fire = ['event', 'fire', 'wixEvents_onOrderUpdated', '--fresh'];

describe('wrong usage', () => {
  it.each([
    ['a field that is not there', [...fire, '--set', 'statsu=CANCELED'], 'unknown-path', 'status'],
    ['a wrong handler', ['event', 'fire', 'wixEvent_onOrderUpdated'], 'unknown-handler', 'wixEvents_onOrderUpdated'],
    ['a wrong payload', [...fire, '--payload', 'documentd'], 'unknown-payload', 'documented'],
    ['a file that is not there', [...fire, '--payload', './none.json'], 'file-not-readable', null],
    ['a replay file that is not there', ['event', 'replay', './none.jsonl'], 'file-not-readable', null],
    ['a value without a path', [...fire, '--set', 'CANCELED'], 'wrong-value', null],
    ['a wrong command', ['evnt', 'list'], 'unknown-command', 'event'],
    ['a wrong subcommand', ['event', 'fier'], 'unknown-command', 'fire'],
    ['a wrong flag', [...fire, '--tims', '2'], 'unknown-option', '--times'],
    ['a number that is none', [...fire, '--times', 'two'], 'wrong-arguments', null],
    ['a million deliveries', [...fire, '--times', '1000000'], 'wrong-arguments', null],
    ['a million deliveries of a sequence', ['event', 'run', 'shop', '--times', '1000000'], 'wrong-arguments', null],
    ['a missing handler', ['event', 'fire'], 'wrong-arguments', null],
    ['a wrong time', [...fire, '--clock', 'soon'], 'wrong-value', null],
    ['a wrong sequence', ['event', 'run', 'ticket'], 'unknown-sequence', 'tickets'],
    ['a wrong status', ['outbox', 'list', '--status', 'lost'], 'wrong-arguments', null],
  ])('%s is refused, with what was meant', async (_what, argv, code, suggestion) => {
    const { exitCode, objects } = await runJson(argv);
    const { stderr } = await runCli(argv);

    expect(exitCode).toBe(2);
    expect(objects).toEqual([{ error: { code, message: expect.any(String), suggestion } }]);
    expect(stderr.includes('Did you mean')).toBe(suggestion !== null);
    expect(stderr).toContain(suggestion ?? '');
  });

  it('of a payload that is not JSON is refused', async () => {
    const { exitCode, stderr } = await runCli([...fire, '--payload', '-'], { stdin: '{"a":' });

    expect(exitCode).toBe(2);
    expect(stderr).toContain('The payload (standard input) is not JSON');
  });

  it('writes nothing to the standard output without --json', async () => {
    const { stdout } = await runCli([...fire, '--set', 'statsu=CANCELED']);

    expect(stdout).toBe('');
  });

  it.each([[[]], [['event']], [['outbox']]])('%j prints the help', async (argv) => {
    const { exitCode, stderr } = await runCli(argv);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('Usage: order-events');
  });
});

describe('help', () => {
  it.each([[''], ['outbox'], ...commandNames().map((name) => [name])])('of "%s" has examples', async (name) => {
    const { exitCode, stdout } = await runCli([...name.split(' '), '--help'].filter((word) => word !== ''));

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}\$ node bin\/order-events\.js /);
  });

  it('offers --json for every command but the console', async () => {
    const without: string[] = [];
    for (const name of commandNames()) {
      const { stdout } = await runCli([...name.split(' '), '--help']);
      if (!stdout.includes('--json ')) without.push(name);
    }

    expect(without).toEqual(['console']);
  });

  it('tells the version', async () => {
    const { exitCode, stdout } = await runCli(['--version']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
