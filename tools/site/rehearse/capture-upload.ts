import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

function copySite(dir: string, siteDir: string): void {
  mkdirSync(siteDir, { recursive: true });
  cpSync(join(dir, 'src'), join(siteDir, 'src'), { recursive: true });
  for (const file of rootFiles.filter((name) => existsSync(join(dir, name))))
    cpSync(join(dir, file), join(siteDir, file));
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

/** Writes uploaded files as a site. */
export function writeUpload(files: readonly UploadedFile[], siteDir: string): void {
  for (const { path, content } of files) {
    mkdirSync(dirname(join(siteDir, path)), { recursive: true });
    writeFileSync(join(siteDir, path), content);
  }
}
