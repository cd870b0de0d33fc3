/** Output of a command: a stream of the process, or a test's replacement. */
export interface TextOutput {
  /** Returns `false` to ask the writer to wait for `drain`. */
  write(text: string): unknown;
  once?(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** One call of the command, with everything that it reads or writes besides files. */
export interface CommandLine {
  /** Folder of this package, which holds `src/backend/`, `payloads/` and `package.json`. */
  readonly root: string;
  /** Folder that the command was called in; if absent, the site is the package's own. */
  readonly cwd?: string;
  /** Arguments after the command's name. */
  readonly argv: readonly string[];
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: Readonly<Record<string, string | undefined>>;
}
