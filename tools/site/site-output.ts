import pc from 'picocolors';

/** Output and folders of a `site` command. */
export interface SiteLine {
  /** Folder of this package. */
  readonly root: string;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Writes a line of the result. */
  readonly print: (text: string) => Promise<void> | void;
  /** Writes a progress message. */
  readonly note: (text: string) => void;
  readonly colors: ReturnType<typeof pc.createColors>;
}

/** Formats a count: `1 error`, `2 errors`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
