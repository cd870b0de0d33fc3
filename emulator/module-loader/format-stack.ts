import { sourceMapOf } from './transform-module.ts';

/** Formats the stack of an error of site code as V8 does, with the lines and columns of the site's own files. */
export function formatStack(error: string, frames: readonly NodeJS.CallSite[]): string {
  return [error, ...frames.map((frame) => `    at ${mapFrame(textOf(frame))}`)].join('\n');
}

/** A call site of V8 gives the text of its frame, which its types do not say. */
function textOf(frame: { toString(): string }): string {
  return frame.toString();
}

function mapFrame(frame: string): string {
  return frame.replace(
    /([^\s(]+\.(?:[cm]?js|jsw|ts)):(\d+):(\d+)/,
    (place, file: string, line: string, column: string) => {
      const entry = sourceMapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (entry === undefined || !('originalLine' in entry)) return place;
      return `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    },
  );
}
