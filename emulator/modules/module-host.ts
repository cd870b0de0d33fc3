import type { CallPipeline } from '../calls/call-pipeline.ts';
import type { Journal } from '../calls/journal.ts';
import type { CurrentInvocation, RunningInvocation } from '../calls/running-invocation.ts';
import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { Container } from '../container/container.ts';
import type { Realm, SiteFunction } from '../container/realm.ts';
import type { IdSource } from '../id-source.ts';
import type { Identity, LogLine, WixCallDetail, WixCallKind } from '../invocation.ts';
import type { Network } from '../network/network.ts';
import { createMissingPrototype, type OnNotEmulated } from '../not-emulated.ts';
import { callNotEmulated } from './call-not-emulated.ts';
import { isWithinElevation } from './elevated-builder.ts';
import type { Collections } from '../storage/collections.ts';
import type { ItemStore } from '../storage/item-store.ts';
import type { Records } from '../storage/records.ts';
import type { References } from '../storage/references.ts';
import type { UndocumentedBehaviour } from '../undocumented-behaviour.ts';
import type { TransmissionState } from './wix-fetch/transmissions.ts';

/** A contact of the site, reduced to what the emulator models. */
export interface Contact {
  readonly _id: string;
  readonly subscription: 'SUBSCRIBED' | 'NOT_SET' | 'UNSUBSCRIBED';
  /** Name, emails, phones and other details, in the form of `createContact()`. */
  readonly info?: Readonly<Record<string, unknown>>;
  /** Increases with each change; 1 if absent. */
  readonly revision?: number;
  /** Milliseconds since the epoch, on the emulator's clock, as all times here. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

/** A member of the site. */
export interface SiteMember {
  readonly _id: string;
  readonly contactId?: string;
  readonly loginEmail?: string;
  readonly status?: string;
  readonly privacyStatus?: string;
  readonly profile?: Readonly<Record<string, unknown>>;
  readonly contactDetails?: Readonly<Record<string, unknown>>;
  /** Roles of the member, as `getRoles()` returns them. */
  readonly roles?: readonly { readonly _id: string; readonly title?: string }[];
  /** Password for `authentication.login()`; it never reaches site code. */
  readonly password?: string;
  /** Milliseconds since the epoch, on the emulator's clock, as all times here. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

/** A file of the Media Manager, without its content. */
export interface MediaFile {
  readonly fileName: string;
  readonly fileUrl: string;
  readonly hash: string;
  readonly sizeInBytes: number;
  readonly mimeType: string;
  readonly mediaType: string;
  readonly isPrivate: boolean;
  readonly parentFolderId: string;
  readonly originalFileName: string;
  readonly opStatus: string;
  readonly sourceURL: string;
  readonly labels: readonly string[];
  /** Milliseconds since the epoch, on the emulator's clock. */
  readonly createdAt: number;
}

/** A folder of the Media Manager. */
export interface MediaFolder {
  readonly folderId: string;
  readonly folderName: string;
  readonly parentFolderId: string;
  /** Milliseconds since the epoch, on the emulator's clock. */
  readonly createdAt: number;
}

/** A message that the site published to a channel. */
export interface PublishedMessage {
  readonly channel: { readonly name: string; readonly resourceId?: string };
  readonly payload: unknown;
  readonly includePublisher: boolean;
  /** Milliseconds since the epoch, on the emulator's clock. */
  readonly at: number;
}

/** A secret of the site's Secrets Manager. */
export interface Secret {
  readonly _id: string;
  readonly name: string;
  readonly value: string;
  readonly description?: string;
  /** Milliseconds since the epoch, on the emulator's clock, as all times here. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

/** A notification sent to the site's contributors. */
export interface OwnerNotification {
  readonly seq: number;
  readonly body: string;
  readonly channels: readonly string[];
  /** Milliseconds since the epoch, on the emulator's clock. */
  readonly at: number;
}

/** State shared by the emulated modules of all containers. */
export interface WixServices {
  readonly clock: EmulatorClock;
  readonly ids: IdSource;
  readonly items: ItemStore;
  readonly references: References;
  readonly collections: Collections;
  readonly contacts: Records<Contact>;
  readonly members: Records<SiteMember>;
  readonly secrets: Records<Secret>;
  readonly transmissions: TransmissionState;
  readonly notifications: Records<OwnerNotification>;
  readonly media: Records<MediaFile>;
  readonly mediaFolders: Records<MediaFolder>;
  readonly published: Records<PublishedMessage>;
  readonly journal: Journal;
  readonly pipeline: CallPipeline;
  readonly current: CurrentInvocation;
  readonly undocumented: UndocumentedBehaviour;
  readonly onNotEmulated: OnNotEmulated;
  readonly network: Network;
  /** Adds a line to the log of the current invocation. */
  readonly log: (level: LogLine['level'], message: string) => void;
  /** Returns the exports of `backend/data.js`, the site's data hooks; `undefined` if the site has no such file. */
  readonly loadDataHooks: ((container: Container) => object) | undefined;
}

/** Identity and permissions of a call. */
export interface Caller {
  readonly identity: Identity;
  /** `true` if the call was made through `elevate()`. */
  isElevated: boolean;
  readonly invocation: RunningInvocation;
}

/** Implementation of a member of an emulated module. */
export interface CallDefinition {
  readonly kind: WixCallKind;
  /** Describes the call for the record; must not throw. */
  readonly describe?: (args: unknown[]) => WixCallDetail;
  /** Returns the result in the site's realm, or throws an error of that realm. */
  readonly execute: (args: unknown[], caller: Caller) => unknown;
}

/** Tools for creating an emulated module in one container. */
export interface ModuleHost {
  readonly realm: Realm;
  readonly services: WixServices;
  /** Creates a function of the module that goes through the call pipeline. */
  wixFunction(member: string, definition: CallDefinition): SiteFunction;
  /** Sends a call through the pipeline, which settles it, at once if it can. */
  runCall(
    member: string,
    definition: CallDefinition,
    args: unknown[],
    isElevated: boolean,
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
  ): void;
  /** Creates an object on which an unknown member can be read, and throws a NotEmulatedError when it is called. */
  strictObject(members: Record<string, unknown>, name?: string): Record<string, unknown>;
  /** Records that site code used something that the emulator does not model. */
  noteNotEmulated(member: string): void;
  /** Reacts to a call of a member that is not modelled, as the emulator's user wants it. */
  callMissing(member: string, args: readonly unknown[]): unknown;
}

/** Creates the host of one module in one container. */
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

  function callMissing(member: string, args: readonly unknown[]): unknown {
    noteNotEmulated(member);
    return callNotEmulated(realm, services, module, member, args);
  }

  const runCall: ModuleHost['runCall'] = (member, definition, args, isElevated, resolve, reject) => {
    const invocation = services.current.get();
    if (invocation === undefined) {
      reject(realm.error(`${module}.${member} was called outside an invocation.`));
      return;
    }
    const caller = { identity: invocation.identity, isElevated: isElevated || isWithinElevation(), invocation };
    const request = {
      module,
      member,
      kind: definition.kind,
      detail: definition.describe?.(args) ?? {},
      execute: () => definition.execute(args, caller),
    };
    services.pipeline.run(invocation, request, resolve, reject);
  };

  return {
    realm,
    services,
    noteNotEmulated,
    callMissing,
    runCall,
    wixFunction: (member, definition) =>
      realm.asyncFunction(member, (args, isElevated, resolve, reject) =>
        runCall(member, definition, args, isElevated, resolve, reject),
      ),
    strictObject: (members, name) => realm.object(members, createMissingPrototype(realm, name, callMissing)),
  };
}

/** `true` if a caller has the site owner's permissions. */
export function isOwner(caller: Caller): boolean {
  return caller.isElevated || caller.identity === 'admin';
}
