import { createInbox, type ListedEvent } from '../sql/inbox.ts';
import type { Sql } from '../sql/sql.ts';
import { createTenants } from '../sql/tenants.ts';
import { retryPolicy } from './retry-policy.ts';
import { sweepDeadEvents } from './sweep-dead-events.ts';
import type { TenantCore } from './tenant-cores.ts';

/** Dependencies of the operator's commands. */
export interface CommandDeps {
  readonly sql: Sql;
  readonly coreOf: (instanceId: string) => TenantCore;
  readonly now: () => number;
  readonly print: (text: string) => void;
}

const USAGE = `Usage: node server.js                          run the server
       node server.js installations            list the installations
       node server.js health INSTALLATION      print health figures as JSON
       node server.js notifications INSTALLATION [STATUS]
       node server.js resend INSTALLATION KEY  send a notification again
       node server.js dead INSTALLATION        list dead events with their failures
       node server.js retry INSTALLATION [ID]  retry one dead event, or all
       node server.js erase INSTALLATION CONTACT [EMAIL]`;

/** Runs a command of the operator on the server's database; the server may be running. Returns the exit code. */
export async function runCommand([name = '', ...args]: readonly string[], deps: CommandDeps): Promise<number> {
  const { sql, coreOf, print } = deps;
  const [instanceId, second, third] = args;
  if (name === 'installations' && args.length === 0) {
    for (const tenant of await createTenants(sql).listAll()) print(JSON.stringify(tenant));
    return 0;
  }
  if (instanceId === undefined || (await createTenants(sql).find(instanceId)) === undefined) {
    print(instanceId === undefined ? USAGE : `${instanceId}: there is no installation with this id`);
    return 2;
  }
  const { orderEvents, site } = coreOf(instanceId);
  const { webMethods } = orderEvents;
  switch (name) {
    case 'health':
      return printResult(await webMethods.getHealth(), print);
    case 'notifications':
      return printResult(await webMethods.listNotifications(second === undefined ? {} : { status: second }), print);
    case 'resend':
      return printResult(await webMethods.resendNotification(second, site), print);
    case 'dead':
      for (const event of await listDead(instanceId, sql)) print(JSON.stringify(event));
      return 0;
    case 'retry':
      return await retryDead(instanceId, second, deps);
    case 'erase': {
      const code = printResult(await webMethods.eraseContact(second, third), print);
      await sweepDeadEvents(instanceId, deps);
      return code;
    }
    default:
      print(USAGE);
      return 2;
  }
}

function printResult(result: { readonly kind: string; readonly value?: unknown }, print: CommandDeps['print']): number {
  print(JSON.stringify(result.kind === 'ok' ? result.value : result, null, 2));
  return result.kind === 'ok' ? 0 : 1;
}

const MAX_SHOWN = 1_000;

async function listDead(instanceId: string, sql: Sql): Promise<readonly Omit<ListedEvent, 'marks'>[]> {
  const dead = await createInbox(sql, instanceId, retryPolicy).list({ isDead: true }, MAX_SHOWN);
  return dead.map(({ marks: _marks, ...event }) => event);
}

async function retryDead(
  instanceId: string,
  id: string | undefined,
  { sql, now, print }: CommandDeps,
): Promise<number> {
  const inbox = createInbox(sql, instanceId, retryPolicy);
  const ids = id === undefined ? (await listDead(instanceId, sql)).map((event) => event.id) : [id];
  let revived = 0;
  for (const each of ids) revived += Number(await inbox.revive(each, now()));
  print(`${String(revived)} of ${String(ids.length)} dead events will be retried by the running server`);
  return revived === ids.length ? 0 : 1;
}
