/** Identity under which backend code runs; events run without an identity, jobs as `admin`. */
export type Identity = 'none' | 'visitor' | 'admin' | { readonly memberId: string };

/** Category of a Wix call. */
export type WixCallKind = 'data' | 'email' | 'secret' | 'other';

/** Subject of a call; never contains the values that it carries. */
export interface WixCallDetail {
  readonly collection?: string;
  readonly id?: string;
  readonly emailId?: string;
  readonly count?: number;
}

/** A Wix call that is about to be made, as seen by gates and fault matchers. */
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

/** A completed Wix call. */
export interface WixCall {
  /** Increases with every call and email of this state, across restarts. */
  readonly seq: number;
  readonly invocationId: number;
  readonly module: string;
  readonly member: string;
  readonly kind: WixCallKind;
  readonly detail: WixCallDetail;
  /** `ok`, or the code of the error that the call rejected with. */
  readonly outcome: string;
  /** Milliseconds since the epoch, on the emulator's clock. */
  readonly at: number;
}

/** An email that Wix would have sent: a triggered one, or one of a transmission, whose subject is used as the id. */
export interface SentEmail {
  readonly seq: number;
  readonly emailId: string;
  readonly contactId?: string;
  readonly memberId?: string;
  readonly variables: Record<string, string>;
  /** HTML content of a transmission. */
  readonly html?: string;
  /** Milliseconds since the epoch, on the emulator's clock. */
  readonly at: number;
}

/** A line written to the console by site code, or by the emulator about it. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly at: number;
  readonly invocation: string;
}

/** A value thrown by site code, with its stack mapped to the built files. */
export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
  readonly stack: string | null;
}

/** Result of an invocation; `afterCall` is the number of Wix calls it had made. */
export type InvocationResult =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: ThrownError }
  | { readonly kind: 'crashed'; readonly afterCall: number };

/** Record of one run of a handler, job or web method. */
export interface Invocation {
  readonly id: number;
  readonly name: string;
  readonly result: InvocationResult;
  readonly calls: WixCall[];
  readonly emails: SentEmail[];
  readonly logs: LogLine[];
  /** All modules loaded in the container at the end of the invocation, in loading order. */
  readonly loadedModules: string[];
}

/** Runs before a Wix call; the call waits for the promise, so that a test controls the order of calls. */
export type Gate = (call: PendingCall) => Promise<void> | void;
