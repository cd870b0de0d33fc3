import type { LabelledDelivery } from '../workbench/local-site/fire-event.ts';
import type { Session } from '../workbench/session/session.ts';
import { serveServerConsole } from './console/serve-server-console.ts';
import { startServerWith } from './start-server.ts';

/** Options of the command. */
export interface RunServerOptions {
  readonly isJson: boolean;
  readonly startAt: number;
  /** `true` if the server keeps running until Ctrl C. */
  readonly staysOpen: boolean;
  readonly port: number | undefined;
  readonly state: string | undefined;
}

/** Starts the webhook server, sends it the events, and prints the result of each. Returns the exit code. */
export async function runServer(
  deliveries: readonly LabelledDelivery[],
  session: Session,
  { staysOpen, ...options }: RunServerOptions,
): Promise<number> {
  const { server, isWell } = await startServerWith(deliveries, session, options);
  if (!staysOpen) {
    await server.stop();
    return isWell ? 0 : 1;
  }
  const { colors, line } = session;
  const { url } = await serveServerConsole(server, { root: line.root });
  await session.print(
    [
      '',
      `${colors.bold('Console')}  ${colors.cyan(url)}`,
      `${colors.bold('Webhooks')}  ${colors.cyan(server.url)}`,
      `  node bin/order-events.js event fire wixEcom_onOrderPaymentStatusUpdated --now --to ${server.url}`,
      colors.dim('Ctrl C stops it.'),
    ].join('\n'),
  );
  return await new Promise<never>(() => undefined);
}
