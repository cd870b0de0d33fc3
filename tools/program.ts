import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';

import { isJsonObject } from '../src/backend/order-events/values/json-object.ts';
import { addEmailPreview } from './cli/commands/email-preview.ts';
import { addEventFire } from './cli/commands/event-fire.ts';
import { addEventImport } from './cli/commands/event-import.ts';
import { addEventList } from './cli/commands/event-list.ts';
import { addEventReplay } from './cli/commands/event-replay.ts';
import { addEventRun } from './cli/commands/event-run.ts';
import { addOutbox } from './cli/commands/outbox.ts';
import { addStart } from './cli/commands/start.ts';
import { addConsole, fillWhenEmpty, runConsole } from './console/console-command.ts';
import { addSiteCommands } from './site/site-command.ts';
import type { Session } from './workbench/session/session.ts';
import { visibleText } from '../emulator/cli/visible-text.ts';

const EXAMPLES = `
Examples:
  $ node bin/order-events.js start
  $ node bin/order-events.js event fire wixEvents_onOrderConfirmed --set firstName=Jane --fresh
  $ node bin/order-events.js event run shop --fresh
  $ node bin/order-events.js event replay recorded.jsonl --fresh

Every command has --help with examples, and all but console have --json.
Exit: 0 done, 1 it ran and something was refused or failed, 2 usage.`;

/** Creates the commands; `end` receives the exit code of the one that ran. Wrong usage makes parsing throw CommanderError. */
export function createProgram(session: Session, end: (code: number) => void): Command {
  const { stdout, stderr, root } = session.line;
  const program = new Command('order-events')
    .description('Try the order events of a Wix site on this machine: no account, nothing leaves it.')
    .version(readVersion(root), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .configureHelp({ helpWidth: 100 })
    .configureOutput({
      writeOut: (text) => void stdout.write(visibleText(text)),
      writeErr: (text) => void stderr.write(visibleText(text)),
      // `run` writes all errors, as text or as JSON.
      outputError: () => undefined,
      getOutHasColors: () => session.colors.isColorSupported,
    })
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  addStart(program, session, end, {
    openConsole: (site, deliveries) => runConsole(session, site, {}, (console) => fillWhenEmpty(console, deliveries)),
    startServer: async (deliveries, options) =>
      // Loaded here so that other commands do not load the server.
      await (await import('./server/server-command.ts')).runServer(deliveries, session, options),
  });
  addConsole(program, session, end);
  const event = program.command('event').description('fire, run and replay order events');
  addEventList(event, session, end);
  addEventFire(event, session, end);
  addEventRun(event, session, end);
  addEventReplay(event, session, end);
  addEventImport(event, session, end);
  addOutbox(program, session, end);
  addEmailPreview(program, session, end);
  addSiteCommands(program, session, end);
  return program;
}

function readVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = isJsonObject(manifest) ? manifest['version'] : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
