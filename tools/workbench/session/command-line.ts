/** Where a command writes text: a process's stream, or what a test puts in its place. */
export interface TextOutput {
  /** False asks the writer to wait for `drain`. */
  write(text: string): unknown;
  once?(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** One call of the command, with everything that it may read or write besides files. */
export interface CommandLine {
  /** The folder of this package: it holds `src/backend/`, `payloads/` and package.json. */
  readonly root: string;
  /** The folder that the command was called in; without it the site is the package's own. */
  readonly cwd?: string;
  /** The arguments after the command's own name. */
  readonly argv: readonly string[];
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: Readonly<Record<string, string | undefined>>;
}
