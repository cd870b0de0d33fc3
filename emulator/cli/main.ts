import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { EmulatorError } from '../emulator-error.ts';
import { visibleText } from './visible-text.ts';

const USAGE = `Usage:
  npx velo-emulator dev [DIR] [options]             serves a Wix site on this computer
  npx velo-emulator check [DIR] [--json]            finds, without running anything, what cannot be parsed, linked or called
  npx velo-emulator snapshot NAME [DIR] [--state]   keeps a copy of the data
  npx velo-emulator restore NAME [DIR] [--state]    replaces the data by that copy
  npx velo-emulator export [DIR] [--state]          prints the collections as JSON

Options of dev:
  --port N          port of the server on the loopback address (default: 3700)
  --state DIR       folder that keeps the data (default: .velo-emulator in the site's folder)
  --memory          keeps nothing
  --seed DIR        folder with one JSON file for each collection: [ITEM, …] or {"permissions": {…}, "items": [ITEM, …]}
  --secrets FILE    JSON file with secrets by name; refused if git tracks it (default: .velo-secrets.json, if there is one)
  --clock MODE      real (the default) moves the clock with time, and runs jobs when they are due; still lets it stand still
  --allow-network   lets the site's requests reach other computers

The emulator is no sandbox: run only sites that you trust.
`;

const DEFAULT_PORT = '3700';
const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  port: { type: 'string', default: DEFAULT_PORT },
  state: { type: 'string' },
  memory: { type: 'boolean' },
  seed: { type: 'string' },
  secrets: { type: 'string' },
  clock: { type: 'string', default: 'real' },
  'allow-network': { type: 'boolean' },
} as const;

/** Runs the command line; returns the exit code: 0 done, 1 something was found or failed, 2 wrong usage. */
async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [command = '', ...words] = positionals;
  const hasName = command === 'snapshot' || command === 'restore';
  const name = hasName ? words.shift() : '';
  const [siteDir = '.', ...others] = words;
  if (others.length > 0 || name === undefined) return refuse(USAGE);
  const stateDir = values.state ?? join(siteDir, '.velo-emulator');
  switch (command) {
    case 'check': {
      const { printFaults } = await import('./print-faults.ts');
      return printFaults(siteDir, values.json === true, process.stdout);
    }
    case 'dev':
      return await runDev(siteDir, values.memory === true ? undefined : stateDir, values);
    case 'snapshot':
    case 'restore': {
      const { restoreSnapshot, takeSnapshot } = await import('../dev/snapshots.ts');
      (command === 'snapshot' ? takeSnapshot : restoreSnapshot)(stateDir, name);
      return 0;
    }
    case 'export':
      return await printExport(siteDir, stateDir);
    default:
      return refuse(USAGE);
  }
}

interface DevValues {
  readonly port: string;
  readonly clock: string;
  readonly seed?: string | undefined;
  readonly secrets?: string | undefined;
  readonly 'allow-network'?: boolean | undefined;
}

async function runDev(siteDir: string, stateDir: string | undefined, values: DevValues): Promise<number> {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return refuse('--port is a number from 0 to 65535.\n');
  const { clock } = values;
  if (clock !== 'real' && clock !== 'still') return refuse('--clock is real or still.\n');
  const { startDev } = await import('../dev/start-dev.ts');
  const payloads = fileURLToPath(new URL('payloads', import.meta.url));
  const server = await startDev({
    siteDir,
    port,
    clock,
    stateDir,
    seedDir: values.seed,
    secretsFile: values.secrets,
    payloadDir: existsSync(payloads) ? payloads : undefined,
    allowsNetwork: values['allow-network'] === true,
    print: (line) => void process.stdout.write(`${visibleText(line)}\n`),
  });
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return 0;
}

async function printExport(siteDir: string, stateDir: string): Promise<number> {
  const { createEmulator } = await import('../emulator.ts');
  const { exportCollections } = await import('../dev/local-files.ts');
  const { stateFileIn } = await import('../dev/snapshots.ts');
  const emulator = createEmulator({ siteDir, stateFile: stateFileIn(stateDir) });
  process.stdout.write(`${JSON.stringify(exportCollections(emulator), null, 2)}\n`);
  emulator.close();
  return 0;
}

function refuse(problem: string): number {
  process.stderr.write(visibleText(problem));
  return 2;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!isUsage && !(error instanceof EmulatorError)) throw error;
  process.stderr.write(`${visibleText(error.message)}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
