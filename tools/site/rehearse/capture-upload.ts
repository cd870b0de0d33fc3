import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { copyFiles } from '../../repository/copy-files.ts';
import type { PathProblem } from '../../repository/look-at-path.ts';
import { listFiles } from '../../repository/read-files.ts';
import { writeFiles } from '../../repository/write-files.ts';
import { CliError } from '../../workbench/cli-error.ts';
import { runWixCli, type CliPlace } from './run-wix-cli.ts';
import { startStandIn, type UploadedFile } from './stand-in.ts';

/** Upload of the Wix CLI, or the point where it failed. */
export type CapturedUpload =
  | {
      readonly kind: 'uploaded';
      readonly files: readonly UploadedFile[];
      /** Requests that were answered. */
      readonly answered: readonly string[];
      /** Hosts that the CLI tried to reach and that were refused. */
      readonly refused: readonly string[];
    }
  | { readonly kind: 'failed'; readonly command: string; readonly output: string };

/** Folders of a capture: this package, the Wix CLI, and a working folder. */
interface CaptureFolders extends Pick<CliPlace, 'root' | 'cli'> {
  readonly workDir: string;
}

/** Files outside `src/` that the CLI reads. */
const rootFiles = ['wix.config.json', 'package.json', 'wix.lock', 'dependencies-metadata.json'];

// `wix login --api-key` stores any key; the stand-in accepts it.
const commands = [
  ['login', '--api-key', 'rehearsal'],
  ['preview', '--source', 'local'],
];

/**
 * Runs the Wix CLI on a copy of the site, with a separate home folder, and captures what it uploads. All files are in `workDir`, which the
 * caller removes. Nothing leaves the machine.
 */
export async function captureUpload(dir: string, folders: CaptureFolders): Promise<CapturedUpload> {
  const { workDir } = folders;
  const siteDir = join(workDir, 'site');
  copySite(dir, siteDir);
  const standIn = await startStandIn();
  try {
    const place = preparePlace(folders, siteDir, standIn);
    for (const command of commands) {
      const { isPassed, output } = await runWixCli(command, place);
      if (!isPassed) return { kind: 'failed', command: `wix ${command.join(' ')}`, output };
    }
    const files = standIn.upload();
    if (files === undefined) return { kind: 'failed', command: 'wix preview', output: 'It uploaded nothing.' };
    const refused = [...new Set([...standIn.refused(), ...readRefused(place)])].sort();
    return { kind: 'uploaded', files, answered: standIn.answered(), refused };
  } finally {
    await standIn.close();
  }
}

/** Copies the site's files. Throws CliError at a link, and at anything else that is not read. */
function copySite(dir: string, siteDir: string): void {
  const { files, problems } = listFiles(dir, 'src');
  const problem = problems[0] ?? copyFiles(dir, [...files, ...rootFiles], siteDir);
  if (problem !== undefined) throw notCopied(dir, problem);
}

/** Creates the error for a site of which not everything can be copied. */
export function notCopied(dir: string, { path, what }: PathProblem): CliError {
  const message = `${dir} cannot be rehearsed: ${path}: ${what}. Put a plain file or folder in its place.`;
  return new CliError('site-not-ready', message, { exitCode: 1 });
}

function preparePlace(
  { root, cli, workDir }: CaptureFolders,
  siteDir: string,
  { proxyUrl, certificate }: { readonly proxyUrl: string; readonly certificate: string },
): CliPlace {
  const homeDir = join(workDir, 'home');
  mkdirSync(homeDir);
  const certificateFile = join(workDir, 'certificate.pem');
  writeFileSync(certificateFile, certificate);
  return { root, cli, siteDir, homeDir, proxyUrl, certificateFile, refusedFile: join(workDir, 'refused-hosts.txt') };
}

function readRefused({ refusedFile }: CliPlace): string[] {
  if (!existsSync(refusedFile)) return [];
  return readFileSync(refusedFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** Writes uploaded files as a site; throws CliError if one has a path that leads out of it. */
export function writeUpload(files: readonly UploadedFile[], siteDir: string): void {
  mkdirSync(siteDir);
  const [problem] = writeFiles(
    siteDir,
    files.map(({ path, content }) => ({ path, after: content })),
  );
  if (problem === undefined) return;
  const message = `The Wix CLI uploaded ${problem.path}, which cannot be written: ${problem.what}.`;
  throw new CliError('site-not-ready', message, { exitCode: 1 });
}
