import { join } from 'node:path';

import { openTemporaryFolder } from '../../workbench/temporary-folder.ts';
import { captureUpload, writeUpload } from './capture-upload.ts';
import { compareFiles, type UploadDifference } from './compare-files.ts';
import { fireGuarded } from './fire-guarded.ts';
import type { FiredPayload } from './fire-payloads.ts';
import { findWixCli } from './run-wix-cli.ts';

/** Documented payload, handled by the uploaded files and by the local ones. */
export interface ComparedPayload extends FiredPayload {
  /** `true` if both returned the same JSON, both times. */
  readonly isSame: boolean;
  /** `true` if the handler accepted the event. */
  readonly isHandled: boolean;
}

/** Result of a rehearsal. */
export type Rehearsal =
  | {
      readonly kind: 'uploaded';
      readonly cliVersion: string;
      /** Path and size in bytes, sorted by path. */
      readonly files: readonly { readonly path: string; readonly bytes: number }[];
      readonly differences: readonly UploadDifference[];
      readonly payloads: readonly ComparedPayload[];
      readonly answered: readonly string[];
      readonly refused: readonly string[];
    }
  | { readonly kind: 'failed'; readonly cliVersion: string; readonly command: string; readonly output: string };

/**
 * Uploads a site with the real Wix CLI to a stand-in on this machine, runs the uploaded files on the emulator, and compares the results
 * with those of the local files. Leaves no files behind. `root` is the folder of this package.
 */
export async function rehearseSite(dir: string, root: string): Promise<Rehearsal> {
  const { folder: cli, version: cliVersion } = findWixCli([root, dir]);
  const { path: workDir, remove } = openTemporaryFolder('rehearsal');
  try {
    const captured = await captureUpload(dir, { root, cli, workDir });
    if (captured.kind === 'failed') return { ...captured, cliVersion };
    const uploadDir = join(workDir, 'uploaded');
    writeUpload(captured.files, uploadDir);
    const fired = await fireGuarded([dir, uploadDir], root, workDir);
    if (fired.kind === 'failed') {
      const output = `The code of the site ${fired.problem}.`;
      return { kind: 'failed', cliVersion, command: 'Handling the documented payloads', output };
    }
    const [local = [], uploaded = []] = fired.sites;
    const files = captured.files.map(({ path, content }) => ({ path, bytes: Buffer.byteLength(content) }));
    return {
      kind: 'uploaded',
      cliVersion,
      files: files.sort((left, right) => (left.path < right.path ? -1 : 1)),
      differences: compareFiles(dir, captured.files),
      payloads: uploaded.map((fired, index) => compare(fired, local[index])),
      answered: captured.answered,
      refused: captured.refused,
    };
  } finally {
    remove();
  }
}

function compare(uploaded: FiredPayload, local: FiredPayload | undefined): ComparedPayload {
  return {
    ...uploaded,
    isSame: JSON.stringify(uploaded.reports) === JSON.stringify(local?.reports),
    isHandled: uploaded.reports.every(({ failure, verdict }) => failure === undefined && verdict !== 'rejected'),
  };
}
