import type { JSX } from 'preact';

import { Command } from '../../../console/browser/elements/command.tsx';

/** The command that sends a payment to this server. */
export function SendCommand({ url }: { readonly url: string }): JSX.Element {
  return (
    <Command>{`node bin/order-events.js event fire wixEcom_onOrderPaymentStatusUpdated --now --to ${url}`}</Command>
  );
}
