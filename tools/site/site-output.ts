import pc from 'picocolors';

/** Where a command of `site` writes, and what it works on. */
export interface SiteLine {
  /** The folder of this package. */
  readonly root: string;
  /** The folder that relative names start from. */
  readonly cwd: string;
  /** Writes a line of result. */
  readonly print: (text: string) => Promise<void> | void;
  /** Writes a line about the work itself. */
  readonly note: (text: string) => void;
  readonly colors: ReturnType<typeof pc.createColors>;
}

/** `1 error`, `2 errors`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
