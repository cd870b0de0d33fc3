import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { IdSource } from '../id-source.ts';
import { openTransmissions, type Transmission, type TransmissionState } from '../modules/wix-fetch/transmissions.ts';
import type { UndocumentedBehaviour } from '../undocumented-behaviour.ts';
import { idOf, type OrderApi, type RestOrder } from './rest-orders.ts';
import type { RestContact, RestMember } from './rest-people.ts';

/** A site on which the app is installed, with its data in the API. */
export interface RestSite {
  /** Adds an order, or replaces the one with the same id. */
  putOrder(api: OrderApi, order: RestOrder): void;
  putContact(contact: RestContact): void;
  putMember(member: RestMember): void;
  orders(api: OrderApi): readonly RestOrder[];
  contacts(): readonly RestContact[];
  members(): readonly RestMember[];
  readonly transmissions: TransmissionState;
}

/** Objects shared by all sites. */
export interface RestSiteDeps {
  readonly clock: EmulatorClock;
  readonly ids: IdSource;
  readonly undocumented: UndocumentedBehaviour;
}

/** Creates an empty site. */
export function createRestSite({ clock, ids, undocumented }: RestSiteDeps): RestSite {
  const orders: Readonly<Record<OrderApi, Map<string, RestOrder>>> = {
    ecom: new Map(),
    'pricing-plans': new Map(),
    events: new Map(),
  };
  const contacts = new Map<string, RestContact>();
  const members = new Map<string, RestMember>();
  const transmissions = new Map<string, Transmission>();
  const records = {
    get: (id: string) => transmissions.get(id),
    put: (id: string, transmission: Transmission) => void transmissions.set(id, transmission),
    remove: (id: string) => void transmissions.delete(id),
    list: () => [...transmissions.values()],
  };
  return {
    putOrder: (api, order) => void orders[api].set(idOf(order), order),
    putContact: (contact) => void contacts.set(contact.id, contact),
    putMember: (member) => void members.set(member.id, member),
    orders: (api) => [...orders[api].values()],
    contacts: () => [...contacts.values()],
    members: () => [...members.values()],
    transmissions: openTransmissions({ records, clock, ids, undocumented }),
  };
}
