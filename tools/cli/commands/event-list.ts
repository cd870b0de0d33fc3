import type { Command } from 'commander';

import { handlerNames, handlers } from '../../../src/backend/order-events/handlers/handlers.ts';
import { listPayloads, type LibraryPayload } from '../../workbench/payload/payload-library.ts';
import { columnsOf, formatRows } from '../report/wrap-row.ts';
import { listSequences } from '../../workbench/sequences/read-sequences.ts';
import type { Session } from '../../workbench/session/session.ts';

const EXAMPLES = `
Examples:
  $ node bin/order-events.js event list
  $ node bin/order-events.js event list --json`;

/** Adds `event list`. */
export function addEventList(parent: Command, session: Session, end: (code: number) => void): void {
  parent
    .command('list')
    .description('list the handlers, their payloads, and the named sequences')
    .option('--json', 'one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: { readonly json?: true }) => {
      const { root } = session.line;
      const payloads = listPayloads(root);
      const listed = handlerNames.map((handler) => ({
        handler,
        product: handlers[handler].product,
        payloads: payloads.filter((payload) => payload.handler === handler),
      }));
      const sequences = listSequences(root);
      if (flags.json === true) {
        const shown = listed.map((entry) => ({ ...entry, payloads: entry.payloads.map(showPayload) }));
        const steps = sequences.map(({ name, about, steps: all }) => ({
          name,
          about,
          steps: all.map((step) => step.name),
        }));
        await session.print(JSON.stringify({ handlers: shown, sequences: steps }));
        return end(0);
      }
      const columns = columnsOf(session.line.stdout);
      const { colors } = session;
      for (const { handler, product, payloads: own } of listed) {
        await session.print(`${colors.bold(handler)}  ${colors.dim(product)}`);
        const rows =
          own.length === 0
            ? [{ label: 'no documented payload', text: '', paint: colors.dim }]
            : own.flatMap(({ name, about, source }) => [
                { label: name, text: about, paint: colors.cyan },
                { label: '', text: source },
              ]);
        await session.print(`${formatRows(rows, columns).join('\n')}\n`);
      }
      await session.print(colors.bold('Sequences'));
      const rows = sequences.map(({ name, steps }) => ({
        label: name,
        text: steps.map((step) => step.name).join(', '),
        paint: colors.cyan,
      }));
      await session.print(formatRows(rows, columns).join('\n'));
      await session.print(
        '\nFire one: node bin/order-events.js event fire HANDLER. Run a sequence: node bin/order-events.js event run NAME',
      );
      end(0);
    });
}

function showPayload({ name, about, source }: LibraryPayload): Pick<LibraryPayload, 'name' | 'about' | 'source'> {
  return { name, about, source };
}
