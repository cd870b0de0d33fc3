/** On whose behalf backend code runs; events run with no identity, jobs as `admin`. */
export type Identity = 'none' | 'visitor' | 'admin' | { readonly memberId: string };

/** What kind of work a Wix call does. */
export type WixCallKind = 'data' | 'email' | 'secret' | 'other';

/** What a call is about; never the values that it carries. */
export interface WixCallDetail {
  readonly collection?: string;
  readonly id?: string;
  readonly emailId?: string;
  readonly count?: number;
}

/** A Wix call that is about to be made, as a gate and a fault matcher see it. */
export interface PendingCall {
  readonly invocationId: number;
  /** The name of the handler, job or web method that makes the call. */
  readonly invocation: string;
  /** 1 for the first call that the invocation starts. */
  readonly number: number;
  readonly module: string;
  readonly member: string;
  readonly kind: WixCallKind;
  readonly detail: WixCallDetail;
}

/** A Wix call that was made. */
export interface WixCall {
  /** Rises with every call and email of this state, over restarts too. */
  readonly seq: number;
  readonly invocationId: number;
  readonly module: string;
  readonly member: string;
  readonly kind: WixCallKind;
  readonly detail: WixCallDetail;
  /** `ok`, or the code of the error that the call rejected with. */
  readonly outcome: string;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number;
}

/** An email that Wix would have sent: a triggered one, or one of a transmission, whose id here is its subject. */
export interface SentEmail {
  readonly seq: number;
  readonly emailId: string;
  readonly contactId?: string;
  readonly memberId?: string;
  readonly variables: Record<string, string>;
  /** What a transmission says, as HTML. */
  readonly html?: string;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number;
}

/** One line that site code wrote to its console, or that the emulator has to say about it. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly at: number;
  readonly invocation: string;
}

/** What site code threw, with its stack pointing into the built files. */
export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
  readonly stack: string | null;
}

/** How an invocation ended; `afterCall` counts the Wix calls that it had made. */
export type InvocationResult =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: ThrownError }
  | { readonly kind: 'crashed'; readonly afterCall: number };

/** All that one run of a handler, job or web method did. */
export interface Invocation {
  readonly id: number;
  readonly name: string;
  readonly result: InvocationResult;
  readonly calls: WixCall[];
  readonly emails: SentEmail[];
  readonly logs: LogLine[];
  /** Everything that the container had loaded when the invocation ended, in the order of loading. */
  readonly loadedModules: string[];
}

/** Runs before a Wix call; the call waits for the promise, so that a test decides who goes next. */
export type Gate = (call: PendingCall) => Promise<void> | void;
