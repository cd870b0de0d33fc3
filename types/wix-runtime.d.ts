/** The globals of a Wix backend that this site uses. Wix documents `console`: https://dev.wix.com/docs/develop-websites/articles/workspace-tools/developer-tools/logging/about-wix-logs */
declare const console: { log(...values: unknown[]): void; error(...values: unknown[]): void };

declare function setTimeout(callback: () => void, delayMs: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Web Crypto, which Node.js has had as a global since version 19; older runtimes lack it. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array } | undefined;

/** The Encoding standard's; the hashing package needs it as well. */
declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, into: Uint8Array): { read: number; written: number };
};
