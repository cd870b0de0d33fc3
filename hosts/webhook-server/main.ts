import { emailTemplates } from '../../src/backend/email-templates.js';
import { migrate } from '../sql/migrate.ts';
import { runCommand } from './commands.ts';
import { formatFaults, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { openDatabase } from './open-database.ts';
import { createOuterPorts } from './outer-ports.ts';
import { SERVER_LEASE_MS, startServer } from './server.ts';
import { createTenantCores } from './tenant-cores.ts';
import { loadTenantRules } from './tenant-rules.ts';

const WRONG_CONFIGURATION = 2;
const FAILED = 1;
/** Container platforms kill a process about 30 s after asking it to stop. */
const DRAIN_MS = 25_000;
/** Environment variables that rules may read as secrets; all others are out of their reach. */
const secretName = /^ORDER_EVENTS_\w+$/;

/** Runs the server until SIGTERM or SIGINT, or a single command, configured by environment variables. Returns the exit code. */
async function main(): Promise<number> {
  const { env } = process;
  const read = readConfig(env);
  if (read.kind === 'invalid') return refuse(formatFaults(read.faults));
  const { config } = read;
  const rules = loadTenantRules(config.rulesFolder);
  if (rules.kind === 'invalid') return refuse(rules.faults.join('\n'));
  const log = createLog(config.logLevel);
  const outer = createOuterPorts(config, {
    rulesOf: rules.of,
    templates: emailTemplates,
    fetch,
    now: Date.now,
    keep: () => Promise.reject(new Error('This server sends its emails and stores none')),
    readSecret: (name) => Promise.resolve(secretName.test(name) ? env[name] : undefined),
  });
  const sql = openDatabase(config.databaseUrl);
  const parts = { sql, ...outer, now: Date.now, random: Math.random, log };
  const args = process.argv.slice(2);
  if (args.length > 0) {
    await migrate(sql);
    const coreOf = createTenantCores({ ...parts, leaseMs: SERVER_LEASE_MS, digestKey: config.digestKey });
    return await runCommand(args, { sql, coreOf, now: Date.now, print: console.log });
  }
  const server = await startServer(config, parts);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  return (await Promise.race([server.stop(), after(DRAIN_MS)])) === 'late' ? FAILED : 0;
}

function refuse(faults: string): number {
  process.stderr.write(`The server cannot start:\n${faults}\n`);
  return WRONG_CONFIGURATION;
}

async function after(ms: number): Promise<'late'> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return 'late';
}

try {
  process.exit(await main());
} catch (error) {
  process.exit(refuse(error instanceof Error ? error.message : String(error)));
}
