import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { inspect } from 'node:util';

import { createCallPipeline } from './calls/call-pipeline.ts';
import { createDirectCalls, type DirectCalls } from './calls/direct-calls.ts';
import { createInvoker, type Invoker } from './calls/invoke.ts';
import type { InvokeOptions } from './calls/invoke-options.ts';
import { createLoopCheck } from './calls/loop-check.ts';
import { createSiteCalls, type SiteCalls } from './calls/site-calls.ts';
import { currentInvocation as current } from './calls/running-invocation.ts';
import type { EmulatorClock } from './clock/emulator-clock.ts';
import type { Container } from './container/container.ts';
import { type ContainerPool, createContainerPool } from './container/container-pool.ts';
import { type Claim, claimUnhandledRejections } from './container/unhandled-rejections.ts';
import { EmulatorError } from './emulator-error.ts';
import type { EmulatorOptions } from './emulator-options.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { createHttpFunctions, type HttpFunctions } from './http/http-functions.ts';
import type { Gate, Invocation, SentEmail, WixCall } from './invocation.ts';
import { createJobs, type JobRun } from './jobs/jobs.ts';
import type { ScheduledJob } from './jobs/jobs-config.ts';
import { createModuleLoader, type ModuleLoader } from './module-loader/module-loader.ts';
import { createNodeBuiltins } from './module-loader/node-builtins.ts';
import {
  type Contact,
  createModuleHost,
  type OwnerNotification,
  type PublishedMessage,
  type SiteMember,
  type WixServices,
} from './modules/module-host.ts';
import { openServices } from './modules/open-services.ts';
import { installFetch } from './modules/wix-fetch/install-fetch.ts';
import type { EmailTransmissions } from './modules/wix-fetch/transmissions.ts';
import { createStandIn } from './modules/stand-in/stand-in.ts';
import { createMissingModule, createMissingWixModule, createWixModule } from './modules/wix-modules.ts';
import { createNetwork, type FetchHandlers } from './network/network.ts';
import { createDataInspector, type DataInspector } from './storage/data-inspector.ts';
import { isDatabaseError, stateError } from './state-error.ts';
import { openState, type State, type StateOptions } from './storage/open-state.ts';

/** A local Wix backend that runs one site's built files. */
export interface Emulator extends Pick<
  SiteCalls,
  'invokeEventJson' | 'invokeFunction' | 'invokeWebMethod' | 'loadModule'
> {
  readonly clock: EmulatorClock;
  readonly faults: Faults;
  readonly data: DataInspector;
  /** Starts a container with newly loaded modules; later invocations use it. */
  startContainer(): Container;
  /** Calls an export of `backend/events.js` with a JSON copy of the event, without an identity. */
  invokeEvent(handler: string, event: unknown, options?: InvokeOptions): Promise<Invocation>;
  listJobs(): ScheduledJob[];
  /** Runs a job of jobs.config immediately, as the site owner, regardless of its schedule. */
  invokeJob(functionName: string, options?: InvokeOptions): Promise<Invocation>;
  /** Moves the clock forward to an instant and runs the jobs due on the way; after a long gap, only the latest runs of each job. */
  runDueJobs(upToMs: number, options?: { readonly atMostPerJob?: number }): Promise<JobRun[]>;
  /** The folder of the running site. */
  readonly siteDir: string;
  /** Returns all emails of this state, oldest first. */
  emails(): SentEmail[];
  countEmails(): number;
  clearEmails(): void;
  /** Returns the notifications sent to the site's contributors, oldest first. */
  notifications(): OwnerNotification[];
  /** Returns what the site published to the channels of `wix-realtime-backend`, oldest first. */
  published(): PublishedMessage[];
  /** Returns the contacts and members that were put or that the site created. */
  contacts(): Contact[];
  members(): SiteMember[];
  /** Returns the newest Wix calls of ended invocations, oldest first. */
  calls(limit?: number): WixCall[];
  putContact(contact: Contact): void;
  putMember(member: SiteMember): void;
  putSecret(name: string, value: string): void;
  /** The site's HTTP functions. */
  readonly http: HttpFunctions;
  /** Answers to requests of the site, and the record of them. */
  readonly fetch: FetchHandlers;
  /** Emulated Email Transmissions: the transmissions, and faults to provoke. */
  readonly emailTransmissions: EmailTransmissions;
  /** Calls of the site's functions from code that imports them, as tests do. */
  readonly direct: DirectCalls;
  /** Sets the gate that runs before every Wix call of invocations without one of their own. */
  setGate(gate: Gate | undefined): void;
  /**
   * Stores what follows as a whole with the next `commitBatch`, which is faster than call by call; does nothing in a batch. The death of this
   * process loses the open batch.
   */
  beginBatch(): void;
  commitBatch(): void;
  /** Number of SQL statements run since opening: a measure of work independent of time. */
  statementsRun(): number;
  close(): void;
}

/** One day of an hourly job: after a long gap, the latest runs are of interest and not all of them. */
const DEFAULT_RUNS_PER_JOB = 24;
const CALLS_SHOWN = 1_000;
/** Less than the 14 seconds after which Wix gives up, and more than any code of a backend computes. */
const ENDLESS_LOOP_MS = 10_000;

/** Opens an emulator on a site and a state; throws an EmulatorError if the folder is not a site or the state is in use. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { mode = 'published', stateFile = ':memory:' } = options;
  const siteDir = requireSite(options.siteDir ?? '.');
  const state = openStateFile({ ...options, stateFile });
  const { clock, ids, journal } = state;
  const faults = createFaults({ mirror: state.mirror, now: clock.now });
  let isOpen = true;
  const invoker = createInvoker({ clock, current, journal, log: (line) => options.log?.(line), isOpen: () => isOpen });
  let gate = options.gate;
  const network = createNetwork({ ...options, clock, log: invoker.log });
  const services = openServices({
    siteDir,
    state,
    pipeline: createCallPipeline({ clock, faults, journal, gate: () => gate }),
    current,
    undocumented: options.undocumented ?? {},
    onNotEmulated: options.onNotEmulated ?? 'error',
    network,
    log: invoker.log,
    loadSiteFile: (container, file) => loader.load(container, file),
  });
  const loader = createLoader(options, siteDir, services);
  const containers = createContainerPool({
    setUp: (container) => installFetch(container, services),
    now: clock.now,
    random: ids.random,
    write: (level, message) => invoker.log(level, message),
  });
  const stopWatching = current.watch();
  const stopClaiming = claimUnhandledRejections(createClaim(containers, invoker));

  const servers = new Set<() => void>();
  const siteCalls = createSiteCalls({ siteDir, mode, clock, containers, loader, invoker, services });
  const jobs = createJobs({
    siteDir,
    settings: state.settings,
    clock,
    publishedAt: state.publishedAt,
    run: (job) => siteCalls.invokeExport(job.functionLocation, job.functionName, 'admin', undefined, {}),
  });

  return {
    siteDir,
    clock,
    faults,
    fetch: network.handlers,
    http: createHttpFunctions(siteCalls.invokeHttpFunction, (close) => void servers.add(close)),
    emailTransmissions: services.transmissions,
    data: createDataInspector(state),
    startContainer: () => containers.start(),
    invokeEvent: (handler, event, invokeOptions) =>
      siteCalls.invokeEventJson(handler, jsonOf(event) ?? 'null', invokeOptions),
    invokeEventJson: siteCalls.invokeEventJson,
    listJobs: () => jobs.list(),
    async invokeJob(functionName, invokeOptions = {}) {
      const job = jobs.find(functionName);
      return await siteCalls.invokeExport(job.functionLocation, job.functionName, 'admin', undefined, invokeOptions);
    },
    runDueJobs: async (upToMs, { atMostPerJob = DEFAULT_RUNS_PER_JOB } = {}) =>
      mode === 'preview' ? [] : await jobs.runDue(upToMs, atMostPerJob),
    invokeWebMethod: siteCalls.invokeWebMethod,
    invokeFunction: siteCalls.invokeFunction,
    loadModule: siteCalls.loadModule,
    ...emailsOf(state),
    calls: (limit = CALLS_SHOWN) => journal.calls(limit),
    ...recordsOf(services),
    direct: createDirectCalls({ containers, loader, invoker }),
    setGate: (next) => void (gate = next),
    ...batchesOf(state),
    close() {
      if (!isOpen) return;
      isOpen = false;
      for (const close of servers) close();
      stopClaiming();
      stopWatching();
      containers.close();
      state.close();
    },
  };
}

function batchesOf({ database }: State): Pick<Emulator, 'beginBatch' | 'commitBatch' | 'statementsRun'> {
  return {
    beginBatch: () => database.begin(),
    commitBatch: () => database.commit(),
    statementsRun: () => database.statementsRun(),
  };
}

function emailsOf({ journal }: State): Pick<Emulator, 'emails' | 'countEmails' | 'clearEmails'> {
  return {
    emails: () => journal.emails(),
    countEmails: () => journal.countEmails(),
    clearEmails: () => journal.clearEmails(),
  };
}

function recordsOf({
  contacts,
  members,
  secrets,
  notifications,
  published,
  ids,
  clock,
}: WixServices): Pick<
  Emulator,
  'putContact' | 'putMember' | 'putSecret' | 'notifications' | 'published' | 'contacts' | 'members'
> {
  return {
    published: () => published.list(),
    contacts: () => contacts.list(),
    members: () => members.list(),
    putContact: (contact) => contacts.put(contact._id, contact),
    putMember: (member) => members.put(member._id, member),
    putSecret: (name, value) => secrets.put(name, { _id: ids.id(), name, value, createdAt: clock.now() }),
    notifications: () => notifications.list(),
  };
}

/** Takes over the rejections that the site's code forgot, and logs them. */
function createClaim(containers: ContainerPool, invoker: Invoker): Claim {
  return (promise, reason) => {
    const isOurs = containers.owns(promise, current.get()?.container);
    if (isOurs) invoker.log('error', `Unhandled rejection: ${inspect(reason)}`);
    return isOurs;
  };
}

/** Creates the loader of the site's files, with the stand-ins of the user. */
function createLoader(options: EmulatorOptions, siteDir: string, services: WixServices): ModuleLoader {
  return createModuleLoader({
    siteDir,
    builtins: createNodeBuiltins(siteDir, services.network.requireConnection),
    wixModule(container, specifier) {
      const standIn = options.modules?.[specifier];
      if (standIn !== undefined) return createStandIn(createModuleHost(specifier, container, services), standIn);
      return createWixModule(specifier, container, services);
    },
    missingModule: (container, specifier) =>
      isBuiltin(specifier)
        ? createMissingModule(specifier, container, services)
        : createMissingWixModule(specifier, container, services),
    checkLoop: createLoopCheck(options.endlessLoopMs ?? ENDLESS_LOOP_MS),
  });
}

/** Opens the state, with an error that says what is wrong with the file. */
function openStateFile(options: StateOptions): State {
  const { stateFile } = options;
  const folder = dirname(resolve(stateFile));
  if (stateFile !== ':memory:' && !existsSync(folder)) {
    throw new EmulatorError('STATE_NOT_USABLE', `The state ${stateFile} cannot be used: there is no folder ${folder}.`);
  }
  try {
    return openState(options);
  } catch (cause) {
    if (isDatabaseError(cause)) throw stateError(cause, stateFile);
    if (!(cause instanceof Error) || !cause.message.startsWith('ConnectionFailed')) throw cause;
    throw stateError(Object.assign(cause, { code: 'SQLITE_CANTOPEN' }), stateFile);
  }
}

function requireSite(folder: string): string {
  const siteDir = resolve(folder);
  const backendDir = join(siteDir, 'src', 'backend');
  if (!existsSync(backendDir)) throw new EmulatorError('SITE_NOT_FOUND', `There is no folder ${backendDir}.`);
  return siteDir;
}

/** Returns `undefined` if JSON cannot represent the value, which the types of `JSON.stringify` omit. */
function jsonOf(value: unknown): string | undefined {
  return JSON.stringify(value);
}
