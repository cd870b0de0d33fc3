import { formatWhole } from '../results/format-whole.ts';
import { markdownTable } from '../results/markdown-table.ts';
import type { ServerCost } from './measure-server.ts';

/** Way to receive webhooks, with its cost. */
export interface ThroughputRow extends ServerCost {
  readonly name: string;
  readonly database: string;
  readonly count: number;
}

/** Cost with a given number of stored orders. */
export interface GrowthRow extends ServerCost {
  readonly database: string;
  readonly known: number;
}

/** Returns the table of the ways to receive webhooks, and what it means. */
export function formatServer(throughput: readonly ThroughputRow[], sdkMs: number): string {
  return [
    'The built server in processes of their own, on a database that writes to its disk before it says so, and an emulated Wix that takes its',
    'emails at once. Orders of four webhooks each, two of which bring an email; 32 requests at a time. The driver, the emulated Wix and the',
    'database share the cores with the server, so webhooks a second say what such a machine does in all, and more processes do not help it;',
    'CPU is that of the server’s processes alone. *Handled to the end* runs until the last email is noted as sent. *Inside the request* is the',
    'same core on the same stores, which answers when all of that is done: what Wix waits for is then the email’s server. *graphile-worker as',
    'the inbox* is the same core and stores with [graphile-worker](https://worker.graphile.org/) 0.17 in place of the inbox and its lanes: a',
    'queue for each order, and the event’s id as the key of its job. Acknowledged, it handles what came already, as it has no role without work.',
    '',
    markdownTable(
      ['', 'database', 'processes', 'webhooks a second', 'CPU ms each', 'database CPU ms each'],
      [
        ...throughput.map((row) => [row.name, row.database, String(row.count), ...costOf(row)]),
        ['`webhooks.process` of `@wix/sdk`, no HTTP, no store', '–', '–', '–', sdkMs.toFixed(2), '–'],
      ],
    ),
  ].join('\n');
}

/** Returns the table of the cost by known orders. */
export function formatGrowth(growth: readonly GrowthRow[]): string {
  return [
    'Handled to the end by one process, with so many orders of one tenant known, each with its notifications:',
    '',
    markdownTable(
      ['database', 'orders known', 'webhooks a second', 'CPU ms each', 'database CPU ms each'],
      growth.map((row) => [row.database, formatWhole(row.known), ...costOf(row)]),
    ),
  ].join('\n');
}

function costOf({ perSecond, cpuMs, databaseCpuMs }: ServerCost): readonly string[] {
  return [formatWhole(perSecond), cpuMs.toFixed(2), databaseCpuMs?.toFixed(2) ?? '–'];
}
