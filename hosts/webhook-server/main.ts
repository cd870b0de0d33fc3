import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readConfig, formatFaults, type ServerConfig } from './config.ts';
import { createLog } from './log.ts';
import { openDatabase } from './open-database.ts';
import { startServer } from './server.ts';
import { loadSiteRules, loadTenantRules } from './tenant-rules.ts';

const WRONG_CONFIGURATION = 2;
const FAILED = 1;
/** Container platforms end a process some 30 s after they asked it to. */
const DRAIN_MS = 25_000;

/** Runs the server until SIGTERM or SIGINT, by the variables of the environment. Returns the exit code. */
async function main(): Promise<number> {
  const read = readConfig(process.env);
  if (read.kind === 'invalid') return refuse(formatFaults(read.faults));
  const { config } = read;
  const rules = loadRules(config);
  if (rules.kind === 'invalid') return refuse(rules.faults.join('\n'));
  const log = createLog(config.logLevel);
  const server = await startServer(config, {
    sql: openDatabase(config.databaseUrl),
    rulesOf: rules.of,
    ...createOuterPorts(config, log),
    now: Date.now,
    random: Math.random,
    log,
  });
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const isDrained = await Promise.race([server.stop().then(() => true), after(DRAIN_MS)]);
  return isDrained ? 0 : FAILED;
}

function refuse(faults: string): number {
  process.stderr.write(`The server cannot start:\n${faults}\n`);
  return WRONG_CONFIGURATION;
}

async function after(ms: number): Promise<false> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref());
  return false;
}

process.exitCode = await main();
process.exit();
