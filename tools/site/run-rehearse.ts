import { resolve } from 'node:path';

import { notCopied } from './rehearse/capture-upload.ts';
import { rehearseSite, type Rehearsal } from './rehearse/rehearse-site.ts';
import { openSite } from './run-check.ts';
import { countOf, type SiteLine } from './site-output.ts';

/** Request to `site rehearse`. */
export interface RehearseRequest {
  readonly dir: string | undefined;
  readonly isJson: boolean;
}

/** Runs `site rehearse`: shows what the real Wix CLI uploads and how that runs, and returns the exit code. */
export async function runRehearse({ dir, isJson }: RehearseRequest, line: SiteLine): Promise<number> {
  const folder = dir === undefined ? line.root : resolve(line.cwd, dir);
  const [problem] = openSite(folder).problems;
  if (problem !== undefined) throw notCopied(folder, problem);
  const rehearsal = await rehearseSite(folder, line.root);
  if (isJson) await line.print(JSON.stringify(rehearsal));
  else await show(rehearsal, line);
  return isPassed(rehearsal) ? 0 : 1;
}

/** `true` if every byte arrived, and the uploaded files handle every documented payload like the local ones. */
export function isPassed(rehearsal: Rehearsal): boolean {
  if (rehearsal.kind === 'failed' || rehearsal.differences.length > 0) return false;
  return rehearsal.payloads.every(({ isSame, isHandled }) => isSame && isHandled);
}

const OWN_CODE_HINT =
  'If that is a handler of the site itself: it may need data, packages or parts of Wix that this machine does not have.';

async function show(rehearsal: Rehearsal, { print, note, colors }: SiteLine): Promise<void> {
  if (rehearsal.kind === 'failed') {
    note(`${rehearsal.command} (${rehearsal.cliVersion}) failed:\n\n${rehearsal.output}`);
    return;
  }
  const { files, differences, payloads, refused } = rehearsal;
  await print(`The Wix CLI ${rehearsal.cliVersion} uploaded ${countOf(files.length, 'file')}:`);
  for (const { path, bytes } of files.filter(({ path: one }) => !one.endsWith('.ts'))) {
    await print(`  ${path.padEnd(40)} ${String(bytes).padStart(8)} bytes`);
  }
  const sources = files.filter(({ path }) => path.endsWith('.ts')).length;
  if (sources > 0) await print(`  and ${countOf(sources, 'TypeScript file')}, which Wix does not run`);
  for (const { kind, path } of differences) await print(colors.red(`  ${kind}: ${path}`));
  await print('\nEvery documented payload, handled by the uploaded files:');
  for (const { handler, payload, reports, isSame, isHandled } of payloads) {
    const [first, again] = reports;
    const verdicts = `${first.verdict ?? 'failed'}, then ${again.verdict ?? 'failed'}`;
    const same = isSame ? colors.green('as the local run') : colors.red('not as the local run');
    await print(`  ${handler} ${payload}  ${isHandled ? verdicts : colors.red(verdicts)}  ${same}`);
    const { failure } = first;
    if (failure?.kind === 'threw') await print(colors.red(`    ${failure.name}: ${failure.message}`));
    if (failure !== undefined) await print(`    ${OWN_CODE_HINT}`);
  }
  await print(colors.dim(`\nNothing left this machine. Refused: ${refused.join(', ')}`));
}
