import type { CallPipeline } from '../calls/call-pipeline.ts';
import type { Journal } from '../calls/journal.ts';
import type { CurrentInvocation, RunningInvocation } from '../calls/running-invocation.ts';
import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { Container } from '../container/container.ts';
import type { Realm, SiteFunction } from '../container/realm.ts';
import type { IdSource } from '../id-source.ts';
import type { Identity, WixCallDetail, WixCallKind } from '../invocation.ts';
import { createStrictPrototype } from '../not-emulated.ts';
import type { Collections } from '../storage/collections.ts';
import type { ItemStore } from '../storage/item-store.ts';
import type { Records } from '../storage/records.ts';
import type { UndocumentedBehaviour } from '../undocumented-behaviour.ts';
import type { TransmissionState } from './wix-fetch/transmissions.ts';

/** A contact of the site, as far as the emulator knows contacts. */
export interface Contact {
  readonly _id: string;
  readonly subscription: 'SUBSCRIBED' | 'NOT_SET' | 'UNSUBSCRIBED';
}

/** A member of the site. */
export interface SiteMember {
  readonly _id: string;
  readonly contactId?: string;
  readonly loginEmail?: string;
}

/** A secret of the site's Secrets Manager. */
export interface Secret {
  readonly _id: string;
  readonly name: string;
  readonly value: string;
}

/** A notification that the site's contributors were sent. */
export interface OwnerNotification {
  readonly seq: number;
  readonly body: string;
  readonly channels: readonly string[];
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number;
}

/** What the emulated modules of all containers share. */
export interface WixServices {
  readonly clock: EmulatorClock;
  readonly ids: IdSource;
  readonly items: ItemStore;
  readonly collections: Collections;
  readonly contacts: Records<Contact>;
  readonly members: Records<SiteMember>;
  readonly secrets: Records<Secret>;
  readonly transmissions: TransmissionState;
  readonly notifications: Records<OwnerNotification>;
  readonly journal: Journal;
  readonly pipeline: CallPipeline;
  readonly current: CurrentInvocation;
  readonly undocumented: UndocumentedBehaviour;
  /** The site has a `backend/data.js`, whose hooks are not modelled. */
  readonly hasDataHooks: boolean;
}

/** For whom a call runs. */
export interface Caller {
  readonly identity: Identity;
  /** The call was made through `elevate()`. */
  isElevated: boolean;
  readonly invocation: RunningInvocation;
}

/** How a member of an emulated module does its work. */
export interface CallDefinition {
  readonly kind: WixCallKind;
  /** What the record of the call says about it; must not throw. */
  readonly describe?: (args: unknown[]) => WixCallDetail;
  /** Gives the result in the site's realm, or throws an error of it. */
  readonly execute: (args: unknown[], caller: Caller) => unknown;
}

/** What an emulated module is made with, for one container. */
export interface ModuleHost {
  readonly realm: Realm;
  readonly services: WixServices;
  /** Makes a function of the module that goes through the call pipeline. */
  wixFunction(member: string, definition: CallDefinition): SiteFunction;
  /** Makes an object on which reading an unknown member throws NotEmulatedError. */
  strictObject(members: Record<string, unknown>, name?: string): Record<string, unknown>;
  /** Records that site code asked for something that the emulator does not model. */
  noteNotEmulated(member: string): void;
}

/** Makes the host of one module in one container. */
export function createModuleHost(module: string, container: Container, services: WixServices): ModuleHost {
  const { realm } = container;

  function noteNotEmulated(member: string): void {
    const invocation = services.current.get();
    if (invocation === undefined) return;
    invocation.calls.push({
      seq: services.journal.nextSeq(),
      invocationId: invocation.id,
      module,
      member,
      kind: 'other',
      detail: {},
      outcome: 'NOT_EMULATED',
      at: services.clock.now(),
    });
  }

  return {
    realm,
    services,
    noteNotEmulated,
    wixFunction: (member, definition) =>
      realm.asyncFunction(member, (args, isElevated, resolve, reject) => {
        const invocation = services.current.get();
        if (invocation === undefined)
          return reject(realm.error(`${module}.${member} was called outside an invocation.`));
        const caller = { identity: invocation.identity, isElevated, invocation };
        const request = {
          module,
          member,
          kind: definition.kind,
          detail: definition.describe?.(args) ?? {},
          execute: () => definition.execute(args, caller),
        };
        services.pipeline.run(invocation, request, resolve, reject);
      }),
    strictObject: (members, name) =>
      realm.object(
        members,
        createStrictPrototype(realm, module, (member) =>
          noteNotEmulated(name === undefined ? member : `${name}.${member}`),
        ),
      ),
  };
}

/** Whether a caller has the rights of the site owner. */
export function isOwner(caller: Caller): boolean {
  return caller.isElevated || caller.identity === 'admin';
}
