/** On whose behalf backend code runs; events run with no identity, jobs as `admin`. */
export type Identity = 'none' | 'visitor' | 'admin' | { memberId: string };

/** What kind of work a Wix call does. */
export type WixCallKind = 'data' | 'email' | 'secret' | 'other';

/** What a call is about; never the values that it carries. */
export interface WixCallDetail {
  collection?: string;
  id?: string;
  emailId?: string;
  count?: number;
}

/** A Wix call that is about to be made, as a gate and a fault matcher see it. */
export interface PendingCall {
  invocationId: number;
  /** The name of the handler, job or web method that makes the call. */
  invocation: string;
  /** 1 for the first call that the invocation starts. */
  number: number;
  module: string;
  member: string;
  kind: WixCallKind;
  detail: WixCallDetail;
}

/** A Wix call that was made. */
export interface WixCall {
  /** Rises with every call and email of this state, over restarts too. */
  seq: number;
  invocationId: number;
  module: string;
  member: string;
  kind: WixCallKind;
  detail: WixCallDetail;
  /** `ok`, or the code of the error that the call rejected with. */
  outcome: string;
  /** Milliseconds since the epoch, by the emulator's clock. */
  at: number;
}

/** A triggered email that Wix would have sent. */
export interface SentEmail {
  seq: number;
  emailId: string;
  contactId?: string;
  memberId?: string;
  variables: Record<string, string>;
  /** Milliseconds since the epoch, by the emulator's clock. */
  at: number;
}

/** One line that site code wrote to its console, or that the emulator has to say about it. */
export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
  at: number;
  invocation: string;
}

/** What site code threw, with its stack pointing into the built files. */
export interface ThrownError {
  name: string;
  message: string;
  code: string | null;
  stack: string | null;
}

/** How an invocation ended; `afterCall` counts the Wix calls that it had made. */
export type InvocationResult =
  { kind: 'returned'; value: unknown } | { kind: 'threw'; error: ThrownError } | { kind: 'crashed'; afterCall: number };

/** All that one run of a handler, job or web method did. */
export interface Invocation {
  id: number;
  name: string;
  result: InvocationResult;
  calls: WixCall[];
  emails: SentEmail[];
  logs: LogLine[];
  /** Everything that the container had loaded when the invocation ended, in the order of loading. */
  loadedModules: string[];
}

/** Runs before a Wix call; the call waits for the promise, so that a test decides who goes next. */
export type Gate = (call: PendingCall) => Promise<void> | void;
