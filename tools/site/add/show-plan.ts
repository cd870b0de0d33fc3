import { createTwoFilesPatch } from 'diff';

import { readHeader } from '../own-header.ts';
import type { FileChange } from './plan-add.ts';

const CONTEXT_LINES = 3;
/** Longer new files are named but not shown: they are copies of files in the package. */
const SHOWN_LINES = 60;

/** Returns the change of a file as a unified diff; for a long new file or a replaced copy, only its length. */
export function showChange({ path, before, after }: FileChange): string {
  if (after === undefined) {
    return `--- a/${path}\n+++ /dev/null\n@@ the file of ${(before ?? '').split('\n').length - 1} lines goes @@\n`;
  }
  const lines = after.split('\n').length - 1;
  if (before !== undefined && readHeader(before)?.isAsAdded === true) {
    return `--- a/${path}\n+++ b/${path}\n@@ the file is renewed: ${lines} lines, as this version adds them @@\n`;
  }
  if (before === undefined && lines > SHOWN_LINES)
    return `--- /dev/null\n+++ b/${path}\n@@ new file of ${lines} lines @@\n`;
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const patch = createTwoFilesPatch(from, `b/${path}`, before ?? '', after, undefined, undefined, {
    context: CONTEXT_LINES,
  });
  // The first line is a rule of "=" signs, which other tools do not expect.
  return patch.slice(patch.indexOf('\n') + 1);
}

/** Returns the Git commands that revert the changes. */
export function undoCommands(changes: readonly FileChange[]): string[] {
  const changed = changes.filter(({ before }) => before !== undefined).map(({ path }) => path);
  const added = changes.filter(({ before }) => before === undefined).map(({ path }) => path);
  return [
    ...(changed.length > 0 ? [`git checkout -- ${changed.join(' ')}`] : []),
    ...(added.length > 0 ? [`git clean -f -- ${added.join(' ')}`] : []),
  ];
}
