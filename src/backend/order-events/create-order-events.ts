import { composeOrderEvents, type HostPorts, type JobSettings, type OrderEvents } from './compose-order-events.ts';
import { onDemand } from './on-demand.ts';

export type { HostPorts, OrderEvents } from './compose-order-events.ts';

/** Creates the core over the ports of a host, with everything loaded at once. */
export function createOrderEvents(hostPorts: HostPorts, settings?: JobSettings): OrderEvents {
  return composeOrderEvents(hostPorts, () => Promise.resolve(onDemand), settings);
}
